"""Which pages come first: by company, year, statement, words and, where it is read, meaning."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder, bundle

from bot.passages.find import Query, asking, find
from bot.passages.scope import priors, scope, without
from knowledge import Bundle, Language, Source
from knowledge.binding import About, Place, bind
from knowledge.readers.documents import Document, LocatedPage
from knowledge.store import KnowledgeBase

BALANCE = """Heliodor — Consolidated Balance Sheets (in millions)
| | {year} | {before} |
| Cash and cash equivalents | 120 | 110 |
| Inventories | 40 | 30 |
| Total current assets | 300 | 280 |
| Accounts payable | 70 | 60 |
| Total current liabilities | 200 | 190 |"""
PROSE = "We sell lamps in four regions. Accounts payable are paid within thirty days by us."
DIVIDEND = "Off-balance sheet arrangements are none. Our quick ratio target is not published."


def report(company: str, year: int, *, form: str = "10-K") -> tuple[Document, Place, About]:
    table = BALANCE.format(year=year, before=year - 1).replace("Heliodor", company)
    pages = (
        LocatedPage(text=f"{company} {PROSE}", number=1),
        LocatedPage(text=table, number=2),
        LocatedPage(text=DIVIDEND, number=3),
    )
    place = Place(path=f"{company}-{year}", name=f"{company}-{year}")
    about = About(company=company, form=form, period=f"FY{year}")
    return Document(pages=pages, kind="pdf"), place, about


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    home = tmp_path_factory.mktemp("find")
    with KnowledgeBase.open(home, name="filings", embedder=HashEmbedder()) as base:
        for company in ("Heliodor", "Vesuvian"):
            for year in (2029, 2030, 2031):
                base.add(bind(*report(company, year), made_by="test"))
        yield base


def first(kb: KnowledgeBase, question: str) -> tuple[str | None, str | None, int]:
    best = find(Query(question=question), kb, 5)[0]
    source = kb.source(best.source_id)
    return source.company, source.period, best.page or 0


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the quick ratio of Heliodor for FY2030?", ("Heliodor", "FY2030", 2)),
        ("Vesuvian 2029: inventories at year end?", ("Vesuvian", "FY2029", 2)),
        ("What is Heliodor's working capital?", ("Heliodor", "FY2031", 2)),
        ("Heliodor FY2029年流动负债是多少？", ("Heliodor", "FY2029", 2)),
        ("In which regions does Vesuvian sell lamps, FY30?", ("Vesuvian", "FY2030", 1)),
    ],
)
def test_page_that_answers_comes_first(
    kb: KnowledgeBase, question: str, expected: tuple[str, str, int]
) -> None:
    assert first(kb, question) == expected


def test_ratio_is_found_by_its_lines_not_by_its_name(kb: KnowledgeBase) -> None:
    found = find(Query(question="Heliodor quick ratio 2031"), kb, 4)
    assert found[0].statement == "balance sheet"
    assert "quick ratio" not in found[0].text


def test_other_companies_are_not_left_out_where_nobody_is_named(kb: KnowledgeBase) -> None:
    found = find(Query(question="Total current liabilities"), kb, 12)
    assert {kb.source(p.source_id).company for p in found} == {"Heliodor", "Vesuvian"}


def test_meaning_is_not_asked_where_nothing_is_to_be_embedded(kb: KnowledgeBase) -> None:
    class Unreadable(HashEmbedder):
        def encode_query(self, text: str) -> object:  # type: ignore[override]
            raise AssertionError(f"embedded {text!r}")

    kept = kb._meaning
    kb._meaning = replace(kept, embedder=Unreadable())
    try:
        assert find(Query(question="Heliodor 存货", more="inventories"), kb, 3)
    finally:
        kb._meaning = kept


def test_meaning_brings_what_shares_no_word(kb: KnowledgeBase) -> None:
    like = kb.passages_of(find(Query(question="lamps"), kb, 1)[0].source_id)[2]
    found = find(Query(question="zzz", meant=like.text), kb, 3)
    assert like.text in {p.text for p in found}


class EnglishOnly(HashEmbedder):
    reads = frozenset({"en"})  # type: ignore[assignment]  # narrower


def article(key: str, text: str, language: Language) -> Bundle:
    """One passage, as an article that says nothing of company or period."""
    made = bundle(key, text)
    told = [replace(p, language=language) for p in made.passages]
    return replace(made, source=replace(made.source, language=language), passages=tuple(told))


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    home = tmp_path_factory.mktemp("bilingual")
    with KnowledgeBase.open(home, name="press", embedder=EnglishOnly()) as base:
        base.add(article("zh", "为何 Orla 7 会自称 Zeta：训练数据里有 Zeta 的回答。", "zh"))
        base.add(article("named", "Zeta is sold by the makers of Orla to mills and schools.", "en"))
        for n in range(4):
            base.add(article(f"en-{n}", f"Report {n} on mills, schools and what they pay.", "en"))
        yield base


def test_passage_that_cannot_be_read_is_not_taken_to_be_unlike(bilingual: KnowledgeBase) -> None:
    question = "Why would Orla 7 introduce itself as Zeta?"
    found = find(Query(question=question, meant=question), bilingual, 5)
    assert [p.source_id for p in found][0] == "zh"
    assert {p.source_id for p in found} >= {"zh", "named"}


def test_gloss_of_a_question_that_is_not_read_counts_for_what_it_finds(
    bilingual: KnowledgeBase,
) -> None:
    """Its own words find the others."""
    gloss = "Zeta is sold by the makers of Orla to mills and schools."
    found = find(Query(question="Orla 卖给谁？", meant=gloss), bilingual, 5)
    assert found[0].source_id == "named"


def test_instructions_are_not_asked() -> None:
    said = "Has the debt grown? If debt is not useful, then state that. Answer in USD millions."
    assert asking(said) == "Has the debt grown?"
    assert asking("Give the debt.") == "Give the debt."


def source(key: str, company: str | None, form: str | None, period: str | None) -> Source:
    return Source(
        id=key, title=key, publisher="p", published=None, language="en", tier=3,
        company=company, form=form, period=period,
    )  # fmt: skip


SHELF = [
    source("annual-30", "Foot Locker", "10-K", "FY2030"),
    source("annual-31", "Foot Locker", "10-K", "FY2031"),
    source("quarter-31", "Foot Locker", "10-Q", "FY2031-Q2"),
    source("event-31", "Foot Locker", "8-K", "2031-07-01"),
    source("other-31", "Heliodor", "10-K", "FY2031"),
    source("article", None, None, None),
]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Foot Locker revenue FY2030", "annual-30"),
        ("footlocker's margin in fiscal 2031", "annual-31"),
        ("Foot Locker sales between FY2030 and FY2031", "annual-31"),
        ("As of Q2'2031, how many stores has Foot Locker?", "quarter-31"),
        ("Foot Locker in H1 FY2031", "quarter-31"),
        ("What does Foot Locker's 8-K of July 2031 say?", "event-31"),
        ("As of FY2030, what will Foot Locker pay in 2034?", "annual-30"),
        ("Heliodor 2031年年报", "other-31"),
    ],
)
def test_scope_prefers_the_document_asked_for(question: str, best: str) -> None:
    worth = priors(scope(question, SHELF), SHELF)
    named = {key: value for key, value in worth.items() if key != "article"}
    assert max(named, key=lambda key: named[key]) == best


def test_source_that_says_nothing_of_itself_is_never_lowered() -> None:
    assert priors(scope("Foot Locker FY2030", SHELF), SHELF)["article"] == 1.0


@pytest.mark.parametrize("question", ["Foot Locker FY2030 revenue", "Foot Locker", "What is sold?"])
def test_older_version_of_a_document_counts_half(question: str) -> None:
    first = replace(SHELF[0], published="2030-03-01")
    amended = replace(first, id="amended", published="2030-05-01")
    worth = priors(scope(question, [first, amended]), [first, amended])
    assert worth["annual-30"] == worth["amended"] / 2 > 0


def test_year_is_a_word_like_others_where_no_document_has_a_period() -> None:
    shelf = [source("article", None, None, None)]
    named = scope("Box office in 2031", shelf)
    assert not named
    assert without("Box office in 2031", named) == "Box office in 2031"


def test_older_version_is_the_current_one_before_the_newer_was_printed(tmp_path: Path) -> None:
    document, place, about = report("Heliodor", 2030)
    amended = replace(document, pages=(*document.pages, LocatedPage(text="Amended.", number=4)))
    with KnowledgeBase.open(tmp_path, name="filings", embedder=HashEmbedder()) as base:
        first = bind(document, place, replace(about, published="2031-03-01"), made_by="test")
        later = replace(place, path="later", name="later")
        second = bind(amended, later, replace(about, published="2031-05-01"), made_by="test")
        base.add(first)
        base.add(second)

        def best(as_of: str | None) -> set[str]:
            asked = Query(question="Heliodor total current liabilities 2030", as_of=as_of)
            return {p.source_id for p in find(asked, base, 3)}

        assert second.source.id in best(None)
        assert best("2031-04-01") == {first.source.id}
        assert best("2031-02-01") == set()
