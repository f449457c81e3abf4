"""What can go wrong with an evaluation. A wrong answer is never an error; it is a score.

EvaluationError
├── CaseError    a case file that cannot be used; names file and line
└── SuiteError   a suite, dossier or benchmark that is not there
"""

from bot.errors import BotError


class EvaluationError(BotError):
    pass


class CaseError(EvaluationError):
    pass


class SuiteError(EvaluationError):
    exit_code = 2
