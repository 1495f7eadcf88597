"""One lane's loose bodies for one tick: who takes part, what pushes them, the step in the plane, height and sleep."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# Whole-array arithmetic on columns, whose element types are declared in the registry.

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.physics.rigid import limits
from engine.physics.rigid.ground import cos_and_sin, finite, highest_below, inside, terrain_height
from engine.physics.rigid.limits import DT, GRAVITY
from engine.world.ids import DOWN, UP

Array = NDArray[Any]
Columns = Mapping[str, Array]


@dataclass
class Lane:
    """A lane's slices of the columns, and who takes part in this tick, by row within the lane.

    `all` are the loose bodies in play, `chosen` those in the space (the awake and the sleepers in their reach),
    `people` the characters that may be met.
    """

    columns: Columns
    all: Array = field(init=False)
    chosen: Array = field(init=False)
    people: Array = field(init=False)

    def __post_init__(self) -> None:
        c = self.columns
        self.all = np.flatnonzero((c["rigid"] != 0) & (c["life"] == UP))
        self.chosen = self._in_reach()
        self.people = self._met()

    def _in_reach(self) -> Array:
        """Awake bodies and the sleepers that one of them may touch in this tick, in local-id order."""
        c = self.columns
        is_awake = c["awake"][self.all] != 0
        awake, asleep = self.all[is_awake], self.all[~is_awake]
        if not len(asleep):
            return awake
        return np.sort(np.concatenate([awake, asleep[self.near(asleep, awake).any(axis=1)]]))

    def _met(self) -> Array:
        c = self.columns
        life = c["life"]
        near = np.flatnonzero((c["rigid_near"] != 0) & (c["immovable"] == 0) & ((life == UP) | (life == DOWN)))
        return near[self.near(near, self.chosen).any(axis=1)] if len(near) else near

    def near(self, rows: Array, others: Array) -> Array:
        """(k, n) whether row k may come to touch row n within the tick."""
        place, reach = self._reach_of(rows)
        their_place, their_reach = self._reach_of(others)
        gap = place[:, None] - their_place[None]
        bound = reach[:, None] + their_reach[None] + limits.NEAR_M
        return gap[..., 0] * gap[..., 0] + gap[..., 1] * gap[..., 1] < bound * bound

    def _reach_of(self, rows: Array) -> tuple[Array, Array]:
        """(place (k, 2), how far (k,) they reach within the tick) [m]."""
        c = self.columns
        velocity = finite(c["velocity"][rows])
        speed = np.sqrt(velocity[:, 0] * velocity[:, 0] + velocity[:, 2] * velocity[:, 2])
        reach = c["radius"][rows].astype(np.float64) + np.minimum(speed, limits.TOP_SPEED) * DT
        return c["position"][rows][:, ::2].astype(np.float64), reach

    # --- outlines ------------------------------------------------------------------------------------------------

    def outline(self, rows: Array) -> tuple[Array, Array, Array]:
        """(place (k, 2), box (k, 4) half x, half z, cos, sin, radius (k,) or 0 for a box), float64."""
        c = self.columns
        half = c["half_extent"][rows].astype(np.float64)
        box = np.column_stack([half, *cos_and_sin(c["yaw"][rows])])
        radius = np.where(c["rigid_round"][rows] != 0, c["radius"][rows], 0.0).astype(np.float64)
        return c["position"][rows][:, ::2].astype(np.float64), box, radius

    def moment(self, rows: Array, mass: Array) -> Array:
        """Moment of inertia about the vertical [kg m2] of uniform boxes and cylinders."""
        c = self.columns
        half, radius = c["half_extent"][rows].astype(np.float64), c["radius"][rows].astype(np.float64)
        box = mass * (half[:, 0] ** 2 + half[:, 1] ** 2) / 3.0
        return np.where(c["rigid_round"][rows] != 0, mass * radius * radius / 2.0, box)


@dataclass(frozen=True)
class Support:
    """What each of some bodies stands on: height [m], and the row within the lane of the body under it or -1."""

    height: Array
    under: Array


def support_of(lane: Lane, rows: Array, position: Array, walls: tuple[Array, Array, Array, Array]) -> Support:
    """The highest thing below each body's middle: terrain, a wall's top, another loose body's top."""
    c = lane.columns
    x, foot, z = position[:, 0], position[:, 1], position[:, 2]
    place, box, radius, tops = walls
    on_wall, _ = highest_below(foot, inside(x, z, place, box, radius), tops)
    # Most bodies are too tall for anybody to stand on: those are not looked at.
    top = (c["position"][lane.all, 1] + c["height"][lane.all]).astype(np.float64)
    low = top <= foot.max(initial=-np.inf) + limits.STEP_M
    others, top = lane.all[low], top[low]
    covers = inside(x, z, *lane.outline(others)) & (others[None] != rows[:, None])
    on_body, which = highest_below(foot, covers, top)
    ground = np.maximum(terrain_height(c, x, z), on_wall)
    if not len(others):
        return Support(ground, np.full(len(rows), -1))
    stands_on_body = on_body > ground
    return Support(
        np.where(stands_on_body, on_body, ground), np.where(stands_on_body & (which >= 0), others[which], -1)
    )


