"""What a camera wants to see: the chunks of its view, the roots around, what lies along its way, and what is drawn."""

from collections import deque

import numpy as np

from engine.terrain.lattice import CHUNK_CELLS, MOST_LEVEL, ChunkKey
from engine.terrain.levels.drawn import DrawnChunks
from engine.terrain.levels.selector import LevelSelector
from engine.terrain.levels.settings import LevelSettings
from engine.terrain.levels.slot_table import SlotTable
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.memory import ROOT_MARGIN
from engine.terrain.streaming.source import ChunkSource
from engine.terrain.streaming.travel import Travel
from engine.terrain.streaming.urgency import in_order
from engine.terrain.streaming.viewpoint import Vector, ViewPoint
from engine.terrain.streaming.wanted import I8, NumberedKeys, differences, roots_near

JUMP_M = 50.0
"""An eye that moves farther between two frames sees another place: what that asks for is spread over some frames."""
MANY_NEW = 48
"""So many chunks wanted anew are put in order and on offer one frame later, where all of the view shows something."""
SHOWN_FRAMES = 4
FAR_M = 10_500.0
ROOTS_MOVE_M = 32.0
"""The roots around are looked up again after the eye has moved this far; they reach so much farther."""

Keys = list[ChunkKey]
Resident = dict[ChunkKey, int]


