"""What a desk shows without being asked a question: figures, conflicts, levers, its evaluation.

What surfaces call to fill their pages; a part of `Bot`, over its store and its record.
"""

from typing import Any

from bot import evaluations, views
from bot.graph import Steps
from bot.settings import Settings
from bot.whatif import levers
from bot.whatif.levers import Levers
from bot.whatif.projection import Projection, project
from knowledge import KnowledgeBase, Language, Ledger
from knowledge.scenario import Change


class Shown:
    """Over what `Bot` has opened."""

    kb: KnowledgeBase
    settings: Settings
    _ledger: Ledger
    _steps: Steps

    def evaluation(self) -> dict[str, Any] | None:
        """The latest evaluation of this home; None where there is none."""
        return evaluations.latest(self.settings.home)

    def evaluation_report(self) -> bytes | None:
        return evaluations.report(self.settings.home)

    def metrics(self, language: Language = "en") -> list[dict[str, Any]]:
        return [views.metric(m, self._ledger, language) for m in self._steps.offered]

    def conflicts(self, language: Language = "en") -> list[dict[str, Any]]:
        return views.conflicts(self._ledger, language, self.kb.proposals(), self.kb.sources())

    def suggestions(self, language: Language = "en") -> list[dict[str, Any]]:
        """Questions by topic that the desk can answer."""
        return views.suggestions(self._steps.can_answer, language)

    def levers(self, language: Language = "en") -> Levers:
        """What of the cash model can be moved, and where it stands."""
        return levers.levers(self._ledger, language)

    def project(self, change: Change, language: Language = "en") -> Projection:
        """The cash model with a change, month by month."""
        return project(self._ledger, change, language)

    def company(self, language: Language = "en") -> str:
        """The company under examination, or "" on an empty desk."""
        return self._ledger.subject.called(language) if self._ledger.subject else ""
