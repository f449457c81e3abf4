"""KnowledgeBase: catalog and vector index of one dossier, kept consistent by their one owner.

Bundles go in; passages, sources, texts and records come out, found by meaning or by words. The
catalog is written first and decides; whatever a crash leaves between the two is repaired at the
next open. Another embedder fills a collection of its own while the former one serves, then takes
over at once. Does not know where bundles come from, nor what a question is.
"""

import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from knowledge import alike, audit, words
from knowledge.ahead import Embedded, ahead, embedded, groups
from knowledge.catalog import Catalog
from knowledge.copies import Copy
from knowledge.embed import Embedder
from knowledge.errors import EmbedderError
from knowledge.lock import OwnerLock
from knowledge.lookups import Lookups
from knowledge.meaning import Counting, Meaning, Move, collection, prefix
from knowledge.repair import counts_agree, repair
from knowledge.reports import SyncReport
from knowledge.rerank import Reranker
from knowledge.stopped import Stopped
from knowledge.stored import Bundle, Record, RecordKind
from knowledge.vectors import Server, VectorIndex

# Opens the embedder of that name once more; EmbedderError where it is gone.
Former = Callable[[str], Embedder]


class KnowledgeBase(Lookups):
    """Safe for many threads of one process; use `open`."""

    def __init__(
        self, *, catalog: Catalog, meaning: Meaning, reranker: Reranker | None = None
    ) -> None:
        super().__init__(catalog=catalog, meaning=meaning, reranker=reranker)
        self._changing = threading.RLock()
        self._move: Move | None = None
        self._moving: threading.Thread | None = None
        self._closing = ExitStack()

    @classmethod
    def open(  # noqa: PLR0913  # one word each of what a store is opened with
        cls,
        home: Path,
        *,
        name: str,
        embedder: Embedder,
        former: Former | None = None,
        reranker: Reranker | None = None,
        server: Server | None = None,
        rebuild: bool = False,
        progress: Counting | None = None,
    ) -> "KnowledgeBase":
        """The store in `home/name`, made if it is new and repaired if a crash left it unfinished.

        If another embedder filled it, `former` opens that one to serve until `reembed` is through;
        without it everything is embedded before this returns. `rebuild` fills both indexes again.
        `server` holds the vectors instead of a folder.
        """
        folder = home / name
        with ExitStack() as opened:
            opened.enter_context(OwnerLock(folder))
            stopped = opened.enter_context(Stopped(folder))
            catalog = Catalog(folder / "catalog.sqlite", look_through=not stopped.in_order)
            opened.callback(catalog.close)
            audit.same_schema(catalog, folder)
            if catalog.meta("words") != words.WORDS:
                catalog.rebuild_words()  # another tokeniser filled it
            if catalog.meta("alike") != alike.RULES:
                catalog.compare_anew()  # other rules filled it, or none
            store = _identity(catalog)
            called = collection(store, embedder.name)
            index = (
                VectorIndex.at(server, name=called)
                if server
                else VectorIndex.open(folder, name=called)
            )
            opened.callback(index.close)
            if index.quarantined:
                catalog.note("quarantined", detail=index.quarantined.name)
            meaning = Meaning(embedder=embedder, index=index)
            base = cls(catalog=catalog, meaning=meaning, reranker=reranker)
            base._begin(store, former)
            if rebuild:
                base.rebuild(progress)
            elif not (stopped.in_order and counts_agree(catalog, base._meaning)):
                base._repair(progress)
            if catalog.meta("embedder") != base._meaning.embedder.name:
                base.reembed(progress)
            stopped.whole = True
            base._closing = opened.pop_all()
        return base

    def _begin(self, store: str, former: Former | None) -> None:
        """Who serves, and whether what was asked for has to be filled first."""
        wanted, filled_by = self._meaning, self._catalog.meta("embedder")
        if filled_by is None:
            self._catalog.set_meta("embedder", wanted.embedder.name)
        elif filled_by != wanted.embedder.name:
            self._move = Move(self._catalog, wanted, self._changing)
            try:
                served = former(filled_by) if former else None
            except EmbedderError:
                served = None
            if served:
                index = wanted.index.beside(collection(store, served.name))
                self._meaning = Meaning(embedder=served, index=index)
        kept = {wanted.index.name, self._meaning.index.name}
        wanted.index.forget(prefix(store), keep=kept)

    def close(self) -> None:
        if move := self._move:
            move.stop()
        if self._moving:
            self._moving.join()
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Changing

    def sync(
        self,
        bundles: Iterable[Bundle],
        *,
        records: Mapping[RecordKind, Sequence[Record]],
        progress: Counting | None = None,
    ) -> SyncReport:
        """Makes the dossier's sources equal to `bundles`; what users ingested stays."""
        with self._changing:
            wanted = {bundle.source.id: bundle for bundle in bundles}
            stored = self._catalog.digests("dossier")
            todo = [b for key, b in wanted.items() if stored.get(key) != b.digest]
            total, done, fresh = sum(len(b.passages) for b in todo), 0, 0
            for each in ahead(groups(todo), self._embed):
                self._store_all(each)
                fresh += each.fresh
                done += sum(len(bundle.passages) for bundle in each.bundles)
                if progress:
                    progress(done, total)
            removed = [key for key in stored if key not in wanted]
            for key in removed:
                self.remove(key)
            for kind, items in records.items():
                self._catalog.replace_records(kind, items)
        ids = [bundle.source.id for bundle in todo]
        return SyncReport(
            added=tuple(key for key in ids if key not in stored),
            changed=tuple(key for key in ids if key in stored),
            removed=tuple(removed),
            unchanged=tuple(key for key in wanted if key not in ids),
            passages_embedded=fresh,
        )

    def add(self, bundle: Bundle) -> bool:
        """Stores a source, found only once it is complete; whether it replaced an older version."""
        [replaced] = self.add_all([bundle])
        return replaced

    def add_all(self, bundles: Sequence[Bundle], progress: Counting | None = None) -> list[bool]:
        """`add` for sources that differ in id and path, embedded together, which is counted."""
        made = self._embed(bundles, progress)  # before the lock: others may store meanwhile
        with self._changing:
            if made.by is not self._meaning:
                made = self._embed(bundles, progress)
            before = [bool(self._catalog.versions(bundle)) for bundle in bundles]
            self._store_all(made)
        return before

    def add_copy(self, copy: Copy, source_id: str) -> None:
        """Notes that the text of a stored source was read at one more place."""
        with self._changing:
            gone = self._catalog.put_copy(copy, source_id)
            self._outdated(gone)
            self._meaning.index.delete(gone)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keeps other threads from changing the store between a look at it and a change."""
        with self._changing:
            yield

    def remove(self, source_id: str) -> None:
        with self._changing:
            gone = self._catalog.remove_source(source_id)
            self._outdated(gone)
            self._meaning.index.delete(gone)

    def rebuild(self, progress: Counting | None = None) -> None:
        """Both indexes again from the catalog, the vectors by the embedder that was asked for."""
        with self._changing:
            self._catalog.rebuild_words()
            wanted = self._move.target if self._move else self._meaning
            self._catalog.note("rebuild", detail=wanted.embedder.name)
            wanted.index.drop()
            if self._move:
                self.reembed(progress)
            else:
                self._repair(progress)

    def reembed(self, progress: Counting | None = None) -> None:
        """Moves to the embedder that was asked for; questions go on with the former one until then.

        Returns at once where there is nothing to do; stopped by `close`, and resumed by the next.
        """
        if move := self._move:
            move.run(self._switch, progress)

    def reembed_in_background(self) -> None:
        """A failure stands in `moving.problem`, and the former embedder goes on serving."""
        if (move := self._move) and self._moving is None:
            run = partial(move.attempt, self._switch)
            self._moving = threading.Thread(target=run, name="reembed", daemon=True)
            self._moving.start()

    @property
    def moving(self) -> Move | None:
        """The embedder asked for, while another one serves, and how far it has come."""
        return self._move

    def _embed(self, bundles: Sequence[Bundle], progress: Counting | None = None) -> Embedded:
        return embedded(bundles, self._meaning, self._catalog, progress)

    def _store_all(self, made: Embedded) -> None:
        """The catalog first; found only when the index is complete, too, which is written once."""
        if made.fresh:
            self._record_runtime()
        gone, outdated = set[str](), list[str]()
        for bundle in made.bundles:
            gone |= set(self._catalog.put_source(bundle, state="embedded"))
            outdated += [passage.id for passage in bundle.passages]
        self._outdated([*gone, *outdated])
        self._meaning.index.delete(gone)
        self._meaning.put(
            [
                (bundle.source, passage, vectors[passage.searched])
                for bundle, vectors in zip(made.bundles, made.vectors, strict=True)
                for passage in bundle.passages
            ]
        )
        for bundle in made.bundles:
            self._catalog.set_state(bundle.source.id, "visible")

    def _repair(self, progress: Counting | None = None) -> None:
        if repair(self._catalog, self._meaning, outdated=self._outdated, progress=progress):
            self._record_runtime()

    def _outdated(self, ids: Sequence[str]) -> None:
        if self._move:
            self._move.outdated(ids)

    def _switch(self) -> None:
        """The embedder asked for takes over; the row in the catalog is the moment it does."""
        assert self._move, "only a move switches"
        self._catalog.set_meta("embedder", self._move.target.embedder.name)
        self._catalog.note("embedder", detail=self._move.target.embedder.name)
        # the former collection stays until the next start: a question may be in it just now
        self._meaning, self._move = self._move.target, None
        self._record_runtime()

    def _record_runtime(self) -> None:
        """What computes the vectors; precisions fit together, so one word for all is enough."""
        runtime = self._meaning.embedder.runtime
        if self._catalog.meta("embedded_with") != runtime:
            self._catalog.set_meta("embedded_with", runtime)


def filled_by(folder: Path) -> str:
    """The name of the embedder whose vectors a store holds, without opening it for use."""
    catalog = Catalog(folder / "catalog.sqlite", look_through=False)
    try:
        return catalog.meta("embedder") or "no model"
    finally:
        catalog.close()


def _identity(catalog: Catalog) -> str:
    """A word of its own for every store, made once: a server may hold several."""
    if catalog.meta("store") is None:
        catalog.set_meta("store", uuid.uuid4().hex[:12])
    return str(catalog.meta("store"))
