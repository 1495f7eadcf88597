"""The shown findings in their files, these in their crates: where each begins, and how many of each priority it has."""

from dataclasses import dataclass

import numpy as np

from engine.audit.site import PRIORITIES
from panels.unwrap_audit.table import FindingTable


@dataclass(frozen=True)
class Groups:
    """Rows of a table by crate and file. `first_row[k]` and `first_file[k]` have one place more than there are groups.

    `file_counts` (files, 4) and `crate_counts` (crates, 4) are by priority; `crate_of` (files,) says whose a file is.
    """

    table: FindingTable
    rows: np.ndarray
    first_row: np.ndarray
    first_file: np.ndarray
    crate_of: np.ndarray
    file_counts: np.ndarray
    crate_counts: np.ndarray

    @property
    def files(self) -> int:
        """How many files there are."""
        return len(self.first_row) - 1

    @property
    def crates(self) -> int:
        """How many crates there are."""
        return len(self.first_file) - 1

    def file_name(self, file: int) -> str:
        """The name of a file, below the audited folder."""
        return self.table.columns["file"][int(self.rows[self.first_row[file]])]

    def file_title(self, file: int) -> str:
        """The name of a file below the folder of its crate."""
        folder = self.table.folders.get(self.crate_name(int(self.crate_of[file])), "")
        return self.file_name(file).removeprefix(folder)

    def crate_name(self, crate: int) -> str:
        """The name of a crate; "" for what belongs to none."""
        return self.table.columns["crate"][int(self.rows[self.first_row[self.first_file[crate]]])]

    def file_of(self, place: int) -> int:
        """The file of the finding that stands at a place of `rows`."""
        return int(np.searchsorted(self.first_row, place, side="right")) - 1


def grouped(table: FindingTable, rows: np.ndarray) -> Groups:
    """The groups of some rows (m,) of a table, in its order."""
    crates, files = table.columns["crate"].codes[rows], table.columns["file"].codes[rows]
    is_first = np.ones(len(rows), dtype=bool)
    is_first[1:] = (files[1:] != files[:-1]) | (crates[1:] != crates[:-1])
    starts = np.flatnonzero(is_first)
    crate_of_file = crates[starts]
    is_new = np.ones(len(starts), dtype=bool)
    is_new[1:] = crate_of_file[1:] != crate_of_file[:-1]
    first_file = np.append(np.flatnonzero(is_new), len(starts))
    crate_of = np.cumsum(is_new) - 1
    file_of = np.cumsum(is_first) - 1
    counts = np.bincount(
        file_of * len(PRIORITIES) + table.priority[rows], minlength=len(starts) * len(PRIORITIES)
    ).reshape(len(starts), len(PRIORITIES))
    crate_counts = np.add.reduceat(counts, first_file[:-1], axis=0) if len(starts) else counts
    return Groups(table, rows, np.append(starts, len(rows)), first_file, crate_of, counts, crate_counts)