class Outlook:
    """Follows one camera. A chunk is needed while it is wanted, or drawn, or stands above one that is."""

    def __init__(self, landscape: ChunkSource, config: StreamingConfig) -> None:
        self.want, self.shown = NumberedKeys(), NumberedKeys()
        self.ahead: list[ChunkKey] = []
        """What will be wanted along the camera's way and is not now."""
        self.drawn: DrawnChunks | None = None
        self.is_crowded = False
        """Whether this frame has done enough; what is missing is put in order and on offer in a later one."""
        self.is_new_ahead = False
        self.has_ahead = False
        self._travel = Travel()
        self._cell, self._bounds = landscape.cell, landscape.bounds
        self._roots: set[ChunkKey] = set()
        self._root_numbers: I8 = np.zeros(0, np.int64)
        self._numbers: I8 = np.zeros(0, np.int64)
        self._numbers_ahead: I8 | None = None
        self._levels: LevelSettings | None = None
        self._selector: LevelSelector
        self._selector_ahead: LevelSelector
        self._eye: Vector | None = None
        self._stages = 0
        self._was_covered = False
        """Whether all of the view had something to show when the camera jumped last."""
        self._revision = (-1, -1)
        self._shown_at = -SHOWN_FRAMES
        self._far: deque[ChunkKey] = deque()
        self._far_of: set[ChunkKey] | None = None
        self.choose(config)

    @property
    def teleports(self) -> int:
        """How often the camera jumped."""
        return self._travel.teleports

    @property
    def has_hole(self) -> bool:
        """Whether the camera has just jumped to where a part of the view has nothing to show."""
        return self._stages > 0 and not self._was_covered

    def is_needed(self, key: ChunkKey) -> bool:
        """Whether a chunk must stay where it is."""
        return key in self.want or key in self.shown

    def choose(self, config: StreamingConfig) -> None:
        """Choose levels of detail anew, where they are others."""
        levels = LevelSettings(
            distances_m=config.lod_distances_m, view_m=config.view_distance_m, hysteresis=config.hysteresis,
            fade_frames=config.fade_frames, cell=self._cell,
        )  # fmt: skip
        self.config = config
        self._roots_at: Vector | None = None
        if levels != self._levels:
            self._levels = levels
            self._selector, self._selector_ahead = LevelSelector(levels), LevelSelector(levels)
            self._numbers, self._numbers_ahead = np.zeros(0, np.int64), None
            self._has_stepped = False

    def look(self, view: ViewPoint, frame: int, resident: Resident, *, is_behind: bool = False) -> tuple[Keys, Keys]:
        """The chunks that are wanted from here and were not before, and those that nothing needs any more.

        The frame after a jump lists what belongs to the new place, the one after it compares, the next puts in order:
        each stays far below the budget, and what is drawn is right in all of them. Where the new place has nothing to
        show yet, its roots are told at once. While the view itself `is_behind`, nobody looks for what lies ahead.
        """
        was, self._eye = self._eye, view.eye
        self.is_crowded = False
        lead = self._travel.lead(view, frame, self.config)
        if was is None or abs(view.eye[0] - was[0]) + abs(view.eye[2] - was[2]) > JUMP_M:
            self._stages = 2
            self.is_crowded = self._was_covered = self._is_covered(view.eye, resident)
            if self.is_crowded or not self._look_for_roots(view.eye):
                return [], []
            return self._compare()
        if self._stages == 0 and not is_behind:
            self._look_ahead(lead, frame)
        has_roots = self._stages != 1 and self._look_for_roots(view.eye)
        numbers = self._numbers if self._stages == 1 else self._selector.target_numbers(view.eye)
        if self._stages == 2:
            self._numbers, self._stages, self.is_crowded = numbers, 1, self._was_covered
            return [], []
        if self._stages == 0 and not has_roots and numbers is self._numbers:
            return [], []
        self._numbers, self._stages = numbers, 0
        new, lost = self._compare()
        self.is_crowded = len(new) > MANY_NEW and (self._was_covered or self._is_covered(view.eye, resident))
        return new, lost

    def _compare(self) -> tuple[Keys, Keys]:
        """What the present numbers and roots want anew, and what nothing needs any more."""
        _, lost = self._note_shown()
        # The tree's own roots are among those around, but for some while the eye is at the rim of either.
        new, gone = self.want.update(np.unique(np.concatenate((self._numbers, self._root_numbers))), self._selector.key)
        return new, lost + [key for key in gone if key not in self.shown]

    def step(
        self,
        view: ViewPoint,
        frame: int,
        resident: SlotTable,
        revision: tuple[int, int],
        *,
        is_busy: bool,
    ) -> tuple[DrawnChunks, Keys, Keys]:
        """What to draw now, what is needed from now on, and what nothing needs any more.

        `revision` is another whenever `resident` may be; a frame that `is_busy` leaves to the next what may wait.
        """
        self._has_stepped = True
        is_kept, self._revision = revision == self._revision, revision
        drawn = self.drawn = self._selector.step(view.eye, resident, is_drawn_kept=is_kept)
        # Whatever comes to be drawn was wanted, or stood above something drawn; so noting it may wait until the next
        # change of what is wanted, which notes it first, or for some frames.
        if frame - self._shown_at < (2 * SHOWN_FRAMES if is_busy else SHOWN_FRAMES):
            return drawn, [], []
        self._shown_at = frame
        return drawn, *self._note_shown()

    @property
    def numbers(self) -> I8:
        """What is drawn as numbers, in its order; the same object while it is the same."""
        return self._selector.drawn_numbers

    def far(self, eye: Vector) -> deque[ChunkKey]:
        """The roots of all that a jump of ten kilometres may lead to, nearest first, for whoever takes them away."""
        if self._roots is not self._far_of:
            self._far_of = self._roots
            around = roots_near(eye[0], eye[2], self.config.view_distance_m + FAR_M, self._cell, self._bounds)
            self._far = deque(in_order(list(around), (), ViewPoint(eye), self._cell))
        return self._far

    def _note_shown(self) -> tuple[Keys, Keys]:
        if not self._has_stepped:
            return [], []
        new, gone = self.shown.update(self._selector.shown_numbers, self._selector.key)
        return new, [key for key in gone if key not in self.want]

    def _look_ahead(self, lead: Vector | None, frame: int) -> None:
        self.has_ahead = lead is not None
        if lead is None:
            self._numbers_ahead, self.ahead = None, []
        elif frame & 3 == 1:
            # What lies seconds ahead may wait a few frames, and so costs a quarter.
            ahead = self._selector_ahead.target_numbers(lead)
            if ahead is not self._numbers_ahead:
                self._numbers_ahead = ahead
                self.ahead = [self._selector_ahead.key(number) for number in differences(self.want.numbers, ahead)[0]]
                self.is_new_ahead = True

    def _is_covered(self, eye: Vector, resident: Resident) -> bool:
        """Whether all of the view from there has something to show."""
        return roots_near(eye[0], eye[2], self.config.view_distance_m, self._cell, self._bounds) <= resident.keys()

    def _look_for_roots(self, eye: Vector) -> bool:
        """Hold the roots around the view, so that a jump finds them there; whether they are others now."""
        at = self._roots_at
        if at is not None and (eye[0] - at[0]) ** 2 + (eye[2] - at[2]) ** 2 < ROOTS_MOVE_M**2:
            return False
        self._roots_at = eye
        side = CHUNK_CELLS * self._cell * 2.0**MOST_LEVEL
        reach = self.config.view_distance_m + side * ROOT_MARGIN / 2 + ROOTS_MOVE_M
        roots = roots_near(eye[0], eye[2], reach, self._cell, self._bounds)
        is_other = roots != self._roots
        if is_other:
            self._roots = roots
            self._root_numbers = np.array(sorted(map(self._selector.number, roots)), np.int64)
        return is_other
