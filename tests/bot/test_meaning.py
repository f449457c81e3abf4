"""What words do not settle, meaning may: by an embedding, or by an inference model made here."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from model_desk import QUESTION, written
from scripted_server import Turn, evidence, serving

from bot import Bot
from bot.answer import Claim, Evidence, Locator
from bot.checks.meaning import Inference, Likeness, classifier
from bot.errors import SettingsError
from bot.verify import Verified, verify
from knowledge import Ledger

SAID = "The plant in Ghent was shut in March 2031 because its furnace cracked."
OTHERS = "There the production has come to an end."  # other words; no figure, date or name


def judged(text: str, meaning: Any) -> Verified:
    held = Evidence(
        id="p1", kind="passage", source_id="s", title="Note", publisher="Note", published=None,
        as_of=None, url=None, tier=3, language="en", locator=Locator(start=0, end=len(SAID)),
        passage=SAID, sha256="",
    )  # fmt: skip
    claim = Claim(text=text, evidence=("p1",), kind="generated")
    return verify([claim], evidence={"p1": held}, ledger=Ledger(), metrics=(), meaning=meaning)


def encoding(cosine: float) -> Likeness:
    def encode(texts: Sequence[str]) -> Any:
        rows = [[1.0, 0.0]] + [[cosine, (1 - cosine**2) ** 0.5]] * (len(texts) - 1)
        return np.array(rows)

    return Likeness(encode)


def inferring(**scores: float) -> Inference:
    return Inference(lambda premise, hypothesis: scores)


def test_other_words_stand_where_they_mean_the_same() -> None:
    assert not judged(OTHERS, None).kept
    assert judged(OTHERS, encoding(0.9)).kept
    assert judged(OTHERS, inferring(entailment=0.9, contradiction=0.05)).kept
    assert not judged(OTHERS, encoding(0.5)).kept
    assert not judged(OTHERS, inferring(entailment=0.4, neutral=0.6)).kept


@pytest.mark.parametrize(
    "text",
    [
        "There the production came to an end in May 2031.",
        "There the production cost EUR 5 million.",
        "There the production has not come to an end.",
        "Cobaltine has brought production there to an end.",
    ],
)
def test_no_meaning_makes_up_for_a_wrong_date_figure_name_or_negation(text: str) -> None:
    for meaning in (encoding(1.0), inferring(entailment=1.0)):
        assert not judged(text, meaning).kept


def test_words_that_stand_fall_where_they_say_the_contrary() -> None:
    text = "The furnace of the plant in Ghent cracked."
    assert judged(text, None).kept
    fallen = judged(text, inferring(contradiction=0.95)).dropped
    assert [c.kind for c in fallen[0].checks if not c.ok] == ["meaning"]
    assert judged(text, inferring(contradiction=0.5)).kept
    assert judged(text, encoding(0.1)).kept  # an embedding never says no


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny sequence classification model that finds everything contrary, whatever it reads."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("inference")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "cash", "was", "the", "euro"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, max_position_embeddings=512, num_labels=3,
        id2label={0: "ENTAILMENT", 1: "NEUTRAL", 2: "CONTRADICTION"},
        label2id={"ENTAILMENT": 0, "NEUTRAL": 1, "CONTRADICTION": 2},
    )  # fmt: skip
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([0.0, 0.0, 9.0]))
    model.save_pretrained(folder)
    return folder


def test_a_checkpoint_by_name_is_asked(checkpoint: Path) -> None:
    scores = classifier(str(checkpoint))("The cash was 5.", "The cash was 5." * 400)
    assert set(scores) == {"entailment", "neutral", "contradiction"}
    assert scores["contradiction"] > 0.99


def test_the_named_model_judges_what_a_desk_writes(
    bot: Bot, checkpoint: Path, tmp_path: Path
) -> None:
    def text(request: dict[str, Any]) -> str:
        n, best = evidence(request)[0]
        return f"{best.splitlines()[0]} [{n}]\n"

    with serving(Turn(text=text)) as server:
        with written(bot, server, tmp_path / "without") as desk:
            assert desk.ask(QUESTION).writer.startswith("model:")
        with written(bot, server, tmp_path / "with", nli=str(checkpoint)) as desk:
            assert desk.ask(QUESTION).writer == "extractive"


def test_what_is_no_inference_model_is_told_in_one_line(checkpoint: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be opened"):
        classifier(str(tmp_path / "nothing"))
    other = tmp_path / "other"
    other.mkdir()
    for file in checkpoint.iterdir():
        (other / file.name).write_bytes(file.read_bytes())
    config = json.loads((other / "config.json").read_text())
    config["id2label"] = {"0": "GOOD", "1": "BAD", "2": "UGLY"}
    (other / "config.json").write_text(json.dumps(config))
    with pytest.raises(SettingsError, match="labels"):
        classifier(str(other))
