"""The only door to Chroma: vectors in, the ids of the nearest ones out.

A rebuildable index over the catalog, in a folder of ours or on a Chroma server. Vectors are always
passed in (Chroma would download a model), in batches of at most 100, without filters (a filter
costs 45–60×). Every call has a deadline: a folder that does not open is renamed to
`chroma.bad-<time>` and an empty index takes its place; a server that does not answer is StoreGone.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import StoreError, StoreGone
from knowledge.stored import Hit

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

T = TypeVar("T")
Vectors = NDArray[np.float32]
Metadata = Mapping[str, str | int]
Connect = Callable[[Path], "ClientAPI"]

BATCH = 100  # reads stay quick beside a writer up to about this size
PAGE = 10_000  # ids read at a time
WIDTH = 800  # candidates that a search keeps (`ef_search`): 200 miss more, 1,600 find no more
SLOWEST_BYTES_PER_S = (
    50e6  # of a folder that is opened: a large one must not be taken for a bad one
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """`url` may end in /tenant/database; `token` is sent as Chroma Cloud wants it."""

    url: str
    token: str | None = None

    @property
    def shown(self) -> str:
        """Without what may be secret."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")


class VectorIndex:
    """One collection. `quarantined` is where a folder that failed now is."""

    def __init__(
        self,
        client: "ClientAPI",
        *,
        name: str,
        deadline_s: float,
        quarantined: Path | None = None,
        server: Server | None = None,
    ) -> None:
        self._client = client
        self.name = name
        self._deadline_s = deadline_s
        self._server = server
        self.quarantined = quarantined
        self._collection = self._within(self._ready)

    @classmethod
    def open(
        cls, folder: Path, *, name: str, deadline_s: float = 10.0, connect: Connect | None = None
    ) -> "VectorIndex":
        """The index under `folder/chroma`, or an empty one beside the quarantined bad one."""
        path = folder / "chroma"
        connect = (
            connect or _chroma()
        )  # imported before the clock starts: that alone takes a second

        def opened(quarantined: Path | None = None) -> VectorIndex:
            patience_s = deadline_s + _size(path) / SLOWEST_BYTES_PER_S
            client = within(patience_s, lambda: connect(path))
            return cls(client, name=name, deadline_s=patience_s, quarantined=quarantined)

        try:
            return opened()
        except Exception:  # whatever is wrong with the folder, the catalog can fill a new one
            try:
                return opened(_quarantine(path))
            except Exception as problem:
                raise StoreError(
                    f"the vector index {str(path)!r} cannot be opened: {problem}",
                    help="Check free space and permissions of the data folder, then try again.",
                ) from problem

    @classmethod
    def at(cls, server: Server, *, name: str, deadline_s: float = 10.0) -> "VectorIndex":
        """The index on a server, which others may use for collections of their own."""
        connect = _client_of(server)
        try:
            client = within(deadline_s, connect)
        except Exception as problem:  # from a refused connection to another program's answer
            raise _gone(server, problem) from problem
        return cls(client, name=name, deadline_s=deadline_s, server=server)

    def beside(self, name: str) -> "VectorIndex":
        """Another collection in the same place."""
        return type(self)(self._client, name=name, deadline_s=self._deadline_s, server=self._server)

    def forget(self, prefix: str, *, keep: Iterable[str]) -> None:
        """Deletes the other collections whose names begin so."""
        kept = set(keep)
        for other in self._within(self._client.list_collections):
            if other.name.startswith(prefix) and other.name not in kept:
                self._within(partial(self._client.delete_collection, other.name))

    def close(self) -> None:
        within(self._deadline_s, self._client.close)  # type: ignore[attr-defined]  # Client has it

    def upsert(
        self, ids: Sequence[str], vectors: Sequence[Vectors], metadatas: Sequence[Metadata]
    ) -> None:
        for at in range(0, len(ids), BATCH):
            part = slice(at, at + BATCH)
            rows: dict[str, Any] = {
                "ids": list(ids[part]),
                "embeddings": list(vectors[part]),
                "metadatas": [dict(each) for each in metadatas[part]],
            }
            self._within(partial(self._collection.upsert, **rows))

    def delete(self, ids: Iterable[str]) -> None:
        gone = list(ids)
        for at in range(0, len(gone), BATCH):
            self._within(partial(self._collection.delete, ids=gone[at : at + BATCH]))

    def ids(self) -> set[str]:
        found: set[str] = set()
        for at in range(0, self.count(), PAGE):
            page = partial(self._collection.get, include=[], limit=PAGE, offset=at)
            found |= set(self._within(page)["ids"])
        return found

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The stored vectors by id; an id that is not stored is left out."""
        if not ids:
            return {}
        found = self._within(lambda: self._collection.get(ids=list(ids), include=["embeddings"]))
        rows = np.asarray(found["embeddings"], dtype=np.float32)
        return dict(zip(found["ids"], rows, strict=True))

    def query(self, vector: Vectors, k: int) -> list[Hit]:
        """The `k` nearest, best first; the score is the cosine."""
        if k < 1:
            return []
        found = self._within(
            lambda: self._collection.query(
                query_embeddings=np.asarray([vector]), n_results=k, include=["distances"]
            )
        )
        distances = (found["distances"] or [[]])[0]
        return [Hit(i, 1.0 - d) for i, d in zip(found["ids"][0], distances, strict=True)]

    def count(self) -> int:
        return self._within(lambda: self._collection.count())

    def drop(self) -> None:
        """Empties the index."""
        self._within(lambda: self._client.delete_collection(self.name))
        self._collection = self._within(self._ready)

    def _ready(self) -> "Collection":
        """The collection, after one row of it was read and found: a bad folder shows it here."""
        collection = self._client.get_or_create_collection(
            self.name,
            configuration={"hnsw": {"space": "cosine", "ef_search": WIDTH}},
            embedding_function=None,
        )
        hnsw = collection.configuration_json.get("hnsw") or {}
        if hnsw and hnsw.get("ef_search") != WIDTH:
            collection.modify(configuration={"hnsw": {"ef_search": WIDTH}})  # from the next opening
        first = collection.get(limit=1, include=["embeddings"])["embeddings"]
        if first is not None and len(first):
            collection.query(query_embeddings=np.asarray([first[0]]), n_results=1, include=[])
        return collection

    def _within(self, call: Callable[[], T]) -> T:
        try:
            return within(self._deadline_s, call)
        except TimeoutError as problem:
            if self._server:
                raise _gone(self._server, problem) from None
            raise StoreError(
                f"the vector index did not answer within {self._deadline_s:g} s",
                help="Try again; if it happens again, restart: the index is rebuilt if it is bad.",
            ) from None
        except Exception as problem:  # httpx and chromadb raise many kinds when a server goes away
            if self._server:
                raise _gone(self._server, problem) from problem
            raise


def within(deadline_s: float, call: Callable[[], T]) -> T:
    """What `call` returns; TimeoutError after the deadline, and its thread is then abandoned."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as problem:  # handed to the waiting thread, whatever it is
            future.set_exception(problem)

    Thread(target=run, daemon=True, name="chroma").start()
    return future.result(timeout=deadline_s)


