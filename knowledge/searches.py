"""Passages of complete sources, found by their words, their statement or what they share.

A better one has the higher score, on the scale of its search. Does not know vectors or questions.
"""

import json
from collections.abc import Sequence

from knowledge import alike, bm25, wordindex
from knowledge.contents import Contents, firsts
from knowledge.stored import Hit

_RESCORED = 200  # of the passages that match, the best by SQLite's own bm25


class Searches(Contents):
    """Safe for many threads."""

    def search_words(
        self,
        tokens: Sequence[str],
        k: int,
        sources: Sequence[str] | None = None,
        *,
        most: int = wordindex.MOST,
    ) -> list[Hit]:
        """Passages with any of the tokens, best first by bm25 (higher is better here).

        `sources` are those to search, None for all; about `most` passages are rated.
        """
        holding = {token: self.vocabulary_count(token) for token in tokens}
        count = self.passage_count()
        chosen = wordindex.parted(holding, max(k, _RESCORED), count=count, most=most)
        with self.reading() as db:
            rows = wordindex.candidates(db, chosen, max(k, _RESCORED), sources)
        held = [bm25.Candidate(row.passage_id, row.tokens, row.context) for row in rows]
        found = bm25.scores(tokens, held, holding=holding, count=count)
        ranked = sorted(found.items(), key=lambda pair: -pair[1])
        return [Hit(passage_id, score) for passage_id, score in ranked[:k]]

    def search_phrases(
        self, phrases: Sequence[str], k: int, sources: Sequence[str] | None = None
    ) -> list[Hit]:
        """Passages with any of the phrases, each a run of tokens, best first by SQLite's bm25."""
        with self.reading() as db:
            found = wordindex.best(db, phrases, k, sources)
        return [Hit(each.passage_id, each.score) for each in found]

    def alike(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """Passages of other complete sources that share a paragraph with these, word for word."""
        found: dict[str, list[str]] = {each: [] for each in ids}
        with self.reading() as db:
            for mine, theirs in alike.elsewhere(db, ids):
                found[mine].append(theirs)
        return found

    def in_statements(self, names: Sequence[str], sources: Sequence[str]) -> list[str]:
        """Ids of the passages that are a part of one of the financial statements."""
        query = (
            "SELECT passages.id FROM passages JOIN sources ON sources.id = source_id "
            "WHERE state = 'visible' AND statement IN (SELECT value FROM json_each(?)) "
            "AND source_id IN (SELECT value FROM json_each(?))"
        )
        return firsts(self.rows(query, _listed(names), _listed(sources)))

    def vocabulary_count(self, token: str) -> int:
        """How many passages hold the token."""
        return self.count("SELECT coalesce(sum(doc), 0) FROM vocabulary WHERE term = ?", token)


def _listed(values: Sequence[str]) -> str:
    return json.dumps(list(values))
