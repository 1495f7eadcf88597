"""The two quadtrees of an eye, wanted and drawn, as flat arrays; what the compiled walks read and write."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import MOST_LEVEL, ChunkKey
from engine.terrain.levels.drawn import F4, I4
from engine.terrain.levels.kernels import fading as _fading
from engine.terrain.levels.kernels import slots as _slots
from engine.terrain.levels.kernels import wanted as _wanted
from engine.terrain.levels.layout import Layout
from engine.terrain.levels.pages import WorldBytes
from engine.terrain.levels.settings import LevelSettings
from engine.terrain.levels.slot_table import SlotTable

I8 = NDArray[np.int64]
Arrays = tuple[I4, I4, I4, F4, F4]
"""level, x, z, blend and edges of DrawnChunks."""
fading: Any = _fading
slots: Any = _slots
wanted: Any = _wanted
ROOM = 1024
"""Drawn chunks that there is room for to begin with."""
CHANGES_BETWEEN = 32
"""After so many changes of the roots, pages of places that were left are given back: once in some kilometres."""


class Trees:
    """The state: `wish` and `fade` hold a byte for each chunk of the world (pages never touched take no memory).

    wish: NEAR and SPLIT of `kernels.wanted`. fade: 0 while a chunk is drawn whole, else 1 + the frames that its four
    children have faded in. is_root, absent: a byte for each root of the world: near enough, and not resident.
    """

    def __init__(self, settings: LevelSettings) -> None:
        self.layout = layout = Layout(settings)
        self.full = settings.fade_frames
        self._pages = WorldBytes(layout.size), WorldBytes(layout.size)
        self.wish, self.fade = (pages.values for pages in self._pages)
        self._root_changes = 0
        world_roots = 1 << (2 * int(layout.bits[MOST_LEVEL]))
        self.is_root, self.absent = np.zeros(world_roots, np.uint8), np.ones(world_roots, np.uint8)
        self._roots, self.root_count = np.zeros(layout.most_roots, np.int64), 0
        room = int(layout.start[-1])
        self._wanted, self._before, self._split = (np.zeros(room, np.int64) for _ in range(3))
        self._wanted_counts, self._before_counts, self._split_counts = (np.zeros(6, np.int64) for _ in range(3))
        self._merges, self._splits = (np.zeros(room, np.int64) for _ in range(2))
        self._facts = np.zeros(4, np.int64)
        # The last one is what -1, a coarser neighbour, reads.
        frames = np.arange(self.full + 1, dtype=np.float32) / np.float32(self.full)
        self._blends: F4 = np.append(frames, np.float32(-1.0))
        self._numbers, self._arrays = _rooms(ROOM)
        self.absent_count = 0

    @property
    def roots(self) -> I8:
        """Numbers of the roots near enough, among the roots of the world; a view."""
        return self._roots[: self.root_count]

    def aim(self, eye_x: int, eye_z: int) -> tuple[bool, bool]:
        """Follow the eye [1/1024 m]; returns whether there are other roots, and whether another set is wanted."""
        layout = self.layout
        count = int(
            wanted.find_roots(
                eye_x, eye_z, layout.reach2, layout.leave2, layout.half, layout.side, layout.bits,
                self.is_root, self._roots, self.root_count,
            )
        )  # fmt: skip
        is_other = count < 0
        self.root_count = -count - 1 if is_other else count
        if is_other:
            self._clear_outside()
            self._root_changes += 1
            if self._root_changes % CHANGES_BETWEEN == 0:
                self._give_back()
        changed = wanted.choose(
            eye_x, eye_z, self.is_root, self._roots, self.root_count, layout.near2, layout.far2, layout.half,
            layout.side, layout.bits, layout.offset, layout.start, self.wish, self._wanted, self._wanted_counts,
            self._before, self._before_counts,
        )  # fmt: skip
        return is_other, bool(changed) or is_other

    def _clear_outside(self) -> None:
        """What was drawn under roots that went is forgotten."""
        layout = self.layout
        for level in range(1, MOST_LEVEL + 1):
            start, bits, up = int(layout.start[level]), int(layout.bits[level]), MOST_LEVEL - level
            codes = self._split[start : start + int(self._split_counts[level])]
            x, z = codes >> bits, codes & ((1 << bits) - 1)
            root = ((x >> up) << int(layout.bits[MOST_LEVEL])) + (z >> up)
            self.fade[int(layout.offset[level]) + codes[self.is_root[root] == 0]] = 0
        self.absent[self.is_root == 0] = 1

    def _give_back(self) -> None:
        """Memory of places that the eye has left."""
        for pages, codes, counts in zip(
            self._pages,
            (self._wanted, self._split),
            (self._wanted_counts, self._split_counts),
            strict=True,
        ):
            levels = range(1, MOST_LEVEL + 1)
            starts, offset = self.layout.start, self.layout.offset
            listed = [codes[starts[level] : starts[level] + counts[level]] + offset[level] for level in levels]
            pages.forget_but(np.concatenate(listed))

    def wanted(self) -> tuple[I8, I8]:
        """Numbers of the leaves and the inner chunks of the wanted tree, finest first."""
        layout = self.layout
        inner_room = int(self._wanted_counts.sum())
        leaves, inner = np.zeros(4 * inner_room + self.root_count, np.int64), np.zeros(inner_room, np.int64)
        count = int(
            wanted.list_wanted(
                self._roots, self.root_count, layout.bits, layout.offset, layout.start,
                self.wish, self._wanted, self._wanted_counts, leaves, inner,
            )
        )  # fmt: skip
        return leaves[:count], inner

    def advance(self, step: int) -> tuple[I8, I8, bool, int]:
        """Move fades; returns numbers that may merge and may be split, whether a fade moved, and how many are behind.

        Both lists are views into what the next call overwrites.
        """
        layout, facts = self.layout, self._facts
        fading.advance(
            self.is_root, self._roots, self.root_count, layout.bits, layout.offset, layout.start, self.wish, self.fade,
            self.full, step, self._split, self._split_counts, self._merges, self._splits, facts,
        )  # fmt: skip
        merge_count, split_count, moved, behind = facts.tolist()
        return self._merges[:merge_count], self._splits[:split_count], moved > 0, behind

    def change(self, merges: I8, splits: I8, table: SlotTable, step: int) -> bool:
        """Merge and split what `advance` told, as far as the table has what is drawn then; whether anything did."""
        layout = self.layout
        return bool(
            slots.change(
                table.numbers, merges, len(merges), splits, len(splits), layout.bits, layout.offset, self.fade,
                self.absent, step,
            )
        )  # fmt: skip

    def drawn(self, eye_x: int, eye_z: int) -> tuple[I8, Arrays, int, int]:
        """What is drawn now: numbers (n,), the arrays of DrawnChunks, roots uncovered, chunks behind.

        The arrays are the caller's, the numbers a view into what the next call overwrites.
        """
        count = self._list_drawn(eye_x, eye_z)
        if count < 0:
            self._numbers, self._arrays = _rooms(-2 * count)
            count = self._list_drawn(eye_x, eye_z)
        uncovered, behind, self.absent_count, _ = self._facts.tolist()
        level, x, z, blend, edges = self._arrays
        arrays = level[:count].copy(), x[:count].copy(), z[:count].copy(), blend[:count].copy(), edges[:count].copy()
        return self._numbers[:count], arrays, uncovered, behind

    @property
    def split(self) -> I8:
        """Numbers of the chunks that were drawn as four when `drawn` was asked last."""
        layout, counts = self.layout, self._split_counts.tolist()
        starts, offsets = layout.start.tolist(), layout.offset.tolist()
        parts = [self._split[starts[n] : starts[n] + counts[n]] + offsets[n] for n in range(1, MOST_LEVEL + 1)]
        return np.concatenate(parts)

    def _list_drawn(self, eye_x: int, eye_z: int) -> int:
        layout = self.layout
        return int(
            fading.list_drawn(
                eye_x, eye_z, layout.view2, self.is_root, self._roots, self.root_count, layout.half, layout.side,
                layout.bits, layout.offset, layout.start, self.wish, self.fade, self.absent, self.full,
                self._split, self._split_counts, self._numbers, *self._arrays[:3], self._blends, *self._arrays[3:],
                self._facts,
            )
        )  # fmt: skip

    def keys(self, numbers: I8) -> tuple[ChunkKey, ...]:
        """The chunks of these numbers."""
        return self.layout.keys(numbers.tolist())


def _rooms(length: int) -> tuple[I8, Arrays]:
    level, x, z = (np.zeros(length, np.int32) for _ in range(3))
    return np.zeros(length, np.int64), (level, x, z, np.zeros(length, np.float32), np.zeros((length, 4), np.float32))
