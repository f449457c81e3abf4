"""A note in the making: claims added one by one, within a budget of words, nothing said twice.

Facts, metrics, conflict readings and quotes go in; claims with their evidence come out. Counts
words in English whatever the language, so that both languages say the same. Chooses nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot import phrases
from bot.answer import Claim, ClaimKind, Role
from bot.matching.fit import Ranked
from bot.matching.sides import Side, sides
from bot.papers.result import Done
from bot.passages.quote import Quote
from bot.question.rounds import is_lettered
from bot.question.times import tells_another
from bot.understand import Understanding
from bot.writers.base import Found
from knowledge import (
    Concept,
    Conflict,
    Fact,
    Language,
    Metric,
    amounts,
    bundles,
    carriers,
    dated,
    lexicon,
    stated,
    worded,
)

KINDS = ("unresolved", "definition", "error", "superseded")  # of conflicts, most open first
_BOTH: tuple[Language, Language] = ("en", "zh")
_AGAIN = 0.6  # of a statement's words: what says so much of another says it again


@dataclass(slots=True)
class Note:
    """The note so far, and the words it may still use."""

    u: Understanding
    found: Found
    words_left: int
    claims: list[Claim] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    stated: set[str] = field(default_factory=set)  # facts told in their own statement

    @property
    def concept(self) -> Concept | None:
        return lexicon().concepts[self.u.concepts[0]] if self.u.concepts else None

    @property
    def subject(self) -> tuple[str, ...]:
        company = self.found.ledger.subject
        return (company.id,) if company else ()

    @property
    def sides(self) -> tuple[Side, ...]:
        """Those to be compared: whom the question is about, then whom it names beside them; none
        where nothing is told of any.
        """
        told = [r.fact for r in self.found.retrieved.facts if r.strength == "strong"]
        found = sides(self.u, self.found.ledger)
        return found if any(side.tells(f) for side in found for f in told) else ()

    def wants(self, want: str) -> bool:
        return want in self.u.wants

    def stands(self, fact: Fact) -> bool:
        """It is the present position, or was right in the period asked about."""
        ledger = self.found.ledger
        standing = (
            ledger.stands_for(fact) if self.u.names or self.u.beside else ledger.standing(fact)
        )
        return standing == "current" or (standing == "superseded" and self.u.period is not None)

    def headline(self, fact: Fact, role: Role) -> None:
        """Figure, scope, date and hedge; the statement where Chinese cannot say those."""
        if not phrases.can_headline(fact, self.found.ledger):
            self.statement(fact, role)
            return
        said = {lang: phrases.headline(fact, self.found.ledger, lang) for lang in _BOTH}
        if self._tells_more(fact, said):
            self.statement(fact, role)
            return
        self._add(said, [fact.id], role, "quoted")

    def state(self, fact: Fact, role: Role) -> None:
        """The headline of a figure, else the statement."""
        concept = self.concept
        if fact.range and concept and concept.attributes[:1] == (fact.attribute,):
            self.headline(fact, role)
        else:
            self.statement(fact, role)

    def statement(self, fact: Fact, role: Role) -> None:
        if fact.id not in self.used:
            self._add({"en": fact.statement, "zh": fact.statement_zh}, [fact.id], role, "quoted")

    def stated_again(self, fact: Fact) -> None:
        """The statement behind a figure that a metric has used."""
        said: dict[Language, str] = {"en": fact.statement, "zh": fact.statement_zh}
        self._add(said, [fact.id], "support", "quoted")

    def statements(self, ranked: Iterable[Ranked], most: int = 2) -> None:
        for each in ranked:
            if most == 0:
                return
            if each.fact.id in self.used or self._says_again(each.fact):
                continue
            before = len(self.claims)
            dispute = self._dispute(each.fact)
            if dispute and self.claims:
                self.reading(dispute)  # a contested figure is not said without what contests it
            elif dispute is None or dispute.id not in self.used:
                self.statement(each.fact, "support" if self.claims else "conclusion")
                if dispute:
                    self.reading(dispute)
            most -= len(self.claims) - before

    def replaced(self, fact: Fact, role: Role = "superseded") -> None:
        said = {lang: phrases.replaces(fact, lang) for lang in _BOTH}
        self._add(said, [fact.id], role, "quoted")

    def named(self, facts: Sequence[Fact], role: Role) -> None:
        """Whom the facts are about, in one sentence; the facts may still be told."""
        said = {lang: phrases.beside(facts, self.found.ledger, lang) for lang in _BOTH}
        told = set(self.used)
        self._add(said, [f.id for f in facts], role, "quoted")
        self.used = told

    def metric(self, metric: Metric, role: Role) -> None:
        if metric.id in self.used:
            return
        inputs = [i.fact_id for i in metric.inputs if i.fact_id in self.found.ledger.by_id]
        said: dict[Language, str] = {"en": metric.says, "zh": metric.says_zh}
        caveat: dict[Language, str] = {"en": metric.caveat, "zh": metric.caveat_zh}
        if role != "conclusion":
            said = {"en": f"{metric.says} {metric.caveat}".strip(), "zh": said["zh"] + caveat["zh"]}
        self._add(said, inputs, role, "computed", metric)
        if role == "conclusion" and metric.caveat:
            self._add(caveat, [], "support", "computed", metric)

    def worked(self, done: Done) -> None:
        """What was worked out from cells of documents, with each of them cited."""
        card = bundles.passage_id("metric", done.metric.id, self.u.language)
        said = done.metric.said(self.u.language)
        cited = (card, *(e.id for e in done.cited))
        self.claims.append(
            Claim(text=said, evidence=cited, kind="computed",
                  role="computed" if self.claims else "conclusion",
                  quotes={card: said, **done.quotes})
        )  # fmt: skip

    def reading(self, group: Conflict, role: Role | None = None) -> None:
        if group.id in self.used or self._covered(group):
            return
        told = self.stated
        said = {lang: phrases.reading(group, self.found.ledger, lang, told) for lang in _BOTH}
        before = len(self.claims)
        facts = [*group.facts, *carriers(self.found.ledger, group)]
        placed = role or ("superseded" if group.kind == "superseded" else "contested")
        self._add(said, facts, placed, "quoted")
        if len(self.claims) > before:
            self.used.add(group.id)

    def groups(
        self, facts: Sequence[Fact], topic: str | None, *, of_topic: bool = False
    ) -> list[Conflict]:
        """Conflict groups the facts are in: those of the topic first, then by kind."""
        ledger = self.found.ledger
        found = {g.id: g for f in facts for g in ledger.groups(f.id)}
        kept = [g for g in found.values() if g.topic == topic or not of_topic or topic is None]
        place = {f.id: i for i, f in enumerate(facts)}
        return sorted(
            kept,
            key=lambda g: (
                g.topic != topic,
                min(place.get(i, 99) for i in g.facts) if of_topic else 0,
                KINDS.index(g.kind),
                -len(g.facts),
            ),
        )

    def quoted(self, most: int) -> None:
        """Sentences of passages, word for word, in the language they are written in; and rows of
        tables, all of them: a ratio needs each of its lines.
        """
        quotes = self.found.retrieved.quotes
        for quote in [q for at, q in enumerate(quotes) if q.row or at < most]:
            claim = Claim(
                text=quote.row or f"“{clean(quote.text)}”",
                evidence=(quote.evidence.id, *(other.id for other, _ in quote.also)),
                role=self._beside(quote),
                quotes={quote.evidence.id: quote.text} | {e.id: text for e, text in quote.also},
            )
            self.claims.append(claim)
            for group in [g for i in quote.proposals for g in self.found.ledger.groups(i)]:
                self.reading(group)

    def _beside(self, quote: Quote) -> Role:
        """A row of the period asked about, with a figure in the same unit that is another one,
        contests what leads.
        """
        if not self.claims:
            return "conclusion"
        if quote.row and self.u.period:
            pairs = [(a, b) for a in stated(self.claims[0].text) for b in stated(quote.row)]
            same = [(a, b) for a, b in pairs if a.unit == b.unit]
            if same and not any(amounts.compare(a, b) in ("equal", "rounded") for a, b in same):
                return "contested"
        return "context" if self.used else "support"

    def _add(
        self,
        said: dict[Language, str],
        facts: Sequence[str],
        role: Role,
        kind: ClaimKind,
        metric: Metric | None = None,
    ) -> None:
        cost = len(said["en"].split())
        if cost > self.words_left and self.claims:
            return
        self.words_left -= cost
        language = self.u.language
        ids = [bundles.passage_id("fact", f, language) for f in facts]
        quotes: dict[str, str] = {}
        if metric:
            card = bundles.passage_id("metric", metric.id, language)
            ids.insert(0, card)
            quotes[card] = metric.said(language)
            self.used.add(metric.id)
        self.used.update(facts)
        self.stated.update(facts[:1] if len(facts) == 1 and kind == "quoted" else ())
        self.claims.append(
            Claim(text=said[language], evidence=tuple(ids), role=role, kind=kind, quotes=quotes)
        )

    def _tells_more(self, fact: Fact, said: dict[Language, str]) -> bool:
        """Its statement has a word of the question that its headline has not: "due", "active"."""
        language = self.u.language
        told, shown = ({p.start for p in dated(t)} for t in (fact.said(language), said[language]))
        times, beside = self.u.periods, stated(fact.statement)
        grown = self.wants("growth") and "percent" in {a.unit for a in beside} - {fact.unit}
        then = self.found.retrieved.faced and self.wants("latest") and len(beside) > 1
        other = len(times) > 1 and tells_another(fact.statement, said["en"], times)
        if grown or then or other or (self.wants("when") and told - shown):
            return True
        short, whole = worded(said[language]), worded(fact.said(language))
        several = bool(self.concept and self.concept.unit == "count" and len(beside) > 1)
        names = (worded(n) for n in self.u.names if not is_lettered(n))
        more = [*names, *self._own_words(short)] if several else []
        asked = [*map(worded, self.u.terms), *more]
        return any(words <= whole and not words <= short for words in asked)

    def _own_words(self, short: frozenset[str]) -> list[frozenset[str]]:
        """What the question's own words add to the label: "active" to "parameters"."""
        said, known = self.u.standalone, lexicon()
        mentions = [m for m in known.mentions(said) if m.concept in self.u.concepts]
        own = [worded(said[m.start : m.end]) for m in mentions]
        return [frozenset([w]) for words in own if words & short for w in words - short]

    def _dispute(self, fact: Fact) -> Conflict | None:
        groups = [g for g in self.found.ledger.groups(fact.id) if g.kind != "superseded"]
        return min(groups, key=lambda g: KINDS.index(g.kind), default=None)

    def _covered(self, group: Conflict) -> bool:
        """Most of its facts were already stated one by one or in another reading."""
        return sum(f in self.used for f in group.facts) > 0.6 * len(group.facts) > 1.2

    def _says_again(self, fact: Fact) -> bool:
        """The same figure for the same attribute was stated from another source, or the same of
        the same subject in other words: who else joined a round is new.
        """
        by_id = self.found.ledger.by_id
        told = [by_id[i] for i in self.used if i in by_id]
        alike = [f for f in told if (f.attribute, f.entity) == (fact.attribute, fact.entity)]
        if fact.range is not None:
            return any(f.range == fact.range for f in alike)
        same = [f for f in alike if f.range is None and f.subject == fact.subject]
        return fact.subject is not None and any(_is_as(fact, f) for f in same)


def _is_as(fact: Fact, told: Fact) -> bool:
    """Most of its words stand in the other's statement."""
    words = worded(fact.statement)
    return len(words & worded(told.statement)) >= _AGAIN * len(words)


def clean(text: str) -> str:
    """A quoted sentence on one line, without list marks and the source's own reference numbers."""
    text = re.sub(r"(?<=[\u3000-\u9fff])\s*\n\s*(?=[\u3000-\u9fff])", "", text)
    text = re.sub(r"\s*\n\s*", " ", text)
    text = re.sub(r"\s*\[\d+(?:[-–,]\s?\d+)*\]", "", text)
    return re.sub(r"^[\s\-–—•*#>]+|[\s\-–—•]+$", "", text).replace("**", "").strip()
