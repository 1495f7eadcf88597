"""A rig: the joints of a mesh, and the matrices that a pose gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.present.poses.pose import F32, WIDTH

REACH = 1.75
"""How much farther from its middle than at rest a body with joints may reach: it lies down, it raises its arms."""


@dataclass(frozen=True, eq=False)
class Motion:
    """What a choreography asks of n bodies. turn (n, joints, 3) [rad]: pitch, yaw, roll; shift (n, joints, 3) [m]."""

    turn: F32
    shift: F32


@dataclass(frozen=True, eq=False)
class Skeleton:
    """The joints that all bodies of one build have, parents first.

    joints: names and parents ("" for the first); choreography: (pivots (n, joints, 3), styles (n,), poses, time [s]) to
    a Motion.
    """

    joints: Mapping[str, str]
    styles: Sequence[str]
    choreography: Callable[[F32, NDArray[np.int64], F32, float], Motion]

    def index(self, joint: str) -> int:
        """The number of a joint. KeyError for a name that the skeleton has not."""
        return list(self.joints).index(joint) if joint in self.joints else self._missing(joint)

    def _missing(self, joint: str) -> int:
        raise KeyError(f'there is no joint "{joint}"; expected one of {", ".join(self.joints)}')

    def matrices(self, pivot: F32, style: NDArray[np.int64], pose: F32, time: float) -> F32:
        """Matrices (n, joints, 3, 4) f4 of n bodies with pivots (n, joints, 3) [m] in poses (n, WIDTH)."""
        motion = self.choreography(pivot, style, pose, time)
        turn = _rotations(motion.turn)
        whole = np.zeros((*turn.shape[:2], 4, 4), dtype=np.float32)
        whole[..., :3, :3], whole[..., 3, 3] = turn, 1.0
        whole[..., :3, 3] = pivot + motion.shift - (turn @ pivot[..., None])[..., 0]
        for number, above in enumerate(self._parents):
            if above >= 0:
                whole[:, number] = whole[:, above] @ whole[:, number]
        return np.ascontiguousarray(whole[..., :3, :])

    @cached_property
    def _parents(self) -> tuple[int, ...]:
        names = list(self.joints)
        return tuple(names.index(parent) if parent else -1 for parent in self.joints.values())


@dataclass(frozen=True, eq=False)
class Rig:
    """The joints of one mesh: where each turns (joints, 3) [m], and the style that it strikes in."""

    skeleton: Skeleton
    pivot: F32
    style: int = 0

    @classmethod
    def of(cls, skeleton: Skeleton, pivots: Mapping[str, ArrayLike], style: str = "") -> Rig:
        """A rig from pivots by name; ValueError when one is missing."""
        missing = [name for name in skeleton.joints if name not in pivots]
        if missing:
            raise ValueError(f'a rig needs a pivot for each joint; "{missing[0]}" has none')
        place = np.array([np.asarray(pivots[name], dtype=np.float64) for name in skeleton.joints], dtype=np.float32)
        return cls(skeleton, place, list(skeleton.styles).index(style) if style else 0)

    def scaled(self, size: float) -> Rig:
        """The rig of a mesh `size` times as large."""
        return replace(self, pivot=self.pivot * np.float32(size))

    def matrices(self, pose: ArrayLike, time: float = 0.0) -> F32:
        """Matrices (n, joints, 3, 4) f4 of bodies of this mesh in poses (n, WIDTH)."""
        rows = np.asarray(pose, dtype=np.float32).reshape(-1, WIDTH)
        pivot = np.repeat(self.pivot[None], len(rows), axis=0)
        return self.skeleton.matrices(pivot, np.full(len(rows), self.style), rows, time)


def _rotations(angles: F32) -> F32:
    """Rotation matrices (..., 3, 3): roll first, then pitch (forward), then yaw (to the left)."""
    cos, sin = np.cos(angles), np.sin(angles)
    cx, cy, cz = np.moveaxis(cos, -1, 0)
    sx, sy, sz = np.moveaxis(sin, -1, 0)
    rows = [
        [cy * cz + sy * sx * sz, sy * sx * cz - cy * sz, sy * cx],
        [cx * sz, cx * cz, -sx],
        [cy * sx * sz - sy * cz, sy * sz + cy * sx * cz, cy * cx],
    ]
    made = np.empty((*angles.shape, 3), dtype=np.float32)
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            made[..., i, j] = value
    return made
