"""A question → what a document has to say to answer it: whom, what, of which time, in which form.

Out comes an `Asked` of units, each with the ways documents may word it in either language. Knows
the glossary, the language of statements and the names of the desk's documents; reads no document.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.papers import glossary, put
from bot.papers.glossary import Term
from bot.papers.put import Kind
from knowledge import Period, finance, is_cjk, lexicon, periods, sounds

Span = tuple[int, int]

_AHEAD = re.compile(r"\bwill\b|会是|将会", re.IGNORECASE)
_NAME = re.compile(
    r"(?<![A-Za-z0-9])[A-Z0-9][A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*(?:[-&'’.][A-Za-z0-9]+)*"
    r"(?:\s+(?:of\s+)?[A-Z][A-Za-z0-9]*(?:[-&'’.][A-Za-z0-9]+)*)*"
)
_ROUND = re.compile(
    r"(?:series|round)\s+([A-H])\b|(?<![A-Za-z])([A-H]\+?)\s*轮(?:融资)?", re.IGNORECASE
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-'’&][A-Za-z0-9]+)*")
_CHINESE = re.compile(r"[㐀-鿿]{2,}")
_LIGHT = 0.3  # what a word counts that hardly says anything
_WORD_BEFORE = re.compile(r"(?P<word>[A-Za-z]{3,})\s+$")
_OWNER = re.compile(r"[^'’]+['’]s(?: |$)")
_NO_NAME = re.compile(r"(?:FY|Q[1-4]|H[12]|USD|KRW|CNY|RMB|US|P&L|[A-Z]{2,4}A?|\d+)\W*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing the question says. `terms` are the ways to say it; `item` is the line of statements
    that it is, if it is one; a `name` has to be borne out itself, whatever else is.
    """

    said: str
    terms: tuple[Term, ...]
    item: finance.Item | None = None
    name: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`text` is the part of the question that asks, without how to answer."""

    question: str
    text: str
    kind: Kind
    units: tuple[Unit, ...]
    periods: tuple[Period, ...]
    measure: finance.Measure | None
    defined: bool  # the question itself says how the measure is to be worked out
    ahead: bool
    extreme: bool  # which of several is the largest, or the like

    @property
    def names(self) -> tuple[Unit, ...]:
        return tuple(u for u in self.units if u.name)

    @property
    def items(self) -> tuple[finance.Item, ...]:
        return tuple(u.item for u in self.units if u.item)


def read(question: str, aliases: Mapping[str, frozenset[str]], heard: Iterable[str] = ()) -> Asked:
    """`aliases` are the other names, in lower case, of whoever is called so; `heard` the Latin
    names that the documents write, which a Chinese name may stand for.
    """
    text = put.asks(question, aliases)
    dates = periods.find(text) or _fiscal(text)
    taken: list[Span] = [(p.begin, p.stop) for p in dates]
    rounds = list(_ROUND.finditer(text))
    taken += [m.span() for m in rounds]
    units = [_round(m) for m in rounds]
    for title in finance.vocabulary().statements.values():
        taken += [m.span() for m in title.finditer(text)]
    measure = next((m for m in finance.vocabulary().measures if m.asked.search(text)), None)
    if measure:
        taken += [m.span() for m in measure.asked.finditer(text)]
    named = list(_names(text, taken, aliases))
    taken += [span for span, _ in named]
    units += [unit for _, unit in named]
    held = _worded(text, taken)
    taken += [span for span, _ in held]
    units += [unit for _, unit in held]
    units += _rest(text, [*taken, *_of_lines(text, held)])
    units = [_sounded(u, heard) if u.name and is_cjk(u.said) else u for u in units]
    if not measure and not any(u.weight >= 1 and not u.name for u in units):
        units = [replace(u, weight=max(u.weight, 1.0)) for u in units]  # "how much did it earn?"
    return Asked(
        question=question,
        text=text,
        kind=_kind(text, measure, units),
        units=tuple({(u.said.lower(), u.terms): u for u in units}.values()),
        periods=tuple(dates),
        measure=measure,
        defined=put.defines(question),
        ahead=bool(_AHEAD.search(text)),
        extreme=put.is_extreme(text),
    )


def _kind(text: str, measure: finance.Measure | None, units: Iterable[Unit]) -> Kind:
    """How much a margin is, or has changed, is told by a share and not by a sum of money."""
    kind = put.kind(text, of_money=bool(measure) or any(u.item for u in units))
    return "share" if kind == "amount" and measure and measure.unit == "percent" else kind


def of(asked: Asked, names: Sequence[str]) -> Asked:
    """The same of whoever has these names."""
    whose = Unit(said=names[0], terms=tuple(map(glossary.term, names)), name=True, weight=1.5)
    return replace(asked, units=(*asked.units, whose))


def is_round(unit: Unit) -> bool:
    return bool(_ROUND.fullmatch(unit.said))


def _fiscal(text: str) -> list[Period]:
    """Years that are called fiscal: "fiscal 2024", "2024财年"."""
    found = re.finditer(
        r"(?:fiscal(?: year)?\s+)((?:19|20)\d\d)|((?:19|20)\d\d)\s*财年", text, re.I
    )
    years = [(m, int(m[1] or m[2])) for m in found]
    return [Period(date(y, 1, 1), date(y, 12, 31), m.start(), m.end(), m.group()) for m, y in years]


def _round(match: re.Match[str]) -> Unit:
    letter = (match[1] or match[2]).upper()
    forms = (f"series {letter}", f"{letter}轮", f"round {letter}")
    return Unit(said=f"Series {letter}", terms=tuple(map(glossary.term, forms)), name=True)


def _names(
    text: str, taken: Sequence[Span], aliases: Mapping[str, frozenset[str]]
) -> Iterable[tuple[Span, Unit]]:
    """Known names first, the longest before its parts; then what is written as a name."""
    found: list[tuple[Span, Unit]] = []
    lower = text.lower()
    for name in sorted(aliases, key=len, reverse=True):
        for match in re.finditer(_as_word(name), lower):
            if _free(match.span(), [*taken, *(s for s, _ in found)]):
                found.append((match.span(), _named(match.group(), aliases[name])))
    for match in _NAME.finditer(text):
        for part in _parts(match, text):
            span, said = _without_opening(part, text)
            if said and _free(span, [*taken, *(s for s, _ in found)]):
                found.append((span, _named(said, aliases.get(said.lower(), frozenset()))))
    return found


def _parts(match: re.Match[str], text: str) -> list[re.Match[str]]:
    """Whose it is apart from what: "Harrowmere's Transportation" is a company's segment."""
    owner = _OWNER.match(text, match.start(), match.end())
    rest = _NAME.match(text, owner.end(), match.end()) if owner else None
    return [owner, rest] if owner and rest else [match]