@dataclass(frozen=True)
class Leaning:
    """Characters on their feet against bodies, a pair each: places among the lane's `people` and `chosen`.

    `normal` (k, 2) points into the body, `arm` (k, 2) [m] from its middle to where it is touched; `touches` tells who
    is there already and who arrives within the tick.
    """

    who: Array
    which: Array
    normal: Array
    arm: Array
    touches: Array

    def speed_of_body(self, state: Array) -> Array:
        """(k,) m/s along the normal of the touched place of a body, from `state` (n, 6)."""
        # A yaw grows from +z towards +x: a turn moves the place (x, z) of a body by (z, -x).
        moving, spin = state[self.which], state[self.which, 5]
        along_x = (moving[:, 3] + spin * self.arm[:, 1]) * self.normal[:, 0]
        return along_x + (moving[:, 4] - spin * self.arm[:, 0]) * self.normal[:, 1]


def leaning(lane: Lane) -> Leaning:
    """Who leans on what: beside it in height, and as near as the crowd lets it come."""
    c = lane.columns
    people, bodies = lane.people, lane.chosen
    if not len(people):
        nobody, flat = np.zeros(0, np.int64), np.zeros((0, 2))
        return Leaning(nobody, nobody, flat, flat, nobody != 0)
    place, box, radius = lane.outline(bodies)
    at = c["position"][people].astype(np.float64)
    dx, dz = at[:, None, 0] - place[:, 0], at[:, None, 2] - place[:, 1]
    right = np.clip(dx * box[:, 2] - dz * box[:, 3], -box[:, 0], box[:, 0])
    ahead = np.clip(dx * box[:, 3] + dz * box[:, 2], -box[:, 1], box[:, 1])
    share = np.where(radius > 0.0, radius / (np.sqrt(dx * dx + dz * dz) + 1e-9), 0.0)
    arm_x = np.where(radius > 0.0, dx * share, right * box[:, 2] + ahead * box[:, 3])
    arm_z = np.where(radius > 0.0, dz * share, ahead * box[:, 2] - right * box[:, 3])
    gap_x, gap_z = dx - arm_x, dz - arm_z
    gap = np.sqrt(gap_x * gap_x + gap_z * gap_z)
    low, foot = c["position"][bodies, 1], at[:, None, 1]
    able = (c["life"][people] == UP) & (c["knocked_ticks"][people] == 0)
    beside = (foot < low + c["height"][bodies] - limits.STEP_M) & (foot + c["height"][people][:, None] > low)
    apart = gap - c["radius"][people][:, None]
    pace = finite(c["velocity"][people])
    comes = np.sqrt(pace[:, 0] * pace[:, 0] + pace[:, 2] * pace[:, 2])[:, None] * DT
    who, which = np.nonzero(able[:, None] & beside & (apart < limits.TOUCH_M + comes) & (gap > 1e-6))
    normal = -np.column_stack([gap_x[who, which], gap_z[who, which]]) / gap[who, which][:, None]
    arm = np.column_stack([arm_x[who, which], arm_z[who, which]])
    return Leaning(who, which, normal, arm, apart[who, which] < limits.TOUCH_M)


