"""One numbering of references over many answers: a citation in, its number in the memo out.

The same passage quoted in the same words is one reference, wherever it is cited.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.answer import Citation, Evidence


class Numbering:
    """Numbers follow the order in which `mark` is first asked."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Citation] = {}

    def mark(self, citation: Citation) -> int:
        key = (citation.evidence_id, citation.quote)
        if key not in self._kept:
            self._kept[key] = replace(citation, n=len(self._kept) + 1)
        return self._kept[key].n

    def mark_of(self, evidence: Evidence, quotes: Mapping[str, str]) -> int:
        """The number of a piece of evidence as a claim quotes it."""
        return self.mark(
            Citation(
                n=0,
                evidence_id=evidence.id,
                kind=evidence.kind,
                source_id=evidence.source_id,
                title=evidence.title,
                publisher=evidence.publisher,
                published=evidence.published,
                as_of=evidence.as_of,
                url=evidence.url,
                tier=evidence.tier,
                locator=evidence.locator,
                quote=quotes.get(evidence.id, evidence.passage),
                passage=evidence.passage,
                sha256=evidence.sha256,
                standing=evidence.standing,
                recognised=evidence.recognised,
            )
        )

    @property
    def references(self) -> tuple[Citation, ...]:
        return tuple(self._kept.values())
