"""What came of one case: the answer or the error, how long it took, and what was retrieved.

In and out as JSON too, so that a run can be taken up again where it stopped. Judges nothing.
"""

from dataclasses import dataclass
from typing import Any

from bot.answer import Answer
from evals.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """`ranked` are the ids of the sources that were found, best first. `twin` is the answer to the
    same question in the other language, once it was asked.
    """

    case: Case
    answer: Answer | None = None
    error: str | None = None
    seconds: float = 0.0
    ranked: tuple[str, ...] = ()
    twin: Answer | None = None

    def to_dict(self) -> dict[str, Any]:
        """Without case and twin, which the reader has."""
        answer = self.answer.to_dict() if self.answer else None
        return {
            "key": self.case.key, "answer": answer, "error": self.error, "seconds": self.seconds,
            "ranked": list(self.ranked),
        }  # fmt: skip

    @classmethod
    def from_dict(cls, raw: dict[str, Any], case: Case) -> "Record":
        answer = Answer.from_dict(raw["answer"]) if raw["answer"] else None
        return cls(
            case=case, answer=answer, error=raw["error"], seconds=raw["seconds"],
            ranked=tuple(raw["ranked"]),
        )  # fmt: skip
