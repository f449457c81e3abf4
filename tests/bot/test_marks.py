"""Sentences and their marks, however the text is cut; and that no text makes the reader slow."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.form import Claims
from bot.model.marks import Said, Sentences

TEXT = """<think>The user [1] wants. cash.</think># Answer
**Cash was above CNY 10 billion [1][3].** Burn was $3.5 billion (No. 3 of the U.S. list). [2, 4] \
现金超过100亿元【1】。另有研究认为不低于16亿元。［2-4］ So "it holds." [5] \
See [a link](http://x.y/z). Acme Inc. said so [9]! Cash ran to 30 June 2031. [1]
- one item [1]
2. two things [2]
Summary:
First point。【3】【4】
The end without a stop"""
SAID = [
    Said("Cash was above CNY 10 billion.", (1, 3)),
    Said("Burn was $3.5 billion (No. 3 of the U.S. list).", (2, 4)),
    Said("现金超过100亿元。", (1,)),
    Said("另有研究认为不低于16亿元。", (2, 3, 4)),
    Said('So "it holds."', (5,)),
    Said("See [a link](http://x.y/z).", ()),
    Said("Acme Inc. said so!", (9,)),
    Said("Cash ran to 30 June 2031.", (1,)),
    Said("one item", (1,)),
    Said("two things", (2,)),
    Said("First point。", (3, 4)),
    Said("The end without a stop", ()),
]


def read(text: str, cuts: list[int]) -> list[Said]:
    reading, said, start = Sentences(), [], 0
    for cut in [*cuts, len(text)]:
        said += reading.feed(text[start:cut])
        start = cut
    return said + reading.close()


def test_sentences_carry_their_marks() -> None:
    assert read(TEXT, []) == SAID


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, len(TEXT))))
def test_cuts_make_no_difference(cuts: list[int]) -> None:
    assert read(TEXT, sorted(cuts)) == SAID


@pytest.mark.parametrize("text", ["Cash was 10 [1].", "现金为10【1】。", "**Cash was 10 [1].**"])
def test_sentence_whose_mark_came_first_is_not_held_back(text: str) -> None:
    assert len(Sentences().feed(text)) == 1


@pytest.mark.parametrize("text", ["Cash was 10. [1]", "Cash was 10. [1][2]", "现金为10。[1]"])
def test_sentence_whose_mark_comes_last_is_whole_once_nothing_follows(text: str) -> None:
    reading = Sentences()
    assert reading.feed(text) == []
    assert len(reading.pause()) == 1
    assert reading.close() == []


@pytest.mark.parametrize(
    "text", ["Cash was 10", "Cash was 3.", "Cash was 10. [1", "Made by Acme Inc."]
)
def test_pause_does_not_end_what_has_not_ended(text: str) -> None:
    reading = Sentences()
    reading.feed(text)
    assert reading.pause() == []


@pytest.mark.parametrize(
    "unit", ["[1", ".", "[", "a. ", " ", "<think", "[1] ", "No. ", "【", "*", "1-", "\n", "<"]
)
def test_reading_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text, reading = unit * (size // len(unit)), Sentences()
        began = time.perf_counter()
        for at in range(0, len(text), 20):
            reading.feed(text[at : at + 20])
            reading.pause()
        reading.close()
        return time.perf_counter() - began

    assert seconds(40_000) < 12 * max(seconds(10_000), 0.02)


def test_form_gives_each_claim_as_soon_as_it_is_whole() -> None:
    reading = Claims()
    text = '{"claims": [{"text": "He said \\"{10}\\" [2].", "citations": [1]}, {"text": "B'
    said = [reading.feed(c) for c in text]
    assert [s for each in said for s in each] == [Said('He said "{10}".', (1, 2))]


@pytest.mark.parametrize(
    "text", ["{", '{"claims": [{"text": 3}]}', "}}}{{{", '{"a": {"b": "c"}}', "[]"]
)
def test_form_that_is_none_says_nothing(text: str) -> None:
    reading = Claims()
    assert reading.feed(text) + reading.close() == []
