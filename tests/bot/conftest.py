"""A desk over the invented company of `tests/corpus/brinekeld`; its embedder hashes words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from bot.follow import followed
from bot.understand import Understanding, understand
from knowledge import Ledger, bundles, dossier

CORPUS = Path(__file__).parent.parent / "corpus" / "brinekeld"


@pytest.fixture(scope="session")
def ledger() -> Ledger:
    return bundles.ledger_of(dossier.load(CORPUS))


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("brinekeld")


@pytest.fixture(scope="session")
def bot(home: Path) -> Iterator[Bot]:
    with Bot.open(Settings(home=home, dossier=CORPUS), embedder=HashEmbedder()) as desk:
        yield desk


class Asks:
    """Understands questions against the invented ledger; every word of its statements is known."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._said = " ".join(f"{f.statement} {f.statement_zh}" for f in ledger.facts).lower()

    def __call__(self, question: str, before: Understanding | None = None) -> Understanding:
        u = understand(question, ledger=self.ledger, is_known=lambda w: w.lower() in self._said)
        return followed(u, before, self.ledger) if before else u


@pytest.fixture(scope="session")
def asks(ledger: Ledger) -> Asks:
    return Asks(ledger)
