"""A question as typed → one that can be asked: neither empty nor endless."""

from bot.errors import QuestionError


def askable(question: str, most: int) -> str:
    """Without blanks around it; raises QuestionError where nothing is left or more than `most`
    characters are.
    """
    asked = question.strip()
    if not asked:
        raise QuestionError("The question is empty.", help="Type what you want to know.")
    if len(asked) > most:
        raise QuestionError(
            f"The question has {len(asked):,} characters; at most {most:,} are read.",
            help="Ask one question; put long text into a file and ingest it.",
        )
    return asked
