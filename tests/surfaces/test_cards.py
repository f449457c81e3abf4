"""HTML of cards, answers and charts: what is shown, and that text stays text."""

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import aurora
import aurora_tables as tables
import pytest

from bot.library import Held
from bot.surfaces import cards, charts, evals_tab, markup, shelf, turns
from bot.surfaces.words import EN, ZH
from knowledge import Kept

TITLES = {source.id: source.title for source in aurora.SOURCES}
# Every tag and attribute our own HTML is made of; anything else came out of a text.
TAGS = """
    article header footer section nav div span p h1 h2 h3 h4 b i br strong em code ul ol li a time
    blockquote mark button details summary cite var table thead tbody tr th td label select option
    input small figure figcaption dialog form s
"""
ATTRIBUTES = """
    class title href target rel tabindex type aria-label aria-current aria-hidden role lang hidden
    style value placeholder download name maxlength method
"""


class Found(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs if not name.startswith("data-")}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def held(text: str) -> Held:
    """A document whose every word was written by someone who means harm."""
    return Held(
        source=replace(
            aurora.SOURCES[0],
            id=text,
            url="https://ledger.example/1",
            **dict.fromkeys(("title", "publisher", "published", "company", "form"), text),
            warnings=(text,),
        ),
        passages=2,
        own=True,
        original=Kept(name=text, kind="pdf", size=2_000_000, sha256=""),
        newer=text,
        copies=2,
    )


HOSTILE_PARTS: dict[str, Callable[[], str]] = {
    "answer": lambda: turns.turn(aurora.hostile(aurora.HOSTILE, "t").to_dict(), "0", EN),
    "draft": lambda: turns.draft(aurora.HOSTILE, aurora.HOSTILE, {"understand": 1.0}, EN),
    "evidence": lambda: turns.panel([aurora.hostile("q", "t").to_dict()], EN),
    "notice": lambda: turns.notice(aurora.HOSTILE, aurora.HOSTILE, EN),
    "rail": lambda: turns.rail(
        [{"id": aurora.HOSTILE, "title": aurora.HOSTILE, "updated": aurora.HOSTILE}],
        [{"topic": aurora.HOSTILE, "questions": [aurora.HOSTILE]}], "", EN,
    ),
    "brand": lambda: turns.brand(aurora.HOSTILE, EN),
    "metrics": lambda: cards.metrics(tables.metrics("en"), "", TITLES, EN),
    "chart": lambda: charts.runway(tables.metrics("en"), EN),
    "conflicts": lambda: cards.conflicts(tables.conflicts(), TITLES, EN),
    "sources": lambda: shelf.table([held(aurora.HOSTILE)], EN),
    "evals": lambda: evals_tab.latest(tables.evaluation(), EN),
    "withheld": lambda: turns.turn(
        aurora.answered("q", "t").to_dict()
        | {"withheld": [{"text": aurora.HOSTILE, "reasons": [aurora.HOSTILE]}]}, "0", EN,
    ),
}  # fmt: skip


@pytest.mark.parametrize("part", HOSTILE_PARTS)
def test_hostile_text_stays_text(part: str) -> None:
    found = Found(HOSTILE_PARTS[part]())
    assert found.tags <= set(TAGS.split())
    assert found.attributes <= set(ATTRIBUTES.split())
    outside = [link for link in found.links if not link.startswith("/api/")]
    assert all(link.startswith("https://ledger.example/") for link in outside)
    assert "<img src=x onerror=alert(1)>" in found.text


def test_link_to_an_original_keeps_to_its_own_route() -> None:
    [link] = [one for one in Found(shelf.table([held("../../a?b#c")], EN)).links if "api" in one]
    assert link == "/api/sources/..%2F..%2Fa%3Fb%23c/original"


def test_withheld_sentences_can_be_opened_and_say_why() -> None:
    held_back = [{"text": "It is worth $9bn.", "reasons": ["the figure is in no evidence"]}]
    found = turns.turn(aurora.answered("q", "t").to_dict() | {"withheld": held_back}, "0", EN)
    inside = found.split('<details class="withheld">')[1].split("</details>")[0]
    assert "1 sentence withheld" in inside
    assert "the figure is in no evidence" in inside
    assert "withheld" not in turns.turn(aurora.answered("q", "t").to_dict(), "0", EN)


