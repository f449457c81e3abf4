"""The documents of a desk → whom each is about, and which names mean the same party.

A company's own filing says whose it is; of an article it is whoever is named in it most and in its
title. Names are the same where a document sets one behind the other in brackets, "砚山（Yanshan)",
or shortens one to the other. Knows no question.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bot.papers import companies
from knowledge import Source, is_cjk, lexicon, words

_MOST_READ = 200_000  # characters of a document that are read for names
_PAIR = re.compile(
    r"(?P<zh>[\u4e00-\u9fff]{2,24})\s?[（(]\s?(?P<en>[A-Z][A-Za-z0-9&.' -]{2,40}?)\s?[)）]"
    r"|(?P<en2>[A-Z][\w&.' -]{2,40}?)\s?[（(]\s?(?P<zh2>[\u4e00-\u9fff]{2,12})\s?[)）]"
)
_FULL = re.compile(
    r"(?P<zh>[\u4e00-\u9fff]{2,16}?)(?:科技|智能|技术|控股|实业|集团)*(?:股份|集团)?有限(?:责任)?公司"
)
_LATIN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(?:[-&][A-Za-z0-9]+)*"
    r"(?: [A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)*"
)
_FORM = re.compile(
    r"[\s,]+(?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|LLC|plc|Holdings?|Group)\b.?",
    re.IGNORECASE,
)
_LINE = 100  # characters at most of a title
_HEAD = 1500
_FULL_LATIN = re.compile(
    r"(?P<name>[A-Z][A-Za-z0-9&-]+(?: [A-Z][A-Za-z0-9&-]+){0,3}?),? "
    r"(?:Inc|Incorporated|Corp|Corporation|Co|Ltd|Limited|LLC|plc)\b"
)
_ZH_FORM = re.compile(r"(?:股份|集团|控股)*有限(?:责任)?公司$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    """`of` says by source id whom a document is about, in lower case ("" for nobody alone);
    `aliases` which names are also his, by each name in lower case.
    """

    of: Mapping[str, str]
    aliases: Mapping[str, frozenset[str]]
    heard: frozenset[str] = frozenset()  # Latin names that the documents write
    parties: frozenset[str] = frozenset()  # all names of companies that are known as such
    subject: tuple[str, ...] = ()  # names of the company that is meant where nobody is named

    def same(self, name: str, other: str) -> bool:
        return name == other or other in self.aliases.get(name, frozenset())

    @property
    def several(self) -> bool:
        """The documents are of more than one party: who names none asks of nobody."""
        owners = [h for h in self.of.values() if h]
        return any(not self.same(owners[0], other) for other in owners)

    @property
    def only(self) -> str:
        """Whom every document is about, if it is one."""
        owners = set(self.of.values())
        return "" if self.several or "" in owners else min(owners, default="")

    def are_several(self, source_ids: Iterable[str]) -> bool:
        """These documents are of more than one party, or some are of nobody that is known."""
        owners = [self.of.get(source_id, "") for source_id in source_ids]
        return self.several and any(not self.same(owners[0], other) for other in owners)

    def names(self, source_id: str) -> frozenset[str]:
        """What whoever the document is about is called; nothing if it is nobody."""
        home = self.of.get(source_id, "")
        return frozenset({home, *self.aliases.get(home, frozenset())} - {""})


def homes(
    sources: Sequence[Source],
    text_of: Callable[[str], str],
    *,
    parties: Iterable[Iterable[str]] = (),
    subject: Iterable[str] = (),
) -> Homes:
    """`parties` are the names of each company that a record knows, `subject` those of its own."""
    groups = [{name.lower() for name in names} for names in parties]
    recorded = frozenset(chain(*groups))
    of: dict[str, str] = {}
    heard: set[str] = set()
    for source in sources:
        text = text_of(source.id)[:_MOST_READ]
        for pair in _pairs(text):
            _join(groups, pair)
        home, others = _home(source, text)
        of[source.id] = home
        if home:
            _join(groups, {home, *others})
        heard |= {m.group() for m in _LATIN.finditer(text)}
    articles = {s.id: text_of(s.id)[:_MOST_READ] for s in sources if not s.company}
    spoken = {source_id: companies.spoken_of(text) for source_id, text in articles.items()}
    for name in chain(*spoken.values()):
        _join(groups, {name.lower(), companies.without_trade(name).lower()})
    of |= _spoken_homes(of, articles, spoken)
    aliases = {name: frozenset(group - {name}) for group in groups for name in group}
    own = tuple(name.lower() for name in subject)
    made = Homes(of=of, aliases=aliases, heard=frozenset(heard), subject=own)
    told = {name.lower() for name in chain(*spoken.values())}
    known = recorded.union(told, *(made.names(s.id) for s in sources))
    made = replace(made, parties=known)
    owners = {of[s.id] for s in sources if s.company or _registered(_head(s, text_of(s.id)))} - {""}
    first = min(owners, default="")
    if first and all(made.same(first, other) for other in owners):
        # a sheet that names nobody is of the only company that is registered
        bare = {s.id for s in sources if not of[s.id] and _is_sheet(text_of(s.id)[:_HEAD])}
        return replace(made, of=of | dict.fromkeys(bare, first))
    return made


def _spoken_homes(
    of: Mapping[str, str], articles: Mapping[str, str], spoken: Mapping[str, frozenset[str]]
) -> dict[str, str]:
    """Of articles whose title names nobody, or somebody who leads a company: that company."""
    every = frozenset(chain(*spoken.values()))
    made = {}
    for source_id, text in articles.items():
        person = of[source_id]
        if not person:
            least = 1 if _is_sheet(text[:_HEAD]) else companies.FEWEST
            made[source_id] = companies.mostly(every, text, least).lower()
        elif person not in {name.lower() for name in every}:
            led = (n for t in articles.values() for n in companies.leads(person, every, t))
            made[source_id] = next(led, person).lower()
    return made


def _title(source: Source, text: str) -> str:
    """With the first line of a text that has no other."""
    first = text.lstrip("# \n").partition("\n")[0]
    stands = len(first) < _LINE and not first.rstrip().endswith((".", "。", "|"))
    stands = stands and " " not in source.title and not _is_sheet(text[:_HEAD])
    return f"{source.title}\n{first}" if stands and first not in source.title else source.title


def _head(source: Source, text: str) -> str:
    return f"{source.title}\n{text[:_HEAD]}"


def _home(source: Source, text: str) -> tuple[str, set[str]]:
    """Whose it is, and what else he is called in it."""
    if source.company:
        bare = _bare(source.company)
        return source.company.lower(), {n.lower() for n in (bare, *_shorter(bare, text))}
    found = (
        _registered(source.title)
        or _registered(_head(source, text))
        or _titles(_title(source, text))
    )  # an auditor's full name may stand in the head, too
    counts = {n: _count(n, text) for n in found if _is_name(n) and not _is_a_word(n, text)}
    best = max(counts, key=lambda n: (counts[n], len(n)), default="")
    others = [n for n in counts if not _is_part(n, best)]
    if not best or any(counts[n] * 2 > counts[best] for n in others):
        return "", set()
    return best.lower(), {n.lower() for n in _spellings(best, text)}


def _registered(head: str) -> set[str]:
    """Companies with their legal form, and the first words of their names."""
    found = {m["zh"] for m in _FULL.finditer(head)}
    for full in _FULL_LATIN.finditer(_titled(head)):
        parts = full["name"].split()
        found |= {" ".join(parts[:n]) for n in range(min(2, len(parts)), len(parts) + 1)}
    return found


def _titles(title: str) -> set[str]:
    """Names that a title writes, and all their parts: "Inside Sorivane" may be about Sorivane."""
    found = {token for token in words.tokens(title) if is_cjk(token) and words.is_name(token)}
    for match in _LATIN.finditer(title):
        parts = _bare(match.group()).split()
        ends = range(1, len(parts) + 1)
        found |= {" ".join(parts[s:e]) for e in ends for s in range(e)}
    return found


def _is_sheet(text: str) -> bool:
    """Hardly anything but tables, which name nobody whose they are."""
    lines = [line for line in text.splitlines() if line.strip()]
    return sum(line.startswith("|") for line in lines) > 0.6 * len(lines)


def _count(name: str, text: str) -> int:
    pattern = re.escape(name) if is_cjk(name) else rf"(?<![A-Za-z]){re.escape(name)}(?![a-z])"
    return 1 + len(re.findall(pattern, text))


def _is_part(name: str, other: str) -> bool:
    return name.lower() in other.lower() or other.lower() in name.lower()


def _spellings(name: str, text: str) -> set[str]:
    """Full and short forms of it: with its legal form, or without its last word."""
    made = {name, *(m.group() for m in _FULL.finditer(text[:4000]) if m.group().startswith(name))}
    made |= {_ZH_FORM.sub("", each) for each in made}
    return {each for each in made if len(each) > 1} | set(_shorter(name, text))


def _shorter(name: str, text: str) -> Iterable[str]:
    """Its first words, where the text calls it so: "Harrowmere" for "Harrowmere Cold Chain"."""
    parts = name.split()
    for n in range(1, len(parts)):
        short = " ".join(parts[:n])
        alone = rf"(?<![A-Za-z]){re.escape(short)}(?! ?{re.escape(parts[n])})(?![a-z])"
        if _is_name(short) and not _is_a_word(short, text) and re.search(alone, text):
            yield short


def _is_name(name: str) -> bool:
    if is_cjk(name):
        return True
    first = name.split()[0]
    plain = first.isupper() and len(name.split()) == 1
    return not lexicon().is_generic(first.lower()) and len(name) > 2 and not plain


def _is_a_word(name: str, text: str) -> bool:
    """One word that the text also writes small: the "Board" of "Board memo"."""
    small = name.lower()
    return " " not in name and small != name and bool(re.search(rf"\b{re.escape(small)}\b", text))


def _titled(text: str) -> str:
    """Lines in capitals as names are written: "CALDER BROOK" → "Calder Brook"."""
    return "\n".join(line.title() if line.isupper() else line for line in text.splitlines())


def _pairs(text: str) -> Iterable[set[str]]:
    for found in _PAIR.finditer(text):
        zh, en = found["zh"] or found["zh2"], found["en"] or found["en2"]
        short = _ZH_FORM.sub("", zh)
        if _is_name(en):
            yield {en.strip().lower(), *(n for n in (zh, short, _stripped(short)) if len(n) > 1)}


def _stripped(name: str) -> str:
    return re.sub(r"(?:科技|技术|控股|实业)$", "", name)


def _bare(name: str) -> str:
    return _FORM.sub("", name).strip(" ,.")


def _join(groups: list[set[str]], names: set[str]) -> None:
    met = [g for g in groups if g & names]
    joined = set(chain(names, *met))
    groups[:] = [g for g in groups if g not in met] + [joined]
