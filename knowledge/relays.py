"""Who stands behind a figure: publishers that state it on their own, and those that repeat them.

In: a ledger and one of its facts. Out: the independent origins of its figure and the relays, each
with the origin it names. Read from the words of statements ("citing X", 据X报道) and of source
records ("quoting X", "rewrite of the X report"); it knows no publisher by name.
"""

import re
from calendar import month_name
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge import amounts
from knowledge.candidates import agree, alike, figure
from knowledge.ledger import Ledger
from knowledge.lexicon import lexicon
from knowledge.records import Amount, Conflict, Fact, Language, Source
from knowledge.stated import dated

_NAME = r"(?:[A-Z]|\d+(?=[A-Z]))[\w&.-]*\w(?: (?:of |the )?[A-Z][\w&-]*\w)*"
_LEAD = r"(?:the |a |an |its |adviser |advisers |outlet |newspaper |data (?:from|by) )?"
_SAYS = (
    rf"\b(?i:citing|cit(?:es|ed)|quoting|quotes|relays|according to|relay of|(?:re|first )?told by"
    rf"|reported by|reports? by|credited to|(?:summary|translation|rewrite|retelling|copy) of)"
    rf" {_LEAD}(?P<a>{_NAME})",
    rf"(?P<b>{_NAME})(?:, as (?:re)?(?:told|ported|layed) (?:by|in) [^,]{{1,60}},)?"
    r" (?:had |has )?(?:first )?report(?:ed|s)\b",
    r"(?:据|援引|引用|引述|转述|转引|根据)《?(?P<c>[㐀-鿿A-Za-z0-9]{2,12}?)》?(?:\d+[月日年]|的|此前)?"
    r"(?:数据|报道|报告|消息|称|披露|透露|援引)",
    r"《?(?P<d>[㐀-鿿A-Za-z0-9]{2,8})》?(?:此前)?(?:率先|独家)?报道(?:称|，|：)",
)
_PHRASES = re.compile("|".join(_SAYS))
_BEHIND = re.compile(
    rf"\s*\(?\b(?:quoting|of|relaying) {_LEAD}(?P<a>{_NAME}(?:, {_NAME})*(?: and {_NAME})?).*$"
)
_CARRIER = re.compile(
    r"\s*\((?:[^()]*\b)?(?:reprint|mirror|repost|via|copy|GitHub|Substack)\b[^()]*\)|\s+via\s.*$"
)
_MONTHS = {m.lower() for m in month_name if m}
_WORD = re.compile(r"[a-z0-9]{2,}|[㐀-鿿]{2,}")
_COMMON_WORDS = (
    "news the relay blog research report article post tables thread digest daily times weekly com "
    "cn org net its and by of for from quoting via github mirror repost essay media group"
)
_COMMON = frozenset(_COMMON_WORDS.split())

