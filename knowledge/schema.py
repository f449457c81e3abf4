"""The tables of the catalog, as SQLite is told to make them.

`TABLES` are those of a new file, whose `SCHEMA` no other version of the program opens. `ADDED` and
`ORIGINALS` came later: a store filled before gets them when it is opened.
"""

from knowledge import alike, copies, wordindex

SCHEMA = "3"

TABLES = f"""
CREATE TABLE sources (id TEXT PRIMARY KEY, json TEXT NOT NULL, digest TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('dossier', 'user')), path TEXT UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('embedded', 'visible')));
CREATE TABLE texts (source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  name TEXT NOT NULL, text TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (source_id, name));
CREATE TABLE passages (rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE, text_name TEXT NOT NULL,
  ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
  language TEXT NOT NULL, sha256 TEXT NOT NULL, section TEXT, page INTEGER, ref TEXT,
  context TEXT NOT NULL, statement TEXT);
CREATE INDEX passages_of_source ON passages (source_id);
CREATE INDEX passages_of_statement ON passages (statement, source_id) WHERE statement IS NOT NULL;
CREATE TABLE records (kind TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL,
  source_id TEXT, json TEXT NOT NULL, PRIMARY KEY (kind, position)) WITHOUT ROWID;
{wordindex.TABLES}"""
ADDED = f"""
CREATE TABLE IF NOT EXISTS proposals (source_id TEXT NOT NULL REFERENCES sources (id)
  ON DELETE CASCADE, ordinal INTEGER NOT NULL, id TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL CHECK (status IN ('proposed')), json TEXT NOT NULL,
  PRIMARY KEY (source_id, ordinal)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sources_unfinished ON sources (id) WHERE state != 'visible';
{copies.TABLES}{alike.TABLES}"""
# The files themselves: large, so the check at every opening leaves them out; `original` checks one.
ORIGINALS = """
CREATE TABLE IF NOT EXISTS originals (source_id TEXT PRIMARY KEY REFERENCES sources (id)
  ON DELETE CASCADE, name TEXT NOT NULL, kind TEXT NOT NULL, sha256 TEXT NOT NULL,
  content BLOB NOT NULL)
"""
