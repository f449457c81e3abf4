"""Evidence, metrics, conflicts and sources as HTML cards. Dicts in, escaped HTML out.

A citation's dict is that of DESIGN 5.2; metrics and conflicts are those of `Desk`. Everything in
them is text from outside, and is escaped. Knows no Gradio and fetches nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.surfaces.markup import esc, highlighted, link
from bot.surfaces.words import Words

Row = Mapping[str, Any]


def badge(text: str, css: str, tip: str = "") -> str:
    title = f' title="{esc(tip)}"' if tip else ""
    return f'<span class="badge {esc(css)}"{title}>{esc(text)}</span>'


def chip(question: str, css: str = "chip") -> str:
    said = esc(question)
    return f'<button type="button" class="{css}" data-ask="{said}">{said}</button>'


def tier(n: object, words: Words) -> str:
    return badge(words["tier"].format(n=n), f"tier tier-{n}", words.get(f"tier_{n}", ""))


def known(kind: object, words: Words, css: str = "kind") -> str:
    """A badge for a closed set of words, which the page can translate and explain."""
    name = str(kind)
    return badge(words.get(name, name), f"{css} {css}-{name}", words.get(f"{name}_tip", ""))


def dates(row: Row, words: Words) -> str:
    said = [
        f"{esc(words[name])} <time>{esc(row[name])}</time>"
        for name in ("published", "as_of")
        if row.get(name)
    ]
    return f'<span class="dates">{" · ".join(said) or esc(words["undated"])}</span>'


def evidence(citation: Row, key: str, standing: str, words: Words) -> str:
    """One card: where it is from and how far to trust it, then the passage with its quote."""
    n = citation["n"]
    flag = known(standing, words, "standing") if standing != "current" else ""
    if citation.get("recognised"):
        flag += known("recognised", words, "standing")
    place = _place(citation.get("locator") or {}, words)
    return (
        f'<article class="card evidence" tabindex="-1" '
        f'data-answer="{esc(key)}" data-n="{esc(n)}">'
        f'<header><span class="n">{esc(n)}</span>{known(citation["kind"], words)}'
        f"{tier(citation['tier'], words)}{flag}</header>"
        f'<p class="publisher">{esc(publisher(citation["publisher"], words))}</p>'
        f'<p class="meta">{dates(citation, words)}{place}</p>'
        f"<blockquote>{highlighted(citation['passage'], citation['quote'])}</blockquote>"
        f"{_spot(citation)}"
        f"<footer>{link(citation.get('url'), citation['title'])}</footer></article>"
    )


def publisher(name: str, words: Words) -> str:
    return words["unknown_publisher"] if name == "unknown" else name


def _spot(citation: Row) -> str:
    """What the browser fills with the page or the surroundings, once the card is opened."""
    if citation["kind"] != "passage":
        return ""
    quote, passage = citation["quote"], citation["passage"]
    at = max(passage.find(quote), 0)
    start = (citation.get("locator") or {}).get("start", 0) + at
    return (
        f'<div class="spot" data-source="{esc(citation["source_id"])}" '
        f'data-start="{start}" data-end="{start + len(quote)}"></div>'
    )


def _place(locator: Row, words: Words) -> str:
    page, section = locator.get("page"), locator.get("section")
    said = [words["page"].format(n=page)] if page else []
    said += [section] if section else []
    return "".join(f' · <span class="place">{esc(part)}</span>' for part in said)


def evidence_set(answer: Row, key: str, words: Words, *, shown: bool) -> str:
    """All cards of one answer. The page shows one set at a time."""
    standings = _standings(answer)
    cards = [
        evidence(citation, key, standings.get(citation["n"], "current"), words)
        for citation in answer["citations"]
    ]
    body = "".join(cards) or f'<p class="quiet">{esc(words["none_cited"])}</p>'
    hidden = "" if shown else " hidden"
    return (
        f'<section class="evidence-set" data-answer="{esc(key)}"{hidden}>'
        f'<p class="of"><span>{esc(words["evidence_of"])}</span> {esc(answer["question"])}</p>'
        f"{body}</section>"
    )


def _standings(answer: Row) -> dict[int, str]:
    """A citation says its standing itself, or a claim that tells what was superseded says it."""
    found = {
        n: "superseded"
        for claim in answer["claims"]
        if claim.get("role") == "superseded"
        for n in claim["citations"]
    }
    told = {
        c["n"]: c["standing"]
        for c in answer["citations"]
        if c.get("standing", "current") != "current"
    }
    return found | told


def metric(row: Row, titles: Mapping[str, str], words: Words) -> str:
    inputs = "".join(_input(one, titles, words) for one in row["inputs"])
    caveat = f'<p class="caveat">{esc(row["caveat"])}</p>' if row.get("caveat") else ""
    as_of = f"{esc(words['as_of'])} <time>{esc(row['as_of'])}</time>" if row.get("as_of") else ""
    if row.get("would_change"):
        moves = f"{esc(words['would_change'])} {esc(row['would_change'])}"
        caveat += f'<p class="caveat">{moves}</p>'
    return (
        f'<article class="card metric"><header><h3>{esc(row["name"])}</h3>'
        f'<span class="meta">{as_of}</span></header>'
        f'<p class="figure">{esc(row["display"])}</p><p class="says">{esc(row["says"])}</p>{caveat}'
        f'<p class="formula"><span>{esc(words["formula"])}</span> '
        f"<code>{esc(row['formula'])}</code></p>"
        f"<details><summary>{esc(words['inputs'])} ({len(row['inputs'])})</summary>"
        f"<ul>{inputs}</ul></details></article>"
    )


def _input(row: Row, titles: Mapping[str, str], words: Words) -> str:
    source_id = row.get("source_id")
    where = f"<cite>{esc(titles.get(source_id, source_id))}</cite>" if source_id else ""
    assumed = badge(words["assumed"], "assumed") if row.get("assumed") else ""
    statement = f"<span>{esc(row['statement'])}</span>" if row.get("statement") else ""
    return (
        f"<li><b>{esc(row['name'])}</b> <var>{esc(row['display'])}</var> {assumed}"
        f"{statement}{where}</li>"
    )


def metrics(rows: Sequence[Row], chart: str, titles: Mapping[str, str], words: Words) -> str:
    if not rows:
        return f'<p class="quiet">{esc(words["no_metrics"])}</p>'
    return chart + f'<div class="grid">{"".join(metric(r, titles, words) for r in rows)}</div>'


def conflict(row: Row, titles: Mapping[str, str], words: Words) -> str:
    said = "".join(
        f'<li><span class="when"><time>{esc(_when(one) or words["undated"])}</time></span><div>'
        f'<p>{esc(one["text"])}</p><p class="meta">{esc(one.get("publisher") or "")} '
        f"{tier(one['tier'], words) if one.get('tier') else ''}"
        f"{known(one['certainty'], words, 'certainty') if one.get('certainty') else ''}"
        f"<cite>{esc(titles.get(one.get('source_id', ''), ''))}</cite> "
        f"{esc(one.get('support') or '')}</p></div></li>"
        for one in sorted(row["statements"], key=_when)
    )
    return (
        f'<article class="card conflict" data-row data-topic="{esc(row["topic"])}"><header>'
        f'{known(row["kind"], words, "conflict")}<span class="topic">{esc(_topic(row))}</span>'
        f'</header><p class="reading">{esc(row["reading"])}</p><ol>{said}</ol></article>'
    )


def _topic(row: Row) -> str:
    """The topic as the reader calls it; `topic` itself is an id."""
    return str(row.get("topic_label") or row["topic"])


def _when(statement: Row) -> str:
    return statement.get("as_of") or statement.get("published") or ""


def conflicts(rows: Iterable[Row], titles: Mapping[str, str], words: Words) -> str:
    """Newest first; a select above them narrows them to one topic, in the browser."""
    ordered = sorted(rows, key=lambda row: max(map(_when, row["statements"]), default=""))[::-1]
    if not ordered:
        return f'<p class="quiet">{esc(words["no_conflicts"])}</p>'
    options = "".join(
        f'<option value="{esc(topic)}">{esc(label)}</option>'
        for topic, label in sorted({(str(row["topic"]), _topic(row)) for row in ordered})
    )
    return (
        f'<div class="filter"><label>{esc(words["topic"])} <select data-topics><option value="">'
        f"{esc(words['all_topics'])}</option>{options}</select></label>"
        f'<span class="quiet">{esc(words["newest_first"])}</span></div>'
        f'<div class="rows">{"".join(conflict(row, titles, words) for row in ordered)}</div>'
    )