def pushed(lane: Lane, pairs: Leaning, state: Array, mass: Array, moment: Array) -> None:
    """Let characters push the bodies that they lean on, in place on `state` (k, 6).

    A character pushes with at most `TRACTION` of its own weight and no faster than it wants to walk, so a light one
    moves a light body at once, a heavy one slowly, and one whose friction is greater than its push not at all.
    """
    if not len(pairs.who):
        return
    c, which = lane.columns, pairs.which
    rows = lane.people[pairs.who]
    wish = finite(c["desired_velocity"][rows])
    lever = pairs.arm[:, 1] * pairs.normal[:, 0] - pairs.arm[:, 0] * pairs.normal[:, 1]
    yields = 1.0 / (1.0 / mass[which] + lever * lever / moment[which])
    wanted = wish[:, 0] * pairs.normal[:, 0] + wish[:, 1] * pairs.normal[:, 1] - pairs.speed_of_body(state)
    most = np.where(pairs.touches, c["mass"][rows].astype(np.float64) * (limits.TRACTION * GRAVITY * DT), 0.0)
    push = np.clip(wanted * yields, 0.0, most)
    np.add.at(state[:, 3], which, push * pairs.normal[:, 0] / mass[which])
    np.add.at(state[:, 4], which, push * pairs.normal[:, 1] / mass[which])
    np.add.at(state[:, 5], which, push * lever / moment[which])


def held_back(pairs: Leaning, state: Array, walkers: Array) -> None:
    """Take from walkers (n, 6), in place, the speed with which they would run into what they lean on.

    What they can give it they have given by pushing: the crowd lends them speed anew in every tick, and a blow with
    that would be a second push for nothing.
    """
    speeds = np.maximum(pairs.speed_of_body(state), 0.0)
    for one, normal, speed in zip(pairs.who.tolist(), pairs.normal.tolist(), speeds.tolist(), strict=True):
        into = walkers[one, 3] * normal[0] + walkers[one, 4] * normal[1] - speed
        if into > 0.0:
            walkers[one, 3] -= into * normal[0]
            walkers[one, 4] -= into * normal[1]


def rubbed(lane: Lane, rows: Array, state: Array, drift: Array, stands: Array) -> None:
    """Coulomb friction with what bodies stand on, in place: speed over it falls by mu g dt, spin as a plate's does."""
    c = lane.columns
    grip = np.where(stands, c["rigid_friction"][rows].astype(np.float64) * (GRAVITY * DT), 0.0)
    over = state[:, 3:5] - drift[:, :2]
    speed = np.sqrt(over[:, 0] * over[:, 0] + over[:, 1] * over[:, 1])
    state[:, 3:5] = drift[:, :2] + over * _left(speed, grip)[:, None]
    half, radius = c["half_extent"][rows].astype(np.float64), c["radius"][rows].astype(np.float64)
    arm = np.sqrt(half[:, 0] * half[:, 0] + half[:, 1] * half[:, 1])
    # Mean arm of the rub over moment: 2/3 r over r2/2 of a disc; about half the diagonal's over its square of a box.
    slows = np.where(c["rigid_round"][rows] != 0, 4.0 / (3.0 * radius), 1.5 / np.maximum(arm, 1e-6)) * grip
    turn = state[:, 5] - drift[:, 2]
    state[:, 5] = drift[:, 2] + turn * _left(np.abs(turn), slows)


def _left(speed: Array, loss: Array) -> Array:
    """Share (0..1) of a speed that is left after a loss."""
    return np.where(speed > loss, 1.0 - loss / np.maximum(speed, 1e-12), 0.0)
