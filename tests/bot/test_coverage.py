"""What qualifies the thing asked about has to be said by what answers, else it is another thing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder

from bot import Bot, Settings

SORIVANE = Path(__file__).parents[2] / "evals" / "dossiers" / "sorivane"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    home = tmp_path_factory.mktemp("coverage")
    with Bot.open(Settings(home=home, dossier=SORIVANE), embedder=HashEmbedder()) as bot:
        yield bot


@pytest.mark.parametrize(
    "question",
    [
        "How does Naru-3 score on long-context benchmarks?",  # it has scores, of other things
        "How much does one GPU hour cost them?",  # not the price of its tokens
        "一小时GPU要多少钱？",  # nor how many of them it has
        "用什么芯片训练？",  # nor what it is accused to have trained on
        "Which chips do they train on?",
        "gross margin on subscriptions only",  # not that of all it sells
        "单看订阅的毛利率是多少？",
        "Churn at the small customers only?",
        "Which investors have committed to the pre-IPO round?",  # it is only sought
    ],
)
def test_a_neighbour_does_not_answer(question: str, desk: Bot) -> None:
    assert desk.ask(question).status == "declined"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How does Naru-3 score on benchmarks?", "71.4"),
        ("How much electricity does a training run use?", "6 million kWh"),
        ("一次训练用多少电？", "6吉瓦时"),
        ("What price did the pre-IPO round seek?", "$2.5 billion"),
        ("上市前融资的估值是多少？", "25亿美元"),
        ("How dependent is Sorivane on its largest customer?", "60%"),
        ("收入增长有多快？", "165亿韩元"),
        ("靠什么赚钱？", "420亿韩元"),
        ("Could they run out of money in 2029?", "3.05 years"),
        ("2029年现金会用完吗？", "3.05年"),
        ("What if they cut burn by 30%?", "4.35 years"),  # "cut" is nobody's name
        ("What is the implied valuation at Halcyra's multiple?", "KRW 0.47–1.05 trillion"),
    ],
)
def test_what_is_asked_leads(question: str, told: str, desk: Bot) -> None:
    assert told in desk.ask(question).claims[0]["text"]


@pytest.mark.parametrize("question", ["Did the plant open on schedule?", "工厂如期投产了吗？"])
def test_no_dispute_tells_whether_a_plan_was_kept(question: str, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, dossier=SORIVANE.with_name("skelbrae"))
    with Bot.open(settings, embedder=HashEmbedder()) as bot:
        assert bot.ask(question).status == "declined"
