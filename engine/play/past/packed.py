"""Kept states in a tenth of the room: their arrays lie compressed until somebody looks at them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

import numpy as np
import zstandard
from numpy.typing import NDArray

from engine.play.running.state import SessionSnapshot
from engine.world.world import WorldSnapshot

MOST_BYTES = 1024 * 1024
"""Larger states stay as they are: to pack one would show in the frame that it falls into."""
LEVEL = 1

Array = NDArray[Any]
Forms = Mapping[str, tuple[np.dtype[Any], tuple[int, ...]]]
MOST_FORMS = 16
_forms: dict[tuple[object, ...], Forms] = {}
"""Types and shapes by name, once for all states of a world: with each state they would take more than its numbers."""


class PackedArrays(Mapping[str, Array]):
    """Arrays by name, compressed together. The last ones that were looked at stay unpacked; they are read-only."""

    _open: ClassVar["tuple[PackedArrays, dict[str, Array]] | None"] = None

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._forms = _shared({name: (array.dtype, array.shape) for name, array in arrays.items()})
        raw = b"".join(np.ascontiguousarray(array).tobytes() for array in arrays.values())
        # A copy: what the compressor gives keeps the memory that it might have needed, as much as before packing.
        self._packed = bytes(memoryview(zstandard.ZstdCompressor(level=LEVEL).compress(raw)))

    @property
    def nbytes(self) -> int:
        """What they take, packed."""
        return len(self._packed)

    def __getitem__(self, name: str) -> Array:
        return self._unpacked()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._forms)

    def __len__(self) -> int:
        return len(self._forms)

    def _unpacked(self) -> dict[str, Array]:
        known = PackedArrays._open
        if known is not None and known[0] is self:
            return known[1]
        raw = zstandard.ZstdDecompressor().decompress(self._packed)
        arrays: dict[str, Array] = {}
        start = 0
        for name, (dtype, shape) in self._forms.items():
            count = int(np.prod(shape, dtype=np.int64))
            arrays[name] = np.frombuffer(raw, dtype, count, start).reshape(shape)
            start += count * dtype.itemsize
        PackedArrays._open = (self, arrays)
        return arrays


def _shared(forms: Forms) -> Forms:
    key = tuple(forms.items())
    if key not in _forms and len(_forms) >= MOST_FORMS:
        _forms.clear()
    return _forms.setdefault(key, forms)


def packed(snapshot: SessionSnapshot) -> SessionSnapshot:
    """The same state, in less room; one that is large stays as it is."""
    world = snapshot.world
    if isinstance(world.arrays, PackedArrays) or size_of(snapshot) > MOST_BYTES:
        return snapshot
    return replace(snapshot, world=WorldSnapshot(world.lanes, world.rows, PackedArrays(world.arrays)))


def size_of(snapshot: SessionSnapshot) -> int:
    """Bytes that a kept state takes."""
    arrays = snapshot.world.arrays
    return arrays.nbytes if isinstance(arrays, PackedArrays) else sum(array.nbytes for array in arrays.values())
