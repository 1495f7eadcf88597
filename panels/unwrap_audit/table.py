"""The findings of a scan as columns, so that a hundred thousand of them are narrowed between two keystrokes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.audit.site import PRIORITIES, Finding
from panels.unwrap_audit.texts import Texts

SEARCHED = ("crate", "file", "item", "kind", "code")
SOURCES = ("src", "tests", "benches", "examples")
CHOICES = ("kind", "context", "crate", "status")
"""Columns of which one value can be chosen."""


@dataclass(frozen=True)
class Narrowing:
    """What is shown: these priorities, one value of a column ("" for all), and all of these words."""

    priorities: frozenset[str] = frozenset(PRIORITIES)
    kind: str = ""
    context: str = ""
    crate: str = ""
    status: str = ""
    words: str = ""

    @property
    def is_any(self) -> bool:
        """Whether it leaves something out."""
        return self != Narrowing()


class FindingTable:
    """Findings by crate, file and place, and their columns: `findings[k]` is row k of each."""

    def __init__(self, findings: Sequence[Finding] = ()) -> None:
        crates, files = Texts(each.crate for each in findings), Texts(each.file for each in findings)
        lines = np.array([each.line for each in findings], dtype=np.int32)
        columns = np.array([each.column for each in findings], dtype=np.int32)
        order = np.lexsort((columns, lines, files.ranks(), crates.ranks()))
        self.findings: tuple[Finding, ...] = tuple(findings[place] for place in order)
        self.columns = {
            name: Texts((getattr(each, name) for each in self.findings), is_searched=name in SEARCHED)
            for name in _COLUMNS
        }
        self.priority = np.array([PRIORITIES.index(each.priority) for each in self.findings], dtype=np.int8)
        self.folders = self._crate_folders()
        """Where the files of each crate lie, with "/" at the end; "" where they have no folder in common."""
        self._by_fingerprint = {each.fingerprint: row for row, each in enumerate(self.findings)}

    def __len__(self) -> int:
        return len(self.findings)

    def row_of(self, fingerprint: str) -> int | None:
        """The row with a fingerprint; None where it is no longer there."""
        return self._by_fingerprint.get(fingerprint)

    def rows(self, narrowing: Narrowing) -> np.ndarray:
        """The rows that are shown, in order: (m,) int32."""
        shown = np.isin(np.arange(len(PRIORITIES)), [PRIORITIES.index(each) for each in narrowing.priorities])
        mask = shown[self.priority] if len(self) else np.zeros(0, dtype=bool)
        for name in CHOICES:
            wanted = getattr(narrowing, name)
            if wanted:
                column = self.columns[name]
                mask &= column.codes == (column.names.index(wanted) if wanted in column.names else -1)
        for word in narrowing.words.split():
            has = np.zeros(len(self), dtype=bool)
            for name in SEARCHED:
                has |= self.columns[name].rows_with(word)
            mask &= has
        return np.flatnonzero(mask).astype(np.int32)

    def _crate_folders(self) -> dict[str, str]:
        crates, files = self.columns["crate"], self.columns["file"]
        starts = np.flatnonzero(np.diff(crates.codes, prepend=-1))
        ends = [*(starts[1:] - 1), len(self) - 1]
        return (
            {
                crates[first]: _folder(files[first], files[last])
                for first, last in zip(starts, ends, strict=True)
                if crates[first]
            }
            if len(self)
            else {}
        )

    def counts(self, name: str) -> dict[str, int]:
        """How many findings have each value of a column, by name."""
        column = self.columns[name]
        counts = np.bincount(column.codes, minlength=len(column.names))
        order = sorted(range(len(column.names)), key=column.names.__getitem__)
        return {column.names[place]: int(counts[place]) for place in order}

    def by_priority(self) -> dict[str, int]:
        """How many findings have each priority."""
        counts = np.bincount(self.priority, minlength=len(PRIORITIES))
        return dict(zip(PRIORITIES, map(int, counts), strict=True))


def _folder(first: str, last: str) -> str:
    """The folder of a crate, by the first and the last of its files; `src` is no part of it."""
    shared: list[str] = []
    for one, other in zip(first.split("/")[:-1], last.split("/")[:-1], strict=False):
        if one != other or one in SOURCES:
            break
        shared.append(one)
    return "".join(f"{name}/" for name in shared)


_COLUMNS = (*SEARCHED, *(name for name in CHOICES if name not in SEARCHED))
