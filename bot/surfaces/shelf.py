"""The Sources tab as HTML: where documents are dropped, the table, the form to correct a source.

Rows of `bot.library` in, escaped strings out. What moves (progress, the form opening) is the
browser's: `intake.js` and `editor.js`. Knows no Gradio and reads nothing.
"""

import json
from collections.abc import Sequence
from urllib.parse import quote

from bot.library import Held
from bot.surfaces.cards import badge, tier
from bot.surfaces.markup import esc, link
from bot.surfaces.words import Words

FIELDS = ("title", "company", "form", "period", "publisher", "published")
_HEADS = ("source", "publisher", "published", "tier_head", "language", "passages", "")


def drop(words: Words) -> str:
    """Files, a folder or web addresses; the browser shows what becomes of them below it."""
    return (
        f'<section class="drop" data-drop><p class="lead">{esc(words["drop_here"])}</p>'
        f'<p class="quiet">{esc(words["drop_kinds"])}</p><div class="ways">'
        f'<label class="way">{esc(words["choose_files"])}<input type="file" multiple data-files>'
        f'</label><label class="way">{esc(words["choose_folder"])}'
        '<input type="file" webkitdirectory multiple data-files></label>'
        f'<form class="address" data-addresses><input type="text" inputmode="url" name="address" '
        f'autocomplete="off" placeholder="{esc(words["address"])}" '
        f'aria-label="{esc(words["address"])}"><button type="submit">{esc(words["fetch"])}'
        "</button></form></div></section>"
    )


def table(rows: Sequence[Held], words: Words) -> str:
    """A table that the browser searches as one types, and the form that opens on a row."""
    if not rows:
        return f'<p class="quiet">{esc(words["no_sources"])}</p>'
    titles = {row.source.id: row.source.title for row in rows}
    heads = "".join(f"<th>{esc(words[name]) if name else ''}</th>" for name in _HEADS)
    body = "".join(_row(row, titles, words) for row in rows)
    return (
        f'<div class="filter"><input type="search" data-search '
        f'placeholder="{esc(words["search_sources"])}" aria-label="{esc(words["search_sources"])}">'
        f'<span class="quiet count">{len(rows)}</span></div>'
        f'<div class="scroll"><table class="rows">'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
        f'<p class="quiet none" hidden>{esc(words["no_match"])}</p>{_editor(words)}'
    )


def _row(row: Held, titles: dict[str, str], words: Words) -> str:
    source = row.source
    return (
        f"<tr data-row><td>{link(source.url, source.title)}{_flags(row, titles, words)}"
        f"{_about(row, words)}</td>"
        f"<td>{esc(_or_dash(source.publisher))}</td>"
        f"<td><time>{esc(source.published or '—')}</time></td>"
        f"<td>{tier(source.tier, words)}</td><td>{esc(source.language)}</td>"
        f'<td class="number">{row.passages:,}</td><td>{_action(row, words)}</td></tr>'
    )


def _or_dash(publisher: str) -> str:
    return "—" if publisher == "unknown" else publisher


def _flags(row: Held, titles: dict[str, str], words: Words) -> str:
    """What a reader should know before relying on it."""
    flags = ""
    if row.newer:
        tip = words["older_tip"].format(title=titles.get(row.newer, row.newer))
        flags += " " + badge(words["older"], "standing", tip)
    return flags


def _about(row: Held, words: Words) -> str:
    """Whose, what and for when; the file; what it came with; one line each."""
    source, original = row.source, row.original
    what = " · ".join(filter(None, (source.company, source.form, source.period)))
    lines = [esc(line) for line in (what, source.description) if line]
    if original:
        where = f"/api/sources/{quote(source.id, safe='')}/original"
        lines.append(
            f'<a class="out-file" download href="{where}">'
            f"{esc(original.name)}</a> <small>{esc(_size(original.size))}</small>"
        )
    else:
        lines.append(esc(words.get(f"access_{source.access}", source.access)))
    if row.copies > 1:
        lines.append(esc(words["also_at"].format(n=row.copies - 1)))
    said = "".join(f'<p class="meta">{line}</p>' for line in lines)
    warned = "".join(f'<p class="warning">{esc(each)}</p>' for each in source.warnings)
    return said + warned


def _action(row: Held, words: Words) -> str:
    if not row.own:
        return ""
    source = row.source
    fields = {name: getattr(source, name) or "" for name in FIELDS}
    if source.publisher == "unknown":
        fields["publisher"] = ""
    given = json.dumps({"id": source.id, "tier": source.tier, **fields}, ensure_ascii=False)
    return (
        f'<button type="button" class="edit" data-edit="{esc(given)}">{esc(words["edit"])}</button>'
    )


def _editor(words: Words) -> str:
    """Empty; the browser fills it with a row's fields and sends back what was changed."""
    inputs = "".join(
        f'<label>{esc(words[f"field_{name}"])}<input name="{name}" maxlength="300" '
        f'placeholder="{esc(words.get(f"hint_{name}", ""))}"></label>'
        for name in FIELDS
    )
    options = "".join(
        f'<option value="{n}">{n} · {esc(words[f"tier_{n}"])}</option>' for n in (1, 2, 3)
    )
    return (
        f'<dialog class="editor" data-editor><form method="dialog"><header><h3>'
        f'{esc(words["correct"])}</h3><button type="button" class="close" data-cancel '
        f'aria-label="{esc(words["close"])}">×</button></header>{inputs}'
        f'<label>{esc(words["tier_head"])}<select name="tier">{options}</select></label>'
        f'<p class="quiet">{esc(words["correct_help"])}</p>'
        f'<p class="notice" role="alert" hidden></p><footer>'
        f'<button type="button" class="delete" data-delete="{esc(words["delete_sure"])}">'
        f"{esc(words['delete'])}</button><span></span>"
        f'<button type="button" data-cancel>{esc(words["cancel"])}</button>'
        f'<button type="submit" class="primary">{esc(words["save"])}</button></footer></form>'
        "</dialog>"
    )


def _size(n: int) -> str:
    return f"{n / 1e6:.1f} MB" if n >= 100_000 else f"{max(n / 1e3, 0.1):.1f} kB"
