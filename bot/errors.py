"""What can go wrong with a question. A hard question is never an error; declining is an answer.

BotError
├── QuestionError   empty or too long
│   ├── NoDay       asked from what is no day
│   └── FutureDay   asked from a day that has not come yet
├── TrailError      the audit trail cannot be written or read (try again)
├── Unknown         something asked for by an id that nothing has
│   ├── UnknownThread   no thread of that id
│   └── UnknownSource   no source of that id, or no such part of it
└── SettingsError   a setting that cannot be used
"""

from typing import ClassVar

from knowledge import KnowledgeError, Language


class BotError(KnowledgeError):
    exit_code = 3


class QuestionError(BotError):
    pass


class NoDay(QuestionError):
    """What was given as a day is none: wrong usage."""

    exit_code = 2


class FutureDay(QuestionError):
    """A day to answer from that has not come yet."""

    _SAID: ClassVar[dict[Language, tuple[str, str]]] = {
        "en": ("That day has not come yet; nothing is known as of it.", "Name a day in the past."),
        "zh": ("该日期尚未到来，无从得知届时的情况。", "请给出过去的日期。"),
    }

    def __init__(self) -> None:
        super().__init__(self._SAID["en"][0], help=self._SAID["en"][1])

    def told(self, language: Language) -> str:
        return ("" if language == "zh" else " ").join(self._SAID[language])


class Unknown(BotError):
    pass


class UnknownThread(Unknown):
    pass


class UnknownSource(Unknown):
    pass


class TrailError(BotError):
    exit_code = 4
    retryable = True


class SettingsError(BotError):
    exit_code = 2
