"""What an earlier turn took for granted answers no later question."""

from bot import Bot


def test_the_turn_before_supposes_nothing_for_this_one(bot: Bot) -> None:
    first = bot.ask("Now that Brinekeld is profitable, how large is the dividend?")
    assert first.status == "partial"
    assert bot.ask("What does a GPU hour cost them?", first.thread_id).status == "declined"