def _chroma() -> Connect:
    import chromadb
    from chromadb.config import Settings

    def connect(path: Path) -> "ClientAPI":
        return chromadb.PersistentClient(str(path), settings=Settings(anonymized_telemetry=False))

    return connect


def _client_of(server: Server) -> Callable[[], "ClientAPI"]:
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(server.url)
    tenant, _, database = parts.path.strip("/").partition("/")
    place: dict[str, Any] = {"tenant": tenant, "database": database} if database else {}
    secure = parts.scheme == "https"
    return partial(
        chromadb.HttpClient,
        host=parts.hostname or "",
        port=parts.port or (443 if secure else 8000),
        ssl=secure,
        headers={"x-chroma-token": server.token} if server.token else None,
        settings=Settings(anonymized_telemetry=False),
        **place,
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _gone(server: Server, problem: Exception) -> StoreGone:
    told = str(problem) or "no answer in time"
    return StoreGone(
        f"the Chroma server {server.shown} cannot be used: {told}",
        help="Start it or correct DILIGENCE_CHROMA_URL, then try again; nothing is lost.",
    )


def _quarantine(path: Path) -> Path:
    from chromadb.api.shared_system_client import SharedSystemClient

    # Chroma keeps one system per path, also one that never finished starting: it must not be reused
    SharedSystemClient.clear_system_cache()
    bad = path.with_name(f"chroma.bad-{time.strftime('%Y%m%dT%H%M%S')}-{time.time_ns() % 1000:03d}")
    return path.rename(bad)
