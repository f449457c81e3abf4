"""Passages of an invented filing as evidence, and a model's sentence judged over them."""

from bot.answer import Claim, Evidence, Locator
from bot.verify import verify
from knowledge import Ledger


def evidence(*texts: str, title: str = "Fossvik 10-K FY2031") -> dict[str, Evidence]:
    return {
        f"p{n}": Evidence(
            id=f"p{n}", kind="passage", source_id="fossvik", title=title,
            publisher="Fossvik", published=None, as_of=None, url=None, tier=3, language="en",
            locator=Locator(start=n, end=n + len(text), page=n), passage=text, sha256="",
        )
        for n, text in enumerate(texts)
    }  # fmt: skip


def judged(question: str, *said: str, pages: dict[str, Evidence]) -> Claim:
    """The last of the sentences, each citing all pages."""
    claims = [Claim(text=text, evidence=tuple(pages), kind="generated") for text in said]
    made = verify(claims, evidence=pages, ledger=Ledger(), metrics=(), question=question)
    return next(c for c in (*made.kept, *made.dropped) if c.text == said[-1])


def stands(question: str, *said: str, pages: dict[str, Evidence]) -> bool:
    return judged(question, *said, pages=pages).verdict in ("supported", "computed")