def test_model_is_named_with_its_tokens_and_cost() -> None:
    usage = {"model": "openai:small", "input_tokens": 1200, "output_tokens": 80, "cost_usd": 0.0123}
    answer = aurora.answered("q", "t").to_dict()
    said = Found(turns.turn(answer | {"usage": usage}, "0", EN)).text
    assert "openai:small · 1,200 + 80 tokens · $0.0123" in said
    dated = usage | {"price_as_of": "2031-01-01", "price_checked": False}
    doubtful = Found(turns.turn(answer | {"usage": dated}, "0", EN)).text
    assert "$0.0123 (prices of 2031-01-01, from memory: check)" in doubtful
    checked = Found(turns.turn(answer | {"usage": dated | {"price_checked": True}}, "0", EN)).text
    assert "$0.0123 (prices of 2031-01-01)" in checked
    unpriced = Found(turns.turn(answer | {"usage": usage | {"cost_usd": None}}, "0", EN)).text
    assert "price not known" in unpriced
    assert "tokens" not in Found(turns.turn(answer | {"usage": {}}, "0", EN)).text


def test_reader_is_told_why_the_model_did_not_write() -> None:
    answer = aurora.answered("q", "t").to_dict() | {"notice": "The model did not answer <in> time."}
    assert "The model did not answer <in> time." in Found(turns.turn(answer, "0", EN)).text


def test_evals_tab_says_what_holds_and_what_does_not() -> None:
    html = evals_tab.latest(tables.evaluation(), EN)
    text = Found(html).text
    assert "2 of 3 cases without fault, 0 with errors" in text
    assert "below its floors" in text
    assert '<td class="number bad">0.910</td>' in html
    assert '<td class="number good">0.020</td>' in html  # of seconds, less is better
    assert "[2] does not carry it" in text
    assert "odd" not in text


@pytest.mark.parametrize("run", [None, {}, {"scores": 3, "failing": {}, "below": "x"}])
def test_evals_tab_bears_what_is_missing_or_malformed(run: dict[str, object] | None) -> None:
    assert Found(evals_tab.latest(run, EN)).tags <= set(TAGS.split())
    assert ("No evaluation has been run yet" in evals_tab.latest(run, EN)) is (run is None)


def test_older_version_is_marked_with_the_newer_ones_title() -> None:
    older = replace(held("Old"), newer="new")
    newer = replace(held("New"), newer=None)
    newer = replace(newer, source=replace(newer.source, id="new", title="The new one"))
    html = shelf.table([older, newer], EN)
    assert html.count("older version") == 1
    assert "A newer version is here: The new one." in html


def test_source_of_the_dossier_cannot_be_corrected_here() -> None:
    assert "data-edit=" not in shelf.table([replace(held("x"), own=False)], EN)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/x",
        "file:///etc/passwd",
        "https://user:secret@evil.example/",
        "https://ledger.example\\@evil.example/",
        "https://a b/",
        "https://",
        "http://[",
        "",
        None,
    ],
)
def test_only_plain_web_addresses_become_links(url: str | None) -> None:
    assert Found(markup.link(url, "label")).tags == {"span"}


def test_link_opens_apart_and_tells_nothing() -> None:
    html = markup.link("https://ledger.example/?a=1&b=2", "Ledger")
    assert 'href="https://ledger.example/?a=1&amp;b=2"' in html
    assert 'target="_blank" rel="noopener noreferrer nofollow"' in html


def test_quote_is_marked_once_inside_its_passage() -> None:
    assert markup.highlighted("a <b> c <b>", "<b>") == "a <mark>&lt;b&gt;</mark> c &lt;b&gt;"


