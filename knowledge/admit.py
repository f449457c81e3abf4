"""Documents that were read, into the store: each text once, with all the places it was read at.

Documents ready to be stored and reports of those that are not in, a report of each out. What is
stored already, or is being stored from another place, is noted and not embedded again. Does not
know how documents are read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.copies import Copy
from knowledge.meaning import Counting
from knowledge.reports import IngestReport, Status
from knowledge.store import KnowledgeBase
from knowledge.stored import Bundle


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A document that was read and waits to be stored."""

    path: str
    bundle: Bundle

    @property
    def copy(self) -> Copy:
        assert self.bundle.copy
        return self.bundle.copy


def admit(
    base: KnowledgeBase,
    found: Sequence[Ready | IngestReport],
    progress: Counting | None = None,
) -> list[IngestReport]:
    """In the order of `found`, as if one by one; new texts are embedded together.

    `progress` counts embedded passages; what it raises ends this before those are stored.
    """
    with base.changing():
        return [report for run in _runs(base, found) for report in _together(base, run, progress)]


def _runs(
    base: KnowledgeBase, found: Sequence[Ready | IngestReport]
) -> Iterator[list[Ready | IngestReport]]:
    """Stretches in which no document depends on what becomes of one before it.

    A file may take on the text that its neighbour had until now, or has from now on.
    """
    run: list[Ready | IngestReport] = []
    for each in found:
        ready = [other for other in run if isinstance(other, Ready)]
        if isinstance(each, Ready) and _depends(base, each, ready):
            yield run
            run = []
        run.append(each)
    yield run


def _depends(base: KnowledgeBase, ready: Ready, others: Sequence[Ready]) -> bool:
    twin = base.source_saying(ready.copy.said)
    is_said = ready.copy.said in {other.copy.said for other in others}
    return is_said or bool(twin and twin[1] in {other.copy.path for other in others})


def _together(
    base: KnowledgeBase, run: Sequence[Ready | IngestReport], progress: Counting | None
) -> list[IngestReport]:
    """New texts, and those made otherwise by now, are stored; of the others the place is noted."""
    held = base.digests("user")
    fresh = [
        each
        for each in run
        if isinstance(each, Ready)
        and not _twin(base, each)
        and held.get(each.bundle.source.id) != each.bundle.digest
    ]
    replaced = base.add_all([each.bundle for each in fresh], progress)
    told = {
        id(each): _report(each, "changed" if old else "added")
        for each, old in zip(fresh, replaced, strict=True)
    }
    return [
        each if isinstance(each, IngestReport) else told.get(id(each)) or _noted(base, each)
        for each in run
    ]


def _twin(base: KnowledgeBase, ready: Ready) -> tuple[str, str] | None:
    """The source that holds this text and where it was read first, if that is another place."""
    found = base.source_saying(ready.copy.said)
    return found if found and found[1] != ready.copy.path else None


def _noted(base: KnowledgeBase, ready: Ready) -> IngestReport:
    """A text that is stored already: one more place of it, or the same place again."""
    twin = _twin(base, ready)
    source_id = twin[0] if twin else ready.bundle.source.id
    base.add_copy(ready.copy, source_id)
    report = replace(_report(ready, "unchanged"), source_id=source_id)
    return replace(report, same_as=twin[1]) if twin else report


def _report(ready: Ready, status: Status) -> IngestReport:
    return IngestReport(
        path=ready.path,
        source_id=ready.bundle.source.id,
        status=status,
        passages=len(ready.bundle.passages),
        warnings=ready.bundle.source.warnings,
    )
