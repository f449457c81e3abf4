"""A document's text and its file's name in; whose it is, what kind and for which period out.

The words of the document come before its file's name, and what neither says stays None: an article
about a company is not the company's document. Kinds are data (`forms.yaml`). Knows no store.
"""

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.fiscal import BODY, COVER, Reports, period
from knowledge.registrant import company

_FLAGS = re.IGNORECASE | re.MULTILINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """`period` is "FY2023", "FY2023-Q2" or, for what reports a day's event, "2022-07-01"."""

    company: str | None = None
    form: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A kind of document; see `forms.yaml`."""

    name: str
    reports: Reports
    says: re.Pattern[str]
    named: re.Pattern[str]
    asked: re.Pattern[str]


def metadata(text: str, name: str) -> Metadata:
    """`text` is the whole document, `name` its file's name without the ending."""
    cover = text[:COVER]
    form = _form(cover, name)
    if form is None:
        return Metadata()
    return Metadata(
        company=company(cover, text[:BODY], name),
        form=form.name,
        period=period(form.reports, text, name),
    )


@functools.cache
def forms() -> tuple[Form, ...]:
    path = Path(__file__).with_name("forms.yaml")
    rows: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(
        Form(
            name=name,
            reports=row["reports"],
            **{key: re.compile("|".join(row[key]), _FLAGS) for key in ("says", "named", "asked")},
        )
        for name, row in rows.items()
    )


def _form(cover: str, name: str) -> Form | None:
    """The kind whose words stand first on the cover, unless the file's name says another."""
    by_name = [form for form in forms() if form.named.search(name)]
    said = {form.name: m.start() for form in forms() if (m := form.says.search(cover))}
    if by_name:
        return by_name[0]
    return min(
        (form for form in forms() if form.name in said), key=lambda f: said[f.name], default=None
    )