Record = Literal["company", "filing"]
_RECORDS = {
    "company": ("stated by the company itself", "出自公司自身"),
    "filing": ("stated in a filing", "出自备案文件"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """A source that repeats what another says; `of` names that one, "" where it does not say."""

    source: str
    publisher: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """`publishers` state the figure on their own or are named as its origin; `unread` are those
    of them that are known from relays only.

    `record`: it goes back to the company's own word, or to a filing, which the rest repeat.
    """

    fact: str
    publishers: tuple[str, ...]
    unread: tuple[str, ...]
    relays: tuple[Relay, ...]
    record: Record | None = None

    @property
    def independent(self) -> int:
        """Publishers that vouch for the figure apart from one another and from the company."""
        return len(self.publishers)

    def said(self, language: Language) -> str:
        return _in_chinese(self) if language == "zh" else _in_english(self)


def support(ledger: Ledger, fact: Fact) -> Support:
    """The sources with the same figure for the same thing and time, and how they depend."""
    origins: list[str] = []
    held: list[str] = []
    relays: list[Relay] = []
    records: set[Record] = set()
    for each in same_figure(ledger, fact):
        source = ledger.source_of.get(each.source)
        if source is None:
            continue
        own, of, record = publisher(source), origin(each, source), _record(ledger, each, source)
        if record:  # not one more publisher, whoever prints it
            records.add(record)
            relays += [Relay(source=source.id, publisher=own, of=record)] * (source.tier > 1)
        elif of is None:
            origins.append(own)
            held.append(own)
        else:
            relays.append(Relay(source=source.id, publisher=own, of=of))
            origins += [of] * bool(of)
    if not origins and not records and relays:
        origins = held = [relays[0].publisher]  # from whom is not said: one voice, not none
        relays = relays[1:]
    return Support(
        fact=fact.id, publishers=_distinct(origins), relays=_one_each(relays),
        unread=tuple(n for n in _distinct(origins) if not any(same(n, h) for h in held)),
        record="filing" if "filing" in records else "company" if records else None,
    )  # fmt: skip


def sides(ledger: Ledger, conflict: Conflict) -> tuple[Support, ...]:
    """The support of each member of a conflict, in its order."""
    return tuple(support(ledger, ledger.by_id[i]) for i in conflict.facts)


def same_figure(ledger: Ledger, fact: Fact) -> list[Fact]:
    """The fact itself, then those that state the same figure of the same thing and time."""
    own = figure(fact)
    if own is None or fact.as_of is None:
        return [fact]
    others = (f for f in ledger.facts if f.id != fact.id and f.range and f.as_of)
    near = (f for f in others if alike(ledger, fact, f))
    return [fact, *(f for f in near if _equal(own, figure(f)))]


def origin(fact: Fact, source: Source) -> str | None:
    """Whom the source repeats here: a name, "" where it does not say which, None for nobody."""
    itself = f"{publisher(source)} {source.title} {source.id}"
    found = [_named(fact.statement, itself), _named(source.description, itself)]
    behind = _BEHIND.search(_CARRIER.sub("", source.publisher))
    if behind and not found[0]:
        found.insert(1, "" if re.search(r", | and ", behind["a"]) else behind["a"])
    named = next((name for name in found if name is not None), None)
    return "" if named is None and source.access == "relay" else named


def publisher(source: Source) -> str:
    """The publisher without the site that merely carries it: "Courier (reprint by …)"."""
    return _BEHIND.sub("", _CARRIER.sub("", source.publisher)).strip(" ,") or source.publisher


def _named(text: str, itself: str) -> str | None:
    """The first name that the text gives as its origin and that is not the source's own."""
    for match in _PHRASES.finditer(text):
        name = next(g for g in match.groups() if g).removeprefix("The ")
        telling = _words(name) - _MONTHS and not lexicon().is_generic(name)
        if telling and not dated(name) and not same(name, itself):
            return name
    return None


def same(a: str, b: str) -> bool:
    """Whether two names share a telling word, or one is the other's initials."""
    one, other = _words(a), _words(b)
    if one & other or _initials(a) in other or _initials(b) in one:
        return True
    return any(len(w) > 3 and w in v for w in one for v in other if w[0] > "z" or len(w) > 5)


def _record(ledger: Ledger, fact: Fact, source: Source) -> Record | None:
    """What the company itself or a filing says, whoever repeats it."""
    if fact.certainty == "filing":
        return "filing"
    entity, named = ledger.entity_of.get(fact.entity), _named(fact.statement, source.id)
    names = entity.names if entity else ()
    by_itself = named and any(named == n or named.startswith(f"{n}'") for n in names)
    return "company" if by_itself or fact.certainty == "company_statement" else None


def _equal(a: Amount, b: Amount | None) -> bool:
    return b is not None and amounts.compare(a, b) in ("equal", "rounded") and agree(a, b)


def _words(name: str) -> set[str]:
    return set(_WORD.findall(name.lower())) - _COMMON


def _initials(name: str) -> str:
    capitals = re.findall(r"\b([A-Z])\w", name)
    return "".join(capitals).lower() if len(capitals) > 1 else "\0"


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for name in names:
        if not any(same(name, other) for other in kept):
            kept.append(name)
    return tuple(kept)


def _one_each(relays: Sequence[Relay]) -> tuple[Relay, ...]:
    by_source = {relay.source: relay for relay in reversed(relays)}
    return tuple(sorted(by_source.values(), key=lambda r: r.source))


def _names(found: Support, mark: str) -> list[str]:
    return [name + mark * (name in found.unread) for name in found.publishers]


def _in_english(found: Support) -> str:
    n = found.independent
    parts = [_RECORDS[found.record][0]] if found.record else []
    if n:
        word = "publisher" if n == 1 else "independent publishers"
        parts.append(f"reported by {n} {word} ({'; '.join(_names(found, ', as retold'))})")
    if found.relays:
        parts.append(f"relayed by {len(found.relays)}")
    said = ", ".join(parts)
    unconfirmed = found.record == "company" and not n
    end = "; no independent confirmation." if unconfirmed else "."
    return said[:1].upper() + said[1:] + end


def _in_chinese(found: Support) -> str:
    n = found.independent
    parts = [_RECORDS[found.record][1]] if found.record else []
    if n:
        word = "家来源报道" if n == 1 else "家相互独立的来源报道"
        parts.append(f"{n}{word}（{'；'.join(_names(found, '，经转述'))}）")
    if found.relays:
        parts.append(f"{len(found.relays)}家转述")
    unconfirmed = found.record == "company" and not n
    return "，".join(parts) + ("；没有独立佐证。" if unconfirmed else "。")
