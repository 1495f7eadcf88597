"""What a column is: one named array of the world, with its table, type, default, unit and place in the digest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.world.ids import SLOT_ROOM

Table = Literal["row", "lane", "slot", "static", "first", "queue"]
Width = tuple[int | str, ...]
TABLES = ("row", "lane", "slot", "static", "first", "queue")


def slots_needed(rows: int, lanes: int) -> int:
    """Entries of a `slot` column for so many rows in so many lanes."""
    return rows + SLOT_ROOM * (lanes + 1)


@dataclass(frozen=True)
class Column:
    """One array of the world.

    `row` columns have shape (rows, *width), one entry per actor; `lane` columns (lanes, *width), one per run; `static`
    columns any shape with `ndim` axes, shared by every lane and never written; `first` has (lanes + 1) entries; `queue`
    is the event log. `slot` columns are scratch that lives within one tick: every lane has a stretch of them somewhat
    longer than its block of rows, no snapshot holds them, and lanes that move leave them behind. A width may name a
    size that is fixed when a scene is compiled, for example "triggers". What `is_carried` goes over into the next
    chapter of a slice: lane columns as they are, row columns for who is of the party in both scenes.
    """

    name: str
    table: Table
    dtype: str
    default: float = 0
    width: Width = ()
    ndim: int = 1
    digest: bool = True
    unit: str = ""
    doc: str = ""
    is_carried: bool = False

    @property
    def axes(self) -> int:
        """Number of array axes as systems see it."""
        return 1 + len(self.width) if self.table in {"row", "slot", "lane"} else self.ndim

    @property
    def numpy_dtype(self) -> np.dtype:
        """The element type."""
        return np.dtype(self.dtype)

    def shape(self, sizes: Mapping[str, int]) -> tuple[int, ...]:
        """The axes after the first, with named sizes filled in. KeyError names a size that nobody fixed."""
        return tuple(sizes[part] if isinstance(part, str) else part for part in self.width)


def column(
    name: str,
    table: Table,
    dtype: str,
    *,
    default: float = 0,
    width: Width = (),
    ndim: int = 1,
    digest: bool = True,
    unit: str = "",
    doc: str = "",
    is_carried: bool = False,
) -> Column:
    """Declare a column. Assign it to a module-level name; the registry finds it there.

    ValueError for a bad table or element type, and for what is to be carried into the next chapter and can't be.
    """
    if table not in TABLES:
        raise ValueError(f"column {name}: table is {table!r}; expected one of {', '.join(TABLES)}")
    try:
        np.dtype(dtype)
    except TypeError:
        raise ValueError(f"column {name}: dtype is {dtype!r}; expected one of f4, i4, i8, u1, u4, u8") from None
    if not name.isidentifier():
        raise ValueError(f"column {name!r}: the name must be usable as a parameter name")
    if is_carried and (table not in {"row", "lane"} or any(isinstance(part, str) for part in width)):
        raise ValueError(f"column {name}: only row and lane columns of one width in every scene can be carried")
    in_digest = digest and table in {"row", "lane"}
    return Column(name, table, dtype, default, tuple(width), ndim, in_digest, unit, doc, is_carried)
