"""Text in either language → the diligence concepts it is about, and what it wants of them.

Backed by `lexicon.yaml`. Knows no company and no fact; it maps "账上还有多少钱" and "cash on
hand" to the same concept, and a concept to the fact attributes that answer it.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal

import yaml

from knowledge import words
from knowledge.matcher import Matcher, is_cjk
from knowledge.records import Language

Unit = Literal["money", "percent", "count", "time", "text"]
_NONE = "idiom"  # what only looks like a concept
_HOW_MUCH = re.compile(r"(?<!占)多少$")  # 占多少收入 asks for a share
_EACH = re.compile("每[百千万亿]{2}$")  # 每百万token is a unit of prices
_YUAN = "人民币"  # 多少人民币 counts no people
_COUNTED = re.compile(r"[㐀-鿿A-Za-z]{0,4}(?<![和与及或])")  # 持有多少美元现金


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """`own`: a fact about somebody else never answers. `rivals`: facts about others do.
    `involved`: the fact must at least name the company.

    `topics`: an overview of these topics is asked for. `if_said`: attributes that answer only
    where the statement speaks of the concept; `of_parts`: only to a list, where told of a part.
    """

    id: str
    topic: str
    label: dict[Language, str]
    attributes: tuple[str, ...]
    if_said: frozenset[str]
    of_parts: frozenset[str]
    topics: tuple[str, ...]
    own: bool
    rivals: bool
    involved: bool
    unit: Unit
    document: dict[Language, str]


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named in text at [start:end], but for what stands in its gap."""

    concept: str
    start: int
    end: int
    gap: tuple[int, int] = (0, 0)

    @property
    def parts(self) -> list[tuple[int, int]]:
        """Where its own words stand: "how much" and "raise" of "how much did Zorblax raise"."""
        left, right = self.gap
        return [(self.start, left), (right, self.end)] if right else [(self.start, self.end)]


class Lexicon:
    def __init__(self, raw: dict[str, Any]) -> None:
        self.concepts = {key: _concept(key, row) for key, row in raw["concepts"].items()}
        self.topics: dict[str, dict[Language, str]] = raw["topics"]
        self.attributes: dict[str, dict[Language, str]] = raw["attributes"]
        terms = [(t, key) for key, row in raw["concepts"].items() for t in _terms(row)]
        terms += [(t, _NONE) for t in _terms(raw["idioms"])]
        self._concepts = Matcher(terms)
        wants = [(t, key) for key, row in raw["wants"].items() for t in _terms(row)]
        self._wants = Matcher(wants)
        made = [(t, key) for key, row in raw["operations"].items() for t in _terms(row)]
        self._operations = Matcher(made)
        self._per = Matcher([(t, key) for key, row in raw["per"].items() for t in _terms(row)])
        self.counts = {key: tuple(row["attributes"]) for key, row in raw["per"].items()}
        self._causal = Matcher([(t, "causal") for t in _terms(raw["causal"])])
        self.words_en = frozenset(re.findall(r"[a-z]+", " ".join(t for t, _ in terms).lower()))
        self.generic_en = frozenset(raw["generic"]["en"].split())
        self.explains = frozenset(raw["explains"])
        self._scene = Matcher([(t, "scene") for t in _terms(raw["circumstance"])])
        self._generic_stems = frozenset(map(words.stem, self.generic_en))
        self.generic_zh = frozenset(raw["generic"]["zh"].split())
        told = (a for c in self.concepts.values() for a in c.attributes)
        self._known = {"statement", *self.attributes, *told}
        self._of_attribute = {
            a: key for key, c in reversed(self.concepts.items()) for a in c.attributes[:1]
        }

    def mentions(self, text: str) -> list[Mention]:
        """Concepts named in `text`, longest term first claimed, in reading order.

        A "how much" leaves the word to what it counts: 持有多少现金 is about cash, no shareholding.
        """
        found = [
            Mention(*found)
            for found in self._concepts.find(text)
            if not (text.startswith(_YUAN, found.end - 1) or _EACH.search(text[: found.start + 2]))
            and found.key != _NONE
        ]
        return [m for m, n in zip_longest(found, found[1:]) if not n or not _counts(text, m, n)]

    def holds(self, text: str) -> frozenset[str]:
        """Every concept a term of which stands in `text`, inside a longer term too: "times revenue"
        is a multiple and holds revenue.
        """
        return self._concepts.keys(text) - {_NONE}

    def is_generic(self, word: str) -> bool:
        """A word without a topic of its own; a Chinese one may be put together from such words."""
        lower = word.lower()
        if word in self.generic_zh or lower in self.generic_en:
            return True
        if words.stem(lower) in self._generic_stems:
            return True
        return is_cjk(word) and all(c in self.generic_zh for c in word)

    def gives_reason(self, text: str) -> bool:
        return bool(self._causal.find(text))

    def gives_circumstance(self, text: str) -> bool:
        return bool(self._scene.find(text))

    def per(self, text: str) -> list[Mention]:
        """What a figure is to be divided by: keys of `counts`, whose values are attributes."""
        return [Mention(*found) for found in self._per.find(text)]

    def wants(self, text: str) -> frozenset[str]:
        return frozenset(found.key for found in self._wants.find(text))

    def wanted(self, text: str) -> list[Mention]:
        """Where each want stands."""
        return [Mention(*found) for found in self._wants.find(text)]

    def operations(self, text: str) -> list[Mention]:
        """What is done with two figures: ratio, share, difference, together, between."""
        return [Mention(*found) for found in self._operations.find(text)]

    def words_of(self, attribute: str) -> str:
        """The words of an attribute that only the record knows: "season tickets"; "" for others."""
        return "" if attribute in self._known else attribute.replace("_", " ")

    def of_attribute(self, attribute: str) -> str | None:
        """The concept whose first attribute this is."""
        return self._of_attribute.get(attribute)


def _counts(text: str, mention: Mention, after: Mention) -> bool:
    """Whether it only asks how much there is of what is named right after it."""
    asks = _HOW_MUCH.search(text, mention.start, mention.end)
    return bool(asks and _COUNTED.fullmatch(text, mention.end, after.start))


def language_of(text: str) -> Language:
    """Chinese as soon as one Chinese character stands in it: names are often Latin."""
    return "zh" if is_cjk(text) else "en"


@cache
def lexicon() -> Lexicon:
    path = Path(__file__).with_name("lexicon.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Lexicon(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))


def _concept(key: str, row: dict[str, Any]) -> Concept:
    return Concept(
        id=key,
        topic=row["topic"],
        label=row["label"],
        attributes=tuple(a.rstrip("?") for a in row["attributes"] if not a.endswith("/")),
        if_said=frozenset(a.rstrip("?") for a in row["attributes"] if a.endswith("?")),
        of_parts=frozenset(a.rstrip("/") for a in row["attributes"] if a.endswith("/")),
        topics=tuple(row.get("topics", ())),
        own=row.get("own", False),
        rivals=row.get("rivals", False),
        involved=row.get("involved", False),
        unit=row["unit"],
        document=row["document"],
    )


def _terms(row: dict[str, Any]) -> list[str]:
    return [str(term) for term in (*row["en"], *row["zh"])]
