from bot import Bot
from bot.retrieve import retrieve
from bot.understand import understand


def found(bot: Bot, question: str, as_of: str | None = None) -> tuple[list[str], list[str]]:
    ledger = bot._ledger
    u = understand(question, ledger=ledger, is_known=bot._steps.is_known)
    got = retrieve(u, kb=bot.kb, ledger=ledger, as_of=as_of)
    return [r.fact.id for r in got.facts], [q.text for q in got.quotes]


def test_unknown_company_retrieves_nothing(bot: Bot) -> None:
    assert found(bot, "What is Northvolt worth?") == ([], [])


def test_digest_answers_what_no_fact_records(bot: Bot) -> None:
    _, quotes = found(bot, "What does the workshop in Aalst repair?")
    assert any("300 trucks" in q for q in quotes)


def test_passage_printed_later_is_left_out(bot: Bot) -> None:
    _, quotes = found(bot, "What does the workshop in Aalst repair?", as_of="2031-01-01")
    assert quotes == []