def _named(said: str, others: frozenset[str]) -> Unit:
    plain = re.sub(r"['’]s$", "", said)
    forms = {plain.lower(), *others}
    first = plain.split()[0].lower()
    if " " in plain and len(first) > 4 and first not in lexicon().generic_en:
        forms.add(first)  # "Pellworth" for "Pellworth Dynamics"
    return Unit(said=plain, terms=tuple(map(glossary.term, sorted(forms))), name=True, weight=1.5)


def _without_opening(match: re.Match[str], text: str) -> tuple[Span, str]:
    """Without a first word that is written large only because a sentence begins."""
    start, said = match.start(), match.group()
    first, _, rest = said.partition(" ")
    if put.opens(first):
        start += len(first) + 1
        said = rest
    if _NO_NAME.fullmatch(said) or (not text[:start].strip() and _opens_line(text[start:])):
        return (start, start), ""
    if glossary.find(said) and " " not in said and not is_cjk(text):
        return (start, start), ""
    return (start, start + len(said)), said


def _opens_line(text: str) -> bool:
    """It begins with a line of statements, as in "Accounts payable?"."""
    return any(item.asked.match(text) for item in finance.vocabulary().items.values())


def _worded(text: str, taken: Sequence[Span]) -> list[tuple[Span, Unit]]:
    """Lines of statements and words of the glossary, the longest first."""
    spots: list[tuple[Span, Unit]] = []
    for item in finance.vocabulary().items.values():
        for m in item.asked.finditer(text):
            lines = tuple(glossary.term(line) for line in item.lines if _is_long(line))
            spots.append((m.span(), Unit(said=m.group(), terms=lines, item=item)))
    for found in glossary.find(text):
        said = text[found.start : found.end]
        spots.append(((found.start, found.end), Unit(said=said, terms=found.terms)))
    kept: dict[Span, Unit] = {}
    for span, unit in sorted(spots, key=lambda s: (s[0][0] - s[0][1], s[1].item is None)):
        if span in kept and unit.item is None:
            joined = (*kept[span].terms, *unit.terms)
            kept[span] = Unit(said=unit.said, terms=joined, item=kept[span].item)
        elif _free(span, [*taken, *kept]):
            kept[span] = unit
    return [(s, _weighed(u)) for s, u in kept.items()]


def _is_long(line: str) -> bool:
    """Of several words, so that it stands for nothing else in a sentence: not "cash", "现金"."""
    return len(line) > 3 if is_cjk(line) else " " in line


def _weighed(unit: Unit) -> Unit:
    """What hardly says anything by itself counts little: "hold", "show", "brought"."""
    if (unit.item and unit.item.statement) or not put.is_plain(unit.said):
        return unit
    return replace(unit, weight=_LIGHT)


def _rest(text: str, taken: Sequence[Span]) -> list[Unit]:
    """The words that are left, each a unit of its own."""
    made = []
    left = "".join(" " if any(s <= i < e for s, e in taken) else c for i, c in enumerate(text))
    for match in _LATIN.finditer(left):
        word = re.sub(r"['’]s$", "", match.group())
        if put.tells(word):
            made.append(Unit(said=word, terms=(glossary.term(word.lower()),)))
    for run in _CHINESE.finditer(put.without_plain(left)):
        made.append(Unit(said=run.group(), terms=(glossary.term(run.group()),), name=True))
    return made


def _sounded(unit: Unit, heard: Iterable[str]) -> Unit:
    """With the Latin names that it sounds like: 特斯拉 may stand for Tesla."""
    alike = [name for name in heard if sounds.alike(unit.said, name)]
    return replace(
        unit, terms=(*unit.terms, *(_named(name, frozenset()).terms[0] for name in alike))
    )


def _of_lines(text: str, held: Sequence[tuple[Span, Unit]]) -> Iterable[Span]:
    """Where the word before a line is of how statements call it: "merchandise inventories"."""
    for (start, _), unit in held:
        before = _WORD_BEFORE.search(text[:start])
        lines = unit.item.lines if unit.item else ()
        if before and any(before["word"].lower() in line.split() for line in lines):
            yield before.span("word")


def _free(span: Span, taken: Iterable[Span]) -> bool:
    return span[0] < span[1] and all(span[1] <= s or e <= span[0] for s, e in taken)


def _as_word(name: str) -> str:
    if is_cjk(name):
        return re.escape(name)
    return rf"(?<![a-z0-9]){re.escape(name)}(?:['’]s)?(?![a-z0-9])"
