"""A memo → the bytes of a file in one of three formats, by the ending of its name."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Literal, get_args

from bot.errors import SettingsError
from bot.memo import docx, layout, markdown, pdf
from bot.memo.blocks import Block
from bot.memo.records import Memo

Format = Literal["md", "docx", "pdf"]
MEDIA: dict[Format, str] = {
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_SET: dict[Format, Callable[[list[Block]], bytes]] = {
    "md": markdown.render,
    "docx": docx.render,
    "pdf": pdf.render,
}


def render(memo: Memo, format: Format) -> bytes:
    return _SET[format](layout.blocks(memo))


def of_name(name: str) -> Format:
    """The format that a file's name asks for; raises SettingsError for any other ending."""
    ending = PurePath(name).suffix.lower().lstrip(".")
    for each in get_args(Format):
        if ending == each:
            return each  # type: ignore[no-any-return]  # one of the literals
    raise SettingsError(
        f"{name!r} is no memo's name.", help="End it in .md, .docx or .pdf, as in memo.pdf."
    )
