"""Loose bodies in the plane by pymunk, in height by what they stand on, in lanes in which something moves."""

# pyright: basic
# The types of the parameters are those of the columns, declared in the registry.

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.physics.rigid import limits
from engine.physics.rigid.ground import finite
from engine.physics.rigid.lane import Lane, held_back, leaning, pushed, rubbed, support_of
from engine.physics.rigid.limits import DT, GRAVITY
from engine.physics.rigid.walls import walls_near
from engine.terrain.sample import HIGH_X, HIGH_Z, LOW_X, LOW_Z
from engine.world.ids import RUNNING
from engine.world.system import system

Array = NDArray[Any]


@system(
    slot="rigid",
    order=10,
    compiled=False,
    rows_with="rigid",
    writes="position velocity yaw spin awake still_ticks impulse knocked_ticks",
)
def rigid_bodies(
    first, outcome, rigid_awake, life, rigid, rigid_round, rigid_near, immovable, radius, half_extent, height, mass,
    rigid_friction, rigid_bounce, desired_velocity, ground_tiles, ground_index, ground_frame, obstacle_box,
    obstacle_circle, position, velocity, yaw, spin, awake, still_ticks, impulse, knocked_ticks,
):  # fmt: skip
    """Reads the lanes in which a body is awake; steps those bodies and what they touch by one tick."""
    shared = {
        "ground_tiles": ground_tiles,
        "ground_index": ground_index,
        "ground_frame": ground_frame,
        "obstacle_box": obstacle_box,
        "obstacle_circle": obstacle_circle,
    }
    rows = {
        "life": life, "rigid": rigid, "rigid_round": rigid_round, "rigid_near": rigid_near, "immovable": immovable,
        "radius": radius, "half_extent": half_extent, "height": height, "mass": mass, "rigid_friction": rigid_friction,
        "rigid_bounce": rigid_bounce, "desired_velocity": desired_velocity, "position": position,
        "velocity": velocity, "yaw": yaw, "spin": spin, "awake": awake, "still_ticks": still_ticks,
        "impulse": impulse, "knocked_ticks": knocked_ticks,
    }  # fmt: skip
    for slot in np.flatnonzero(rigid_awake):
        if outcome[slot] == RUNNING:
            block = slice(int(first[slot]), int(first[slot + 1]))
            step_lane(Lane(shared | {name: column[block] for name, column in rows.items()}))


def step_lane(lane: Lane) -> None:
    """One tick of a lane's chosen bodies, written to its columns; sleepers that nothing moved stay as they were."""
    from engine.physics.rigid.space import Matter, Shapes, stepped

    c, rows, people = lane.columns, lane.chosen, lane.people
    position = finite(c["position"][rows])
    velocity = finite(c["velocity"][rows])
    mass = c["mass"][rows].astype(np.float64)
    moment = lane.moment(rows, mass)
    place, box, radius, low, high = walls_near(lane)
    support = support_of(lane, rows, position, (place, box, radius, high))
    stands = position[:, 1] <= support.height + limits.RESTS_M
    drift = np.zeros((len(rows), 3))
    carried = np.flatnonzero(support.under >= 0)
    drift[carried, :2] = c["velocity"][support.under[carried]][:, ::2]
    state = np.column_stack([
        position[:, 0], position[:, 2], c["yaw"][rows], velocity[:, 0], velocity[:, 2], finite(c["spin"][rows]),
    ]).astype(np.float64)  # fmt: skip
    pairs = leaning(lane)
    pushed(lane, pairs, state, mass, moment)
    rubbed(lane, rows, state, drift, stands)
    _limited(state)

    count = len(rows)
    walkers = np.zeros((len(people), 6))
    at = c["position"][people].astype(np.float64)
    walkers[:, :2], walkers[:, 3:5] = at[:, ::2], finite(c["velocity"][people][:, ::2])
    held_back(pairs, state, walkers)
    both = np.concatenate([rows, people])
    their_place, their_box, their_radius = lane.outline(both)
    their_radius[count:] = c["radius"][people]
    foot = np.concatenate([position[:, 1], at[:, 1]])
    blocks = (place, box, radius, low, high - limits.STEP_M)
    matter = Matter(
        np.concatenate([state, walkers]),
        Shapes(their_place, their_box, their_radius, foot, foot + c["height"][both]),
        c["mass"][both].astype(np.float64),
        np.concatenate([moment, np.full(len(people), np.inf)]),
        np.concatenate([c["rigid_bounce"][rows].astype(np.float64), np.ones(len(people))]),
    )
    fastest = np.sqrt(state[:, 3] ** 2 + state[:, 4] ** 2).max(initial=0.0)
    substeps = int(min(max(np.ceil(fastest * DT / limits.SUBSTEP_M), 1), limits.MOST_SUBSTEPS))
    after = stepped(matter, Shapes(*blocks), substeps)
    _knock(lane, walkers, after[count:], state)
    _write(lane, position, velocity, after[:count], drift, (place, box, radius, high))


