"""Where a document was read: the file or address, its bytes, and the text they held.

One text read in two places is one source with two copies. A copy whose bytes and `stamp` are
unchanged need not be read again. Rows of the catalog; which source outlives a change is decided
here, removing it is not. Does not know formats.
"""

import re
import sqlite3
import unicodedata
from dataclasses import astuple, dataclass, fields
from hashlib import sha256

TABLES = """
CREATE TABLE IF NOT EXISTS copies (path TEXT PRIMARY KEY, raw TEXT NOT NULL, said TEXT NOT NULL,
  stamp TEXT NOT NULL, about TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT NOT NULL,
  published TEXT, source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copies_of_text ON copies (said);
CREATE INDEX IF NOT EXISTS copies_of_source ON copies (source_id);
"""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """`raw` and `said` are SHA-256 of the bytes and of the text (`said_in`).

    `stamp` stands for the program's rules and what the user said about the document: with another
    stamp the same bytes make another source. `about` is what the user said, as JSON.
    """

    path: str
    raw: str
    said: str
    stamp: str
    about: str = "{}"
    title: str = ""
    publisher: str = ""
    published: str | None = None


_FIELDS = tuple(field.name for field in fields(Copy))
_NAMES = ", ".join(_FIELDS)


def said_in(text: str) -> str:
    """A hash that is equal for texts that differ in white space and composed letters only."""
    plain = _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return sha256(plain.encode()).hexdigest()


def of_source(db: sqlite3.Connection, source_id: str) -> list[Copy]:
    """The place it is named after, then the others by path."""
    named = "(SELECT sources.path FROM sources WHERE sources.id = source_id)"
    query = f"SELECT {_NAMES} FROM copies WHERE source_id = ? ORDER BY path != {named}, path"
    return [_copy(row) for row in db.execute(query, (source_id,))]


def at(db: sqlite3.Connection, path: str) -> tuple[Copy, str] | None:
    """What was read at a path last, and the id of its source, if that is complete."""
    query = (
        f"SELECT {_NAMES}, source_id FROM copies WHERE path = ? AND EXISTS "
        "(SELECT 1 FROM sources WHERE sources.id = source_id AND state = 'visible')"
    )
    row = db.execute(query, (path,)).fetchone()
    return (_copy(row[:-1]), row[-1]) if row else None


def saying(db: sqlite3.Connection, said: str) -> tuple[str, str] | None:
    """The complete source whose text has that hash, and where it was read first."""
    query = (
        "SELECT sources.id, sources.path FROM copies JOIN sources ON sources.id = source_id "
        "WHERE said = ? AND state = 'visible' ORDER BY sources.id LIMIT 1"
    )
    row = db.execute(query, (said,)).fetchone()
    return (row[0], row[1] or "") if row else None


def put(db: sqlite3.Connection, copy: Copy, source_id: str) -> str | None:
    """Notes that a source was read there; the id of a source that now was read nowhere."""
    before = db.execute("SELECT source_id FROM copies WHERE path = ?", (copy.path,)).fetchone()
    marks = ", ".join("?" * (len(_FIELDS) + 1))
    query = f"INSERT OR REPLACE INTO copies ({_NAMES}, source_id) VALUES ({marks})"
    db.execute(query, (*astuple(copy), source_id))
    if not before or before[0] == source_id or handed_on(db, before[0], copy.path):
        return None
    return str(before[0])


def handed_on(db: sqlite3.Connection, source_id: str, path: str) -> bool:
    """Whether a source was read elsewhere, too: then it outlives a change of the file at `path`."""
    others = [copy.path for copy in of_source(db, source_id) if copy.path != path]
    if not others:
        return False
    query = "UPDATE sources SET path = ? WHERE id = ? AND path = ?"
    db.execute(query, (others[0], source_id, path))
    return True


def _copy(row: tuple[object, ...]) -> Copy:
    return Copy(**dict(zip(_FIELDS, row, strict=True)))  # type: ignore[arg-type]  # our own rows