def test_quote_that_is_not_in_the_passage_marks_nothing() -> None:
    assert markup.highlighted("passage", "other") == "passage"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**Yes.** No.", "<p><strong>Yes.</strong> No.</p>"),
        ("a\nb\n\nc", "<p>a<br>b</p><p>c</p>"),
        ("# Head\n- one\n- two", "<h4>Head</h4><ul><li>one</li><li>two</li></ul>"),
        ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
        ("an *old* `x*y*z`", "<p>an <em>old</em> <code>x*y*z</code></p>"),
        ("2 * 3 * 4 and 5*6*7", "<p>2 * 3 * 4 and 5*6*7</p>"),
        ("[x](http://evil.example)", "<p>[x](http://evil.example)</p>"),
        ("![](http://evil.example/x.png)", "<p>![](http://evil.example/x.png)</p>"),
        ("see [9]", "<p>see [9]</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_markdown_of_answers(markdown: str, html: str) -> None:
    assert markup.answer_text(markdown, "0", [1]) == html


def test_marks_become_buttons_of_their_own_answer() -> None:
    html = markup.answer_text("Cash. [1][2]", "7", [1, 2])
    assert html.count('class="mark" data-answer="7"') == 2
    assert "[1]" not in html


def test_card_shows_where_it_is_from_and_how_far_to_trust_it() -> None:
    text = Found(turns.panel([aurora.answered("How long?", "t").to_dict()], EN)).text
    for shown in ("The Ledger", "2026-03-14", "2025-12-31", "Tier 2", "fact", "computed", "p. 4"):
        assert shown in text


def test_card_of_a_superseded_claim_says_so() -> None:
    html = turns.panel([aurora.answered("How long?", "t").to_dict()], EN)
    assert html.count("standing-superseded") == 1


def test_only_the_last_answer_shows_its_cards() -> None:
    answer = aurora.answered("How long?", "t").to_dict()
    html = turns.panel([answer, answer], EN)
    assert '<section class="evidence-set" data-answer="0" hidden>' in html
    assert '<section class="evidence-set" data-answer="1">' in html


def test_draft_shows_no_half_markdown_and_no_dead_marks() -> None:
    html = turns.draft("q", "Cash. [1] **About 2", {"understand": 3.0, "retrieve": 4.0}, EN)
    assert "<strong>About 2</strong>" in html
    assert "[1]" not in html
    assert '<li class="running">Compute</li>' in html


def test_assumed_input_is_marked_and_sourced_one_names_its_source() -> None:
    html = cards.metrics(tables.metrics("en")[:1], "", TITLES, EN)
    assert html.count("assumed</span>") == 1
    assert "Aurora Robotics, report 1" in html


def test_chart_has_a_bar_for_each_metric_in_years() -> None:
    rows = [row for row in tables.metrics("en") if row["id"] != "bad"]
    html = charts.runway(rows, EN)
    assert html.count('class="range"') == 2
    assert "2.5–3.3" in html
    assert "2.1" not in html


@pytest.mark.parametrize("odd", [None, "NaN", "Infinity", "-1", "many"])
def test_chart_leaves_out_what_is_no_figure(odd: str | None) -> None:
    row = {**tables.metrics("en")[0], "value": odd, "low": odd, "high": odd}
    assert charts.runway([row], EN) == ""


def test_metric_says_what_would_change_it_and_a_dispute_who_stands_behind_each_side() -> None:
    row = {**tables.metrics("en")[0], "would_change": f"an audit {aurora.HOSTILE}"}
    html = cards.metric(row, TITLES, EN)
    assert "What would change it: an audit" in Found(html).text and aurora.HOSTILE not in html
    group = tables.conflicts()[0]
    sides = [{**one, "support": "Reported by 1 publisher."} for one in group["statements"]]
    shown = Found(cards.conflict({**group, "statements": sides}, TITLES, EN)).text
    assert shown.count("Reported by 1 publisher.") == len(sides)


def test_conflicts_come_newest_first_and_statements_oldest_first() -> None:
    html = cards.conflicts(tables.conflicts()[:2], TITLES, EN)
    assert html.index("Nobody has settled") < html.index("The later balance")
    assert html.index("Eighteen months.") < html.index("2.5 to 3.3 years.")


def test_both_languages_have_the_same_words_with_the_same_blanks() -> None:
    assert EN.keys() == ZH.keys()
    for name, said in EN.items():
        for blank in ("{n}", "{all}", "{company}"):
            assert (blank in said) == (blank in ZH[name]), name
