"""The path of one text to proposed facts: sentence → amounts → what, whose, when → proposals.

In: a document's text, its source and the entities a dossier knows (none on an empty desk). Out:
figures with the sentence and span they stand at, marked proposed. Takes only what grammar settles:
negated, hypothetical and forecast figures, comparisons and changes are left out. Knows no store.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from knowledge import measures, orders, owners, terms, timing
from knowledge.actors import Cast, Named
from knowledge.lexicon import language_of
from knowledge.measures import Reading
from knowledge.proposed import Proposal, key
from knowledge.records import Amount, Entity, Source
from knowledge.split import sentences
from knowledge.stated import stated

PROPOSER = "p3"  # part of a user document's digest: change it when other facts would be proposed

_NOT_SAID = re.compile(
    r"\b(?:not|never|neither|nor|den(?:y|ies|ied)|false|wrong(?:ly)?|if|suppose|hypothetical\w*|rumou?r\w*"
    r"|myth|instead of|rather than|could have|would have|were to)\b|n['’]t\b"
    r"|(?<!不)否认|并非|不实|不是|没有|未曾|如果|假如|假设|若(?=[^干])|倘若|误传",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|could|might|(?-i:may|can)|expect(?:s|ed|ing)?|forecast\w*|project(?:s|ed|ions?)"
    r"|predict\w*|next year|guidance|potential(?:ly)?|ambition|goal|should)\b"
    r"|预计|预期|有望|预测|将(?![军领])|或将|可能|力争|未来",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:\b(?:than|against|versus|vs\.?|compared (?:with|to)"
    r"|(?<!ranges )(?<!ranging )(?<!range )from|relative to|of which|including)\s+(?:the\s+|a\s+)?"
    r"|\b(?:above|below|over|beyond) the\s+|[由从比较]|其中[^，。]{0,6}|包括[^，。]{0,4}"
    r"|[高低少多][于过][^，。]{1,8}的)$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"(?:\b(?:by|up|down|another|additional|extra|added|adds|further|each|every|minus"
    r"|less)\s+(?:about |some |around )?"
    r"|(?:增加|增长|减少|减去|扣除|蒸发|缩水|损失|下降|上升|上涨|下跌|同比|环比)了?(?!到|至))$",
    re.IGNORECASE,
)
# "organisations with 20 million of revenue", 年收入超过2000万美元的托管方: a threshold for others
_THRESHOLD = re.compile(r"的[^，。；]{1,8}?(?:方|企业|公司|机构|用户|客户|商)")
_GROWN = re.compile(r"\b(?:grew|grown|rose|risen|up|increase\w*|growth)\b|增|涨|升", re.IGNORECASE)
_MAY_LIE_AHEAD = {
    "runway_years",
    "round_target",
    "valuation_target",
    "ipo_size",
    "training_run_cost",
}
# Numbers side by side are columns: their scale and heading stand elsewhere.
_TABLE = re.compile(r"\d\)?%?[ \t]+(?:[$€£¥][ \t]?)?\(?\d[\d,.]*(?:[ \t]|$)|\$ \d|\|[^|\n]*\|")
_ORDINAL = re.compile(r"^(?:First|Second|Third|Fourth)\b")
_HOLDINGS = {"ownership_share", "investment_amount"}
_ITEM = re.compile(r"\s*(?:[-*+•·]|\d{1,2}[.)、])\s")
_LEAD = re.compile(
    r"\s*(?:[-*+•·]\s+)?\*\*(?P<lead>[^*\n]{1,60})\*\*[.:：。]?\s*|\s*#{1,6}\s+(?P<head>[^\n]+)$"
)
_LABEL = re.compile(
    r"\s*(?:[-–—•*#>]\s+)*(?:\[\d+\]\.?\s*)?(?:[^.!?。！？]{2,70}?\s[-–—]\s+)?(?=\S)"
)
_ROUND = re.compile(
    r"\b(?:[Ss]eries|[Rr]ound) (?P<en>[A-H])(?![A-Za-z])|(?P<zh>[A-H]\+?)轮|(?P<seed>\b[Ss]eed\b"
    r"|种子轮)"
    r"|(?P<angel>\b[Aa]ngel\b|天使轮)",
    re.ASCII,
)
_PRODUCT = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z][A-Za-z]+[ -]){0,2}[A-Z][A-Za-z]*-?\d[A-Za-z0-9]*"
    r"(?:\.\d+)?(?:-[A-Z0-9][A-Za-z0-9]*)*(?: (?:Pro|Max|Mini|Flash|Ultra|Turbo|Thinking|Lite))?"
)
_NO_PRODUCT = re.compile(r"^(?:[QH][1-4]|FY\d+|HK\d+|US\d+|H\d{2,3}|GB\d{3}|A\d{2,3})$")


@dataclass(slots=True)
class _Place:
    """Where in the document the reading is: whom it is on, and the last year it named."""

    home: str | None
    spoken_of: str | None
    year: int | None = None


def propose(text: str, *, source: Source, entities: Sequence[Entity] = ()) -> tuple[Proposal, ...]:
    """Each figure once, in reading order; the same text always gives the same proposals."""
    cast = Cast(text, entities, title=source.title, publisher=source.publisher)
    place = _Place(home=cast.main, spoken_of=cast.main)
    made: dict[tuple[object, ...], Proposal] = {}
    end = 0
    for start, stop in sentences(text):
        if orders.inside(text, start):
            continue
        fresh = text.count("\n", end, start) > 1 or _ITEM.match(text, max(end, 0), stop)
        if end == 0 or (fresh and "\n" in text[end:start]):
            place.spoken_of = place.home
        end = stop
        lead = _LEAD.match(text, start, stop)
        if lead:
            place.home = cast.one_in(lead["lead"] or lead["head"]) or cast.main
            place.spoken_of, start = place.home, lead.end()
        for proposal in _of_sentence(text, start, stop, cast, place, source):
            made.setdefault(_same(proposal), proposal)
    return tuple(made.values())


def stamp(entities: Sequence[Entity]) -> str:
    """Changes when the same text would give other proposals: other rules or other names."""
    names = "\n".join(f"{e.id}={'|'.join(e.names)}" for e in entities)
    return f"{PROPOSER}-{sha256(names.encode()).hexdigest()[:12]}"


def _of_sentence(  # noqa: PLR0913  # one sentence in its document
    text: str, start: int, stop: int, cast: Cast, place: _Place, source: Source
) -> Iterator[Proposal]:
    start = _LABEL.match(text, start, stop).end() if _labelled(text, start, stop) else start  # type: ignore[union-attr]  # it matches
    sentence = text[start:stop].strip()
    if not sentence:
        return
    start = text.index(sentence, start)
    # "First half of 2026" would be half of something, and the year a whole one
    sentence = _ORDINAL.sub(lambda m: m[0].lower(), sentence)
    names = cast.named(sentence)
    found = stated(sentence)
    if (
        found
        and not _TABLE.search(sentence)
        and not sentence.rstrip("”\"' ）)").endswith(("?", "？"))
    ):
        for reading in measures.read(sentence, found):
            yield from _proposal(text, start, sentence, reading, found, names, cast, place, source)
    acting = owners.subject(sentence, names)
    if acting and (acting.known or acting.entity == cast.main):
        place.spoken_of = acting.entity
    place.year = timing.year_in(sentence) or place.year


def _proposal(  # noqa: PLR0913
    text: str,
    start: int,
    sentence: str,
    reading: Reading,
    found: Sequence[Amount],
    names: Sequence[Named],
    cast: Cast,
    place: _Place,
    source: Source,
) -> Iterator[Proposal]:
    amount, attribute = reading.amount, _attribute(sentence, reading)
    if attribute is None or not _stated_as_so(sentence, reading):
        return
    thing = _thing(sentence, attribute, amount)
    if thing == "":
        return
    figure = amount.start, amount.end
    if attribute in _HOLDINGS:
        held = owners.holding(sentence, names, figure, cast.main)
        entity, thing = (held[0], held[1].name) if held else (None, None)
    else:
        entity = owners.owner(
            sentence, names, attribute=attribute, words=(reading.start, reading.end),
            figure=figure, spoken_of=place.spoken_of,
        )  # fmt: skip
    if entity is None:
        return
    time = timing.when(sentence, amount, found, source.published, place.year)
    yield Proposal(
        id=key(source.id, start + amount.start, attribute),
        source=source.id,
        entity=entity,
        name=cast.called(entity),
        attribute=attribute,
        subject=thing,
        statement=text[start : start + len(sentence)],
        language=language_of(sentence),
        start=start,
        end=start + len(sentence),
        figure_start=start + amount.start,
        figure_end=start + amount.end,
        low=amount.low,
        high=amount.high,
        unit=amount.unit,
        bound=amount.bound,
        step=amount.step,
        since=time.since.isoformat() if time.since else None,
        until=time.until.isoformat() if time.until else None,
        dated=time.dated,
    )


def _attribute(sentence: str, reading: Reading) -> str | None:
    """Growth in percent needs a word for growth; a share of it does not count as growth."""
    if reading.attribute == "paid_user_growth":
        return reading.attribute if _GROWN.search(sentence) else None
    return reading.attribute


def _stated_as_so(sentence: str, reading: Reading) -> bool:
    amount = reading.amount
    before = sentence[: amount.start]
    if _COMPARED.search(before) or _THRESHOLD.match(sentence, amount.end):
        return False
    grows = reading.attribute.endswith("_growth")
    if not grows and _CHANGED.search(before):
        return False
    low, high = min(reading.start, amount.start), max(reading.end, amount.end)
    edges = [m.start() for m in re.finditer(r"[,;，；。:：]|\b(?:but|yet|while)\b", sentence)]
    clause = sentence[max((e for e in edges if e < low), default=0) :]
    clause = clause[: high - (len(sentence) - len(clause)) + 24]
    if _NOT_SAID.search(clause):
        return False
    return reading.attribute in _MAY_LIE_AHEAD or not _AHEAD.search(clause)


def _thing(sentence: str, attribute: str, amount: Amount) -> str | None:
    """The round or product the figure belongs to, None for none; "" where one is needed."""
    match terms.subject_of(attribute):
        case "none":
            return None
        case "round":
            return _round(sentence, amount)
        case "product":
            return _product(sentence, amount) or ""


def _round(sentence: str, amount: Amount) -> str | None:
    stops = [0, *(m.end() for m in re.finditer(r"[;；]", sentence)), len(sentence)]
    low = max(s for s in stops if s <= amount.start)
    high = min(s for s in stops if s >= amount.end)
    found = list(_ROUND.finditer(sentence, low, high))
    if not found:
        return None
    near = min(found, key=lambda m: abs(m.start() - amount.start))
    if near["seed"] or near["angel"]:
        return "seed round" if near["seed"] else "angel round"
    return f"Series {near['en'] or near['zh']}"


def _product(sentence: str, amount: Amount) -> str | None:
    found = [m for m in _PRODUCT.finditer(sentence) if not _NO_PRODUCT.match(m[0])]
    before = [m for m in found if m.end() <= amount.start]
    if len(before) > 1 and not re.search(
        r"[,;，；。:：]", sentence[before[-2].end() : before[-1].start()]
    ):
        return None  # "X2 next to Y3": which of them is not clear
    if before:
        return before[-1][0]
    return found[0][0] if len(found) == 1 else None


def _labelled(text: str, start: int, stop: int) -> bool:
    """A run-in heading in capitals ("Group 2: Money and Costs - The …"), or a list mark."""
    match = _LABEL.match(text, start, stop)
    words = re.findall(r"[A-Za-z]{4,}", match.group()) if match else []
    return match is not None and match.end() > start and all(w[0].isupper() for w in words)


def _same(p: Proposal) -> tuple[object, ...]:
    return p.entity, p.attribute, p.subject, p.low, p.high, p.unit, p.since, p.until