def _limited(state: Array) -> None:
    """No faster than the limits, in place."""
    speed = np.sqrt(state[:, 3] ** 2 + state[:, 4] ** 2)
    state[:, 3:5] *= np.minimum(1.0, limits.TOP_SPEED / np.maximum(speed, 1e-9))[:, None]
    state[:, 5] = np.clip(state[:, 5], -limits.TOP_SPIN, limits.TOP_SPIN)


def _knock(lane: Lane, before: Array, after: Array, bodies: Array) -> None:
    """What bodies did to characters comes to them as an impulse; a hard blow takes them off their feet.

    In the space a character is driven by the crowd and has its own mass; where it is, the crowd alone decides. No blow
    is harder than the fastest body near it: who runs into a crate that rests was stopped by the crowd already.
    """
    c, people = lane.columns, lane.people
    if not len(people):
        return
    change = after[:, 3:5] - before[:, 3:5]
    speed = np.sqrt(change[:, 0] ** 2 + change[:, 1] ** 2)
    pace = np.sqrt(bodies[:, 3] ** 2 + bodies[:, 4] ** 2)
    fastest = np.where(lane.near(people, lane.chosen), pace, 0.0).max(axis=1)
    change *= np.minimum(1.0, fastest / np.maximum(speed, 1e-9))[:, None]
    speed = np.minimum(speed, fastest)
    struck = speed > limits.NUDGE
    who = people[struck]
    c["impulse"][who, 0] += change[struck, 0] * c["mass"][who]
    c["impulse"][who, 2] += change[struck, 1] * c["mass"][who]
    ticks = np.minimum(speed * limits.KNOCKED_TICKS_A_SPEED, limits.MOST_KNOCKED_TICKS).astype(np.int32)
    down = speed > limits.KNOCK_SPEED
    c["knocked_ticks"][people[down]] = np.maximum(c["knocked_ticks"][people[down]], ticks[down])


def _write(lane: Lane, position: Array, velocity: Array, after: Array, drift: Array, walls: Any) -> None:
    """Places, speeds, heights and sleep of the bodies, back into the columns."""
    c, rows = lane.columns, lane.chosen
    frame = c["ground_frame"].astype(np.float64)
    margin = c["radius"][rows].astype(np.float64)
    for axis, least, most in ((0, LOW_X, HIGH_X), (1, LOW_Z, HIGH_Z)):
        low, high = frame[least] + margin, frame[most] - margin
        inside = np.minimum(np.maximum(after[:, axis], low), np.maximum(low, high))
        after[:, 3 + axis] = np.where(inside == after[:, axis], after[:, 3 + axis], 0.0)
        after[:, axis] = inside
    _limited(after)
    foot, rises = position[:, 1].copy(), velocity[:, 1].copy()
    there = np.column_stack([after[:, 0], foot, after[:, 1]])
    support = support_of(lane, rows, there, walls)
    rises = np.maximum(rises - GRAVITY * DT, -limits.TOP_SPEED)
    fallen = foot + rises * DT
    lands = fallen <= support.height
    fallen = np.where(lands, support.height, fallen)
    rises = np.where(lands, 0.0, rises)

    over = after[:, 3:5] - drift[:, :2]
    speed = np.sqrt(over[:, 0] ** 2 + over[:, 1] ** 2)
    is_still = (speed < limits.SLEEP_SPEED) & (np.abs(after[:, 5]) < limits.SLEEP_SPIN) & lands
    was_awake = c["awake"][rows] != 0
    # A sleeper's foot is off its support when what it stood on went away.
    hangs = np.abs(fallen - foot) > limits.RESTS_M
    moved = was_awake | ~is_still | hangs
    still = np.where(is_still & was_awake & ~hangs, c["still_ticks"][rows] + 1, 0)
    sleeps = still >= limits.SLEEP_TICKS
    after[sleeps, 3:6] = 0.0
    keep, chosen = np.flatnonzero(moved), rows[moved]
    c["position"][chosen, 0], c["position"][chosen, 1] = after[keep, 0], fallen[keep]
    c["position"][chosen, 2] = after[keep, 1]
    yaw = after[keep, 2]
    c["yaw"][chosen] = yaw - 2 * np.pi * np.floor(yaw / (2 * np.pi) + 0.5)
    c["velocity"][chosen, 0], c["velocity"][chosen, 1], c["velocity"][chosen, 2] = (
        after[keep, 3], rises[keep], after[keep, 4],
    )  # fmt: skip
    c["spin"][chosen] = after[keep, 5]
    c["still_ticks"][chosen] = still[keep]
    c["awake"][chosen] = np.where(sleeps[keep], 0, 1)
