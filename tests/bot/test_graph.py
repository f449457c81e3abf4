"""The graph with fake steps: what each step is handed, and that its order holds."""

from bot import Bot
from bot.answer import Claim
from bot.graph import STEPS, State, Steps, build
from bot.understand import Understanding
from bot.writers.base import Found
from bot.writers.extractive import ExtractiveWriter
from knowledge import metrics


class Says:
    """A writer that says what it is told to, whatever was found."""

    name = "says"

    def __init__(self, *claims: Claim) -> None:
        self._claims = list(claims)

    def write(self, u: Understanding, found: Found) -> list[Claim]:
        return self._claims


def asked(bot: Bot, writer: Says | ExtractiveWriter, question: str = "How much cash?") -> State:
    ledger = bot._ledger
    steps = Steps(kb=bot.kb, ledger=ledger, offered=metrics.compute(ledger), writer=writer)
    state: State = {"question": question, "thread_id": "t", "as_of": None}
    return build(steps, None).invoke(state)  # type: ignore[return-value]  # what the state's type says


def test_steps_run_in_their_order(bot: Bot) -> None:
    steps = [e["step"] for e in bot.stream("How much cash is there?") if e["type"] == "step"]
    assert tuple(steps) == STEPS


def test_writer_that_invents_a_figure_is_not_heard(bot: Bot) -> None:
    claim = Claim(text="Cash was EUR 999 million.", evidence=("fact:cash-jun2031:en",))
    answer = asked(bot, Says(claim))["answer"]
    assert answer["status"] == "declined"
    assert "999" not in answer["answer"]


def test_writer_with_one_bad_claim_makes_the_answer_partial(bot: Bot) -> None:
    evidence = bot.ask("How much cash?").citations[0].evidence_id
    good = Claim(text="Cash was EUR 240 million.", evidence=(evidence,), role="conclusion")
    bad = Claim(text="Cash was EUR 2.4 billion.", evidence=(evidence,))
    answer = asked(bot, Says(good, bad))["answer"]
    assert answer["status"] == "partial"
    assert [c["text"] for c in answer["claims"]] == ["Cash was EUR 240 million."]


def test_silent_writer_declines(bot: Bot) -> None:
    assert asked(bot, Says())["answer"]["status"] == "declined"


def test_final_event_holds_the_answer(bot: Bot) -> None:
    *_, last = bot.stream("How much cash is there?")
    assert last["type"] == "final"
    assert last["answer"]["status"] == "answered"


def test_every_step_is_timed(bot: Bot) -> None:
    timings = bot.ask("How much cash is there?").timings_ms
    assert set(timings) == {*STEPS, "total"}
    assert abs(timings["total"] - sum(timings[s] for s in STEPS)) < 0.1
