"""The record a desk answers from: as of any day, and with what brought documents say beside it.

Over a store and the ledger of a dossier. What documents say is read again only when they change.
Knows no question.
"""

from dataclasses import dataclass, field

from bot.passages.beside import beside
from knowledge import KnowledgeBase, Ledger, Proposal, words

_DAYS = 8  # as of which what documents say is kept
Documents = frozenset[tuple[str, str]]  # id and digest of each source


@dataclass(frozen=True, kw_only=True)
class Record:
    kb: KnowledgeBase
    ledger: Ledger
    _wholes: dict[Documents, dict[str | None, Ledger]] = field(default_factory=dict)
    _proposed: dict[Documents, dict[str, Proposal]] = field(default_factory=dict)

    def as_of(self, day: str | None) -> Ledger:
        """What was known by a day; None for today."""
        return self.ledger.known_by(day) if day else self.ledger

    def whole(self, day: str | None) -> Ledger:
        """The same with what documents say beside it."""
        documents = self._documents()
        held = self._wholes.get(documents)
        if held is None:
            self._wholes.clear()
            held = self._wholes[documents] = {}
        whole = held.get(day)
        if whole is None:
            if len(held) >= _DAYS:
                held.clear()
            told = list(self.proposals().values())
            sources = self.kb.sources() if told else []
            whole = held[day] = beside(self.as_of(day), told, sources, day)
        return whole

    def proposals(self) -> dict[str, Proposal]:
        """What documents say, by id."""
        key = self._documents()
        if key not in self._proposed:
            self._proposed.clear()
            self._proposed[key] = {p.id: p for p in self.kb.proposals()}
        return self._proposed[key]

    def is_known(self, word: str) -> bool:
        """Whether any source uses the word."""
        tokens = words.tokens(word)
        return bool(tokens) and all(self.kb.vocabulary_count(t) > 0 for t in tokens)

    def _documents(self) -> Documents:
        return frozenset(self.kb.digests("user").items())
