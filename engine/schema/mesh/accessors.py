"""The numbers of a glTF as arrays: accessors into views of its one buffer, each bound checked before it is read."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.schema.mesh.container import GLB, Table, listed, table, whole
from engine.schema.mesh.faults import MOST_TRIANGLES, SMALLER, MeshFileError

F64 = NDArray[np.float64]
DTYPES: dict[int, str] = {5120: "<i1", 5121: "<u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
"""Component types by their number in glTF."""
WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}
MOST_ROWS = 3 * MOST_TRIANGLES
"""Rows of one accessor: a mesh of the most triangles has no more corners."""
_MOST_BYTES = 2**31


class Accessors:
    """Reads accessors by their number."""

    def __init__(self, description: Table, numbers: memoryview) -> None:
        self._all = listed(description, "accessors")
        self._views = listed(description, "bufferViews")
        self._buffers = listed(description, "buffers")
        self._numbers = numbers

    def floats(self, index: Any, widths: tuple[int, ...], what: str) -> F64:
        """An accessor (n, width) f8, whole numbers turned into shares where it says so.

        Raises:
            MeshFileError: It is not there, not of these widths, or holds what is no number.
        """
        rows, is_normalized = self._rows(index, widths, what)
        values = rows.astype(np.float64)
        if is_normalized and rows.dtype.kind in "iu":
            values = np.maximum(values / np.iinfo(rows.dtype).max, -1.0)
        if not np.isfinite(values).all():
            raise MeshFileError(f"{what} holds values that are no numbers", "finite numbers; export the mesh again")
        return values

    def indices(self, index: Any, below: int) -> NDArray[np.int64]:
        """The accessor of a triangle list (n,) i8, each below `below`.

        Raises:
            MeshFileError: It is none, or names corners that are not there.
        """
        rows, _ = self._rows(index, (1,), "indices")
        if rows.dtype.kind != "u":
            raise MeshFileError("indices are no whole numbers", GLB)
        flat = rows[:, 0].astype(np.int64)
        if len(flat) and int(flat.max()) >= below:
            raise MeshFileError(f"a triangle names corner {int(flat.max()):,}", f"one of {below:,} corners")
        return flat

    def _rows(self, index: Any, widths: tuple[int, ...], what: str) -> tuple[NDArray[Any], bool]:
        accessor = table(self._all[whole(index, len(self._all), f"the accessor of {what}")], "an accessor")
        if "sparse" in accessor:
            raise MeshFileError(f"{what} is stored sparsely", "plain accessors; export without morph targets")
        width = WIDTHS.get(str(accessor.get("type")), 0)
        dtype = DTYPES.get(accessor.get("componentType", 0)) if _is_plain(accessor.get("componentType")) else None
        if width not in widths or dtype is None:
            raise MeshFileError(f"{what} has a type that it can't have", GLB)
        count = accessor.get("count")
        if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= MOST_ROWS:
            told = f"{count:,}" if isinstance(count, int) and abs(count) < 10**18 else str(count)[:20]
            raise MeshFileError(f"{what} has {told} rows, at most {MOST_ROWS:,} can be shown", SMALLER)
        data, start, stride = self._view(accessor, what)
        item = np.dtype(dtype)
        stride = stride or item.itemsize * width
        if stride < item.itemsize * width:
            raise MeshFileError(f"the rows of {what} overlap", GLB)
        if count and start + (count - 1) * stride + item.itemsize * width > len(data):
            raise MeshFileError(f"{what} has {count:,} rows, but the file ends before the last of them", GLB)
        if not count:
            return np.zeros((0, width), item), False
        rows = np.ndarray((count, width), item, buffer=data, offset=start, strides=(stride, item.itemsize))
        return rows, accessor.get("normalized") is True

    def _view(self, accessor: Table, what: str) -> tuple[memoryview, int, int]:
        """The bytes of an accessor's view, where it starts in them, and from one row to the next (0: close by)."""
        if "bufferView" not in accessor:
            raise MeshFileError(f"{what} has no data", GLB)
        view = table(self._views[whole(accessor["bufferView"], len(self._views), "a view")], "a view")
        number = whole(view.get("buffer"), max(len(self._buffers), 1), "the buffer of a view")
        buffer = table(self._buffers[number], "a buffer") if self._buffers else {}
        if number or "uri" in buffer:
            named = str(buffer.get("uri", "")).partition(",")[0][:60]
            raise MeshFileError(f"its numbers lie in another file ({named or 'a second buffer'})", GLB)
        start = whole(view.get("byteOffset", 0), _MOST_BYTES, "the start of a view")
        size = whole(view.get("byteLength"), _MOST_BYTES, "the length of a view")
        if start + size > len(self._numbers):
            raise MeshFileError(f"a view ends at byte {start + size:,} of {len(self._numbers):,}", "the whole file")
        offset = whole(accessor.get("byteOffset", 0), _MOST_BYTES, "the start of an accessor")
        stride = whole(view.get("byteStride", 0), 65_536, "the stride of a view")
        return self._numbers[start : start + size], offset, stride


def _is_plain(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
