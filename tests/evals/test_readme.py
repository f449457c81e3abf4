"""Blocks in a Markdown file: only the named one changes, and a missing one is said before."""

from pathlib import Path

import pytest

from evals import readme

TEXT = (
    "# A\r\n\n<!-- one:begin -->\nold\n<!-- one:end -->\n中\n<!-- two:begin --><!-- two:end -->\n"
)


def test_only_the_named_block_changes() -> None:
    assert readme.replace(TEXT, "one", "new") == TEXT.replace("old", "new")


def test_empty_block_on_one_line_is_filled() -> None:
    filled = readme.replace(TEXT, "two", "| a |\n|---|\n")
    assert filled.endswith("<!-- two:begin -->\n| a |\n|---|\n<!-- two:end -->\n")


def test_writing_twice_changes_nothing() -> None:
    once = readme.replace(TEXT, "one", "new")
    assert readme.replace(once, "one", "new") == once


def test_body_is_not_a_pattern() -> None:
    assert r"\1 \g<0> $1" in readme.replace(TEXT, "one", r"\1 \g<0> $1")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("no marks", id="none"),
        pytest.param("<!-- one:begin -->", id="never ends"),
        pytest.param("<!-- one:end --><!-- one:begin -->", id="wrong order"),
        pytest.param(TEXT + TEXT, id="twice"),
    ],
)
def test_text_without_exactly_one_block_is_refused(text: str) -> None:
    with pytest.raises(readme.BlockError, match="one:begin"):
        readme.replace(text, "one", "new")


def test_file_keeps_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(TEXT.encode())
    readme.write(path, "one", "new")
    assert path.read_bytes() == TEXT.replace("old", "new").encode()


def test_missing_file_is_named_before_any_measuring(tmp_path: Path) -> None:
    with pytest.raises(readme.BlockError, match="none.md"):
        readme.require(tmp_path / "none.md", "one")
