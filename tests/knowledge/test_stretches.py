"""Which stretch a recorded figure is of."""

from dataclasses import replace

import pytest
from scenario_ledger import FACTS

from knowledge import Ledger, spans, subjects

SUBJECTS = [
    ("year to March 2026", 12, True), ("2025", 12, True), ("first half of 2026", 6, True),
    ("April to September 2026", 6, True), ("Q3 2025", 3, True), (None, None, True),
    ("API, first half of 2026", 6, False), ("Series D", None, False),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "months", "whole"), SUBJECTS)
def test_length_and_part_are_told_by_the_subject(
    subject: str | None, months: int | None, whole: bool
) -> None:
    fact = replace(FACTS[0], attribute="revenue", subject=subject)
    assert (spans.months(fact), spans.is_of_whole(fact)) == (months, whole)


def test_rate_of_a_year_is_of_a_year() -> None:
    assert spans.months(replace(FACTS[0], attribute="burn_annual", subject=None)) == 12
    assert spans.months(replace(FACTS[0], attribute="cash", subject=None)) is None


SAID = [
    ("year to March 2026", "the year to March 2026", "截至2026年3月的财年"),
    ("year ended 31 March 2026", "the year to 31 March 2026", "截至2026年3月31日的财年"),
    ("FY2026", "FY2026", "2026财年"), ("2025", "2025", "2025年"),
    ("H1 2026", "first half of 2026", "2026年上半年"),
    ("April to September 2026", "April to September 2026", "2026年4月至9月"),
    ("order book", "", ""), ("API, first half of 2026", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "en", "zh"), SAID)
def test_stretch_has_words_in_both_languages(subject: str, en: str, zh: str) -> None:
    assert (subjects.stretch(subject, "en"), subjects.stretch(subject, "zh")) == (en, zh)


def test_subject_has_a_chinese_word_where_the_record_gives_one() -> None:
    plain = replace(FACTS[0], subject="private harbour firms")
    told = replace(plain, subject_zh="未上市港口公司")
    known = Ledger()
    assert (subjects.said(plain, known, "zh"), subjects.said(told, known, "zh")) == (
        "",
        "未上市港口公司",
    )
    assert subjects.said(told, known, "en") == "private harbour firms"
