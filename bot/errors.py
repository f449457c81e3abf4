"""What can go wrong with a question. A hard question is never an error; declining is an answer.

BotError
├── QuestionError   empty or too long
├── UnknownThread   no thread of that id
└── SettingsError   a setting that cannot be used
"""

from knowledge import KnowledgeError


class BotError(KnowledgeError):
    exit_code = 3


class QuestionError(BotError):
    pass


class UnknownThread(BotError):
    pass


class SettingsError(BotError):
    exit_code = 2
