import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.records import Text
from knowledge.split import sentences, split


def quotes(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It rose. It fell.", ["It rose.", "It fell."], id="plain"),
        pytest.param(
            "Revenue was 1.5 billion. Costs rose.",
            ["Revenue was 1.5 billion.", "Costs rose."],
            id="decimal",
        ),
        pytest.param("K2.5 beat K2. It won.", ["K2.5 beat K2.", "It won."], id="model name"),
        pytest.param(
            "The U.S. Treasury said no. Heliodor Inc. agreed.",
            ["The U.S. Treasury said no.", "Heliodor Inc. agreed."],
            id="abbreviations",
        ),
        pytest.param(
            "It sells in the U.S. The rest is China.",
            ["It sells in the U.S.", "The rest is China."],
            id="abbreviation at the end",
        ),
        pytest.param("See No. 3 on p. 12 for it.", ["See No. 3 on p. 12 for it."], id="No. 3"),
        pytest.param(
            "Sales were $1 billion. The rest fell.",
            ["Sales were $1 billion.", "The rest fell."],
            id="billion. The",
        ),
        pytest.param(
            '"We will not list." Then they did.',
            ['"We will not list."', "Then they did."],
            id="quote",
        ),
        pytest.param(
            '"Really?" he asked. "Yes."', ['"Really?" he asked.', '"Yes."'], id="quote goes on"
        ),
        pytest.param(
            "Cash is short [4]. - Tencent paid [5].",
            ["Cash is short [4].", "- Tencent paid [5]."],
            id="reference marks",
        ),
        pytest.param(
            "公司账上现金超过100亿元。他说：“不急上市。”是真的吗？未必！",
            ["公司账上现金超过100亿元。", "他说：“不急上市。”", "是真的吗？", "未必！"],
            id="Chinese",
        ),
        pytest.param(
            "训练一次1.5亿元；电费5亿元。", ["训练一次1.5亿元；", "电费5亿元。"], id="semicolon"
        ),
        pytest.param("Intro:\n- one\n- two\n", ["Intro:", "- one", "- two"], id="list"),
        pytest.param(
            "1. First point\n2. Second point", ["1. First point", "2. Second point"], id="1."
        ),
        pytest.param("# Cash\nIt lasts.", ["# Cash", "It lasts."], id="heading"),
        pytest.param("Wait... It rose.", ["Wait...", "It rose."], id="dots"),
        pytest.param("J. Smith left. He sold.", ["J. Smith left.", "He sold."], id="initial"),
        pytest.param(
            "It rose in\nMay. It fell.", ["It rose in\nMay.", "It fell."], id="line break"
        ),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


DOCUMENT = """A note on Heliodor.

**The raise.** Heliodor raised $700 million. Ottoman Capital led the round.

- LongBench: 61.0
- AA-LCR: 70.0

**Traction.** Users grew 170% in a month.

# Valuation

## Peers

| firm | value |
|---|---|
| Ardent | 38 |
"""


def parts(content: str, language: str = "en", **options: int) -> list[tuple[str | None, str]]:
    text = Text(source_id="note", name="document", text=content)
    return [(p.section, p.text) for p in split(text, language=language, **options)]


def test_sections_come_from_headings_and_bold_leads() -> None:
    sections = [section for section, _ in parts(DOCUMENT)]
    assert sections == [None, "The raise", "Traction", "Peers"]


def test_list_stays_with_the_lead_it_belongs_to() -> None:
    found = dict(parts(DOCUMENT))
    assert found["The raise"].endswith("- AA-LCR: 70.0")


def test_headings_go_with_the_text_that_follows() -> None:
    assert dict(parts(DOCUMENT))["Peers"].startswith("# Valuation\n\n## Peers\n\n| firm")


def test_text_without_headings_becomes_small_groups_of_whole_sentences() -> None:
    content = " ".join(f"Sentence number {i} says a little about Heliodor." for i in range(60))
    found = [text for _, text in parts(content, max_chars=300)]
    assert len(found) > 5
    assert all(len(text) <= 300 and text.endswith(".") for text in found)


def test_chinese_passages_aim_at_half_the_length() -> None:
    content = "公司现金超过一百亿元，足够使用三年。" * 100
    assert max(len(text) for _, text in parts(content, "zh", max_chars=400)) <= 200


def test_sentence_longer_than_the_limit_is_cut_beside_a_word_and_never_in_a_number() -> None:
    content = "word 1,000,000 " * 60
    found = [text for _, text in parts(content.strip(), max_chars=100)]
    assert all(len(text) <= 100 for text in found)
    assert set(re.findall(r"\S+", " ".join(found))) == {"word", "1,000,000"}


def test_ids_depend_on_source_text_and_order_only() -> None:
    text = Text(source_id="note", name="document", text=DOCUMENT)
    once, again = split(text, language="en"), split(text, language="en")
    assert once == again
    assert re.fullmatch(r"note#[0-9a-f]{12}/s\d+/0", once[0].id)
    assert len({passage.id for passage in once}) == len(once)


PIECES = st.sampled_from(
    [
        *("A. ", "3.5% ", "No. 3 ", "U.S. ", "word ", "...", "x" * 70, " ", "\t", "\r", "\u3000"),
        *("\n\n", "\n", "# H\n", "- item\n", "1. ", "**Lead.** ", "| a | b |\n"),
        *("现金。", "“不急。”", "；", "？"),
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["en", "zh"]))
def test_passages_quote_their_spans_and_lose_no_text(content: str, language: str) -> None:
    text = Text(source_id="s", name="document", text=content)
    passages = split(text, language=language, max_chars=80)
    assert all(p.text == content[p.start : p.end] for p in passages)
    assert all(0 < len(p.text) <= 80 for p in passages)
    assert all(a.end <= b.start for a, b in zip(passages, passages[1:], strict=False))
    kept = "".join("".join(p.text.split()) for p in passages)
    assert kept == "".join(content.split())


@given(st.text(max_size=300))
def test_sentences_cover_all_but_whitespace_of_any_text(content: str) -> None:
    assert "".join("".join(q.split()) for q in quotes(content)) == "".join(content.split())
