"""Chooses, frame by frame, the chunks to draw: a restricted quadtree whose changes fade and never tear."""

import math
from collections.abc import Callable, Container, Sequence

import numpy as np

from engine.terrain.lattice import MOST_LEVEL, ChunkKey
from engine.terrain.levels.drawn import DrawnChunks, Selection
from engine.terrain.levels.layout import units
from engine.terrain.levels.lost import make_whole
from engine.terrain.levels.settings import LevelSettings
from engine.terrain.levels.slot_table import SlotTable
from engine.terrain.levels.trees import I8, Trees

Resident = Container[ChunkKey] | Callable[[ChunkKey], bool]
IsResident = Callable[[ChunkKey], bool]


class LevelSelector:
    """What is wanted and what is drawn around one eye.

    Two trees over the roots near the eye: the wanted one follows the eye at once (with hysteresis); the drawn one
    follows the wanted one as far as chunks are resident. A chunk is split where its four children are resident, its
    own fade and those of its neighbours are done and no neighbour is coarser; the children fade in from the parent's
    very shape. Children that are no longer wanted fade back to it; then the parent takes their place. So there is
    never a hole where a root is, never a difference of two levels, and no vertex ever leaps.

    After a jump (LevelSettings.jump_m; the first step is one) chunks change at once, until all is at its level or
    settle_frames have passed: the picture is another anyway. A chunk that is drawn and no longer resident gives way
    at once to the nearest resident one above it, with what would then touch it two levels finer.

    One object follows one eye; for a second eye, such as one some seconds ahead, make another.
    """

    def __init__(self, settings: LevelSettings) -> None:
        self.settings = settings
        self._trees = Trees(settings)
        self._aimed = (1 << 62, 0)
        self._stood = (math.inf, math.inf)
        self._settle = 0
        self._known: frozenset[int] = frozenset()
        self._has_new_roots = self._has_new_set = False
        self._leaves = self._inner = np.zeros(0, np.int64)
        self._numbers: I8 = np.zeros(0, np.int64)
        self._selection: Selection | None = Selection((), ())
        nowhere, nothing = np.zeros(0, np.int32), np.zeros(0, np.float32)
        self._drawn = DrawnChunks((), nowhere, nowhere, nowhere, nothing, nothing.reshape(0, 4), 0, 0)
        self._drawn_numbers: I8 = np.zeros(0, np.int64)
        self._shown_numbers: I8 | None = self._drawn_numbers

    def target(self, eye: Sequence[float]) -> Selection:
        """What is wanted for an eye at (x, y, z) [m]; y is not looked at. ValueError for a place that is no number."""
        self.target_numbers(eye)
        if self._selection is None:
            self._selection = Selection(self._trees.keys(self._leaves), self._trees.keys(self._inner))
        return self._selection

    def target_numbers(self, eye: Sequence[float]) -> I8:
        """`target(eye).keys` as numbers (n,) i8, growing, which `key` names; the same object while it is the same set.

        After a jump two such sets are told apart in a hundredth of the time that hundreds of keys take.
        """
        self._aim(eye)
        if self._has_new_set:
            self._leaves, self._inner = self._trees.wanted()
            self._numbers = np.sort(np.concatenate((self._leaves, self._inner)))
            self._selection, self._has_new_set = None, False
        return self._numbers

    def key(self, number: int) -> ChunkKey:
        """The chunk of a number."""
        return self._trees.layout.key(number)

    def number(self, key: ChunkKey) -> int:
        """The number of a chunk."""
        return self._trees.layout.number(key)

    @property
    def drawn_numbers(self) -> I8:
        """The drawn chunks as numbers (n,) i8, in their order; the same object while they are the same."""
        return self._drawn_numbers

    @property
    def shown_numbers(self) -> I8:
        """The drawn chunks and all above them as numbers, growing; the same object while they are the same."""
        if self._shown_numbers is None:
            self._shown_numbers = np.sort(np.concatenate((self._drawn_numbers, self._trees.split)))
        return self._shown_numbers

    def step(self, eye: Sequence[float], resident: Resident, *, is_drawn_kept: bool = False) -> DrawnChunks:
        """One frame on: what to draw for an eye at (x, y, z) [m], of the chunks that `resident` contains or says.

        It is asked only for chunks that are drawn and for those about to be; a SlotTable, which must have numbers of
        this selector's cell, is asked by compiled code. With `is_drawn_kept` the caller warrants
        that what was drawn last is resident still, and it is not asked for that: half of a quiet frame's cost.
        When nothing changed, the result is the very object of the frame before. ValueError for a place that is no
        number.
        """
        is_resident = resident if callable(resident) else resident.__contains__
        self._aim(eye)
        place = (eye[0], eye[2])
        if math.dist(place, self._stood) > self.settings.jump_m:
            self._settle = max(self.settings.settle_frames, 1)
        self._stood = place
        is_same = not self._mend(resident, is_resident, is_drawn_kept=is_drawn_kept)
        if self._settle > 0:
            changed, behind = True, 0
            while changed:
                changed, _, behind = self._advance(resident, is_resident, self.settings.fade_frames)
                is_same = is_same and not changed
            self._settle = self._settle - 1 if behind else 0
            moved = True
        else:
            changed, moved, behind = self._advance(resident, is_resident, 1)
            is_same = is_same and not changed
        drawn = self._drawn
        if moved or not is_same or drawn.uncovered or behind != drawn.behind:
            numbers, arrays, uncovered, behind = self._trees.drawn(*self._aimed)
            keys = drawn.keys
            if not is_same:
                keys = self._trees.keys(numbers)
                self._drawn_numbers, self._shown_numbers = numbers.copy(), None
            self._drawn = DrawnChunks(keys, *arrays, uncovered, behind)
        return self._drawn

    def _aim(self, eye: Sequence[float]) -> None:
        x, z = units(eye[0]), units(eye[2])
        if (x, z) == self._aimed:
            return
        self._aimed = (x, z)
        other_roots, other_set = self._trees.aim(x, z)
        self._has_new_roots |= other_roots
        self._has_new_set |= other_set

    def _mend(self, resident: Resident, is_resident: IsResident, *, is_drawn_kept: bool) -> bool:
        """Bring the drawn tree in line with roots that came and went, and with chunks that did; True if it changed."""
        trees, layout = self._trees, self._trees.layout
        keys, offset = self._drawn.keys, int(layout.offset[MOST_LEVEL])
        changed = self._has_new_roots
        if changed:
            self._has_new_roots = False
            roots = frozenset(trees.roots.tolist())
            make_whole(trees, [layout.key(offset + root) for root in roots - self._known], is_resident)
            self._known = roots
        if not is_drawn_kept and not self._is_there(resident, is_resident):
            changed = True
            for key in keys:
                if not is_resident(key):
                    make_whole(trees, [key], is_resident)
        if not changed and trees.absent_count == 0:
            return False
        roots = trees.roots
        waiting = roots[trees.absent[roots] > trees.fade[offset + roots]]
        if isinstance(resident, SlotTable):
            waiting = waiting[resident.of(offset + waiting) >= 0]
            trees.absent[waiting] = 0
            return changed or len(waiting) > 0
        for root in waiting.tolist():
            if is_resident(layout.key(offset + root)):
                trees.absent[root] = 0
                changed = True
        return changed

    def _is_there(self, resident: Resident, is_resident: IsResident) -> bool:
        """Whether all that was drawn last is resident still."""
        if isinstance(resident, SlotTable):
            return resident.has_all(self._drawn_numbers)
        return all(map(is_resident, self._drawn.keys))

    def _advance(self, resident: Resident, is_resident: IsResident, step: int) -> tuple[bool, bool, int]:
        """Move the fades and change what may change; returns whether the set is another, fades moved, and behind."""
        trees, layout = self._trees, self._trees.layout
        merges, splits, moved, behind = trees.advance(step)
        changed = False
        if isinstance(resident, SlotTable):
            return trees.change(merges, splits, resident, step), moved, behind
        for number in merges.tolist():
            key = layout.key(number)
            if is_resident(key):
                trees.fade[number] = 0
                if key.level == MOST_LEVEL:
                    trees.absent[number - int(layout.offset[MOST_LEVEL])] = 0
                changed = True
        for number in splits.tolist():
            if all(map(is_resident, layout.children(number))):
                trees.fade[number] = 1 + step
                changed = True
        return changed, moved, behind
