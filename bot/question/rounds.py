"""Rounds that a question names → their names as recorded: "Series A, B and C", A、B轮, A到D轮.

However they are spelled: "series-c", "serie C", "round C", "the C round", C系列. In: the question.
Out: each name with its place. Knows no record.
"""

import re
from collections.abc import Iterator, Sequence

from knowledge import Mention

_ENDS = r"(?:(?![A-Za-z0-9'’+])|(?=['’]s\b))"  # "the Series C's", not "a's"
_LETTER = rf"[A-Ha-h]\+?{_ENDS}"
_CAPITAL = rf"[A-H]\+?{_ENDS}"
_JOINT = (
    r"\s*(?:,\s*and\b|,|\band\b|\bor\b|\bvs\b\.?|\bversus\b|&|/|(?<=\s)\+(?=\s)|、|和|及|与|或)"
    r"\s*(?:the\s+)?"
)
_TO = r"\s*(?:\bto\b|\bthrough\b|\buntil\b|->|[-–~→]|到|至)\s*"
_MORE = rf"(?:(?:{_JOINT}|{_TO})(?:(?i:series)[\s-]+)?(?:{_CAPITAL}|[b-h]{_ENDS}))*"
# "in the D?", "for the C at", not "the A share"
_ALONE = (
    r"(?=\s*(?:[,.;:?!)]|$)|['’]s\b|\s+(?:at|for|from|in|on|to|was|is|were|did|came|compare|close|closed"
    r"|and|or|than|vs|versus|with|why|what|how|would|will|raise|raised|fundraise)\b)"
)
# "B post", "what C cleared at"
_OF_IT = (
    r"(?=\s+(?:money|pre|post|price|valuation|che(?:que|ck)s?|tranches?|investors|terms|cleared|closed"
    r"|priced|raised|brought in|came in|was (?:priced|raised|done))(?![A-Za-z]))"
)
_SEED = r"(?:(?<![A-Za-z])[Ss]eed(?: round)?|种子轮?)"
_NAMED = re.compile(
    rf"{_SEED}{_TO}(?:the )?(?:(?i:series|round)[\s-]+)?{_LETTER}(?:\s*轮)?"
    rf"|(?<![A-Za-z])(?:(?i:series?|ser\.)[\s-]*{_LETTER}|[Rr]ounds?\s+{_CAPITAL}){_MORE}"
    rf"|(?<![A-Za-z]){_CAPITAL}{_MORE}[\s-]+(?i:rounds?)(?![A-Za-z])"
    rf"|(?<![A-Za-z]){_CAPITAL}\s*(?:→|->)\s*{_CAPITAL}"
    rf"|(?<=\b[Ff]rom )(?:the )?{_CAPITAL}{_TO}(?:the )?{_CAPITAL}"
    rf"|(?<=\b[Bb]etween )(?:the )?{_CAPITAL}{_JOINT}{_CAPITAL}"
    rf"|(?<![A-Za-z])(?!A){_CAPITAL}{_OF_IT}"
    rf"|(?<=\b[Tt]he ){_CAPITAL}{_ALONE}|(?<=\b[Tt]he )[b-h](?=\s*[?!.]?\s*$|\s+investors\b)"
    r"|(?<![A-Za-z])[A-Ha-h]\+?"
    rf"(?:\s*轮?(?:{_JOINT}|{_TO})[A-Ha-h]\+?)*\s*(?:[两三四]?轮|系列)"
)
_EACH = re.compile(
    rf"(?P<joint>{_TO})?(?<![A-Za-z])(?P<letter>[A-H]\+?)(?![A-Za-z])", re.IGNORECASE
)

_CALLED = re.compile(r"(?:series|rounds?)[\s-]+$", re.IGNORECASE)

Named = tuple[int, int, str]

SEED = "seed"  # as the record writes it: "seed round", "seed money"
_LETTERS = "ABCDEFGH"
_ENDS_OF_RANGE = 2

# what words for a sale mean of a round: it "brings in" what is raised, its "price" is a valuation,
# its "target" what was sought
_MEANS = {"revenue": "funding", "token_price": "valuation", "goal": "raise_target"}


def find(question: str) -> list[Named]:
    return [each for match in _NAMED.finditer(question) for each in _rounds(match)]


def in_full(question: str) -> str:
    """With a range of rounds as a list of them: a total is asked of all those between."""
    names = ", ".join(spanned(question))
    match = next((m for m in _NAMED.finditer(question) if names and _is_range(m)), None)
    return f"{question[: match.start()]}{names} {question[match.end() :]}" if match else question


def spanned(question: str) -> tuple[str, ...]:
    """Every round of the range that the question names, from the seed or a letter to a letter."""
    for match in _NAMED.finditer(question):
        names = [name for _, _, name in _rounds(match)]
        if _is_range(match) and len(names) == _ENDS_OF_RANGE:
            first = "A" if names[0] == SEED else names[0][-1]
            letters = _LETTERS[_LETTERS.find(first) : _LETTERS.find(names[1][-1]) + 1]
            return (*names[:1], *(f"Series {x}" for x in letters if f"Series {x}" != names[0]))
    return ()


def is_lettered(name: str) -> bool:
    return [(0, len(name), name)] == find(name)


def of_rounds(concepts: Sequence[str]) -> list[str]:
    """The concepts as a question about rounds alone means them."""
    return [_MEANS.get(concept, concept) for concept in concepts]


def beside_rounds(
    concepts: Sequence[str], mentions: Sequence[Mention], named: Sequence[Named]
) -> list[str]:
    """Those told right behind a round are meant of it: "the Series D price"."""
    ends = {end + joint for _, end, _ in named for joint in (0, 1)}
    own = {m.concept for m in mentions if m.start in ends}
    return [of_rounds([c])[0] if c in own else c for c in concepts]


def _is_range(match: re.Match[str]) -> bool:
    return any(m["joint"] for m in _EACH.finditer(_letters(match)))


def _rounds(match: re.Match[str]) -> Iterator[Named]:
    told = list(_EACH.finditer(_letters(match)))
    if seed := re.match(_SEED, match[0]):
        yield match.start(), match.start() + seed.end(), SEED
    for i, each in enumerate(told):
        at = match.start() + each.start("letter")
        called = _CALLED.search(match[0][: each.start("letter")])
        own = match.start() + called.start() if called else at
        start = own if i or seed else match.start()
        end = match.end() if each is told[-1] else at + len(each["letter"])
        yield start, end, f"Series {each['letter'].upper()}"


def _letters(match: re.Match[str]) -> str:
    """What was matched, with blanks for what is no letter of a round: "series-c" tells no range."""
    other = r"(?i:series?|ser\.)-?|\b(?:[Ss]eed|the)\b|rounds?|轮|系列"
    return re.sub(other, lambda m: " " * len(m[0]), match[0])
