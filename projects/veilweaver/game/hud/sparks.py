"""Particles of Veilweaver: dashes, pulses, marks, challenges, shards, threads, and anchors by how stable they are."""

from typing import TYPE_CHECKING

import numpy as np

from engine.play.feel.recent import Recent
from engine.play.feel.traces import seed_of
from engine.play.shown import shown
from engine.present.draw_list import DrawList, Glow
from engine.present.ground import height_under
from engine.present.sparks import Look, Sparkler
from engine.world.events import DAMAGE
from engine.world.ids import PARTY, TICK_SECONDS, TICKS_PER_SECOND, UP

from ..abilities import MENDING_ANCHOR
from ..anchor_states import STATES, state_of
from ..events import ANCHOR_MENDED, ANCHOR_PULSED, ECHO_SPENT_ON_DASH, PARRIED, TAUNTED

if TYPE_CHECKING:
    from engine.play.running.session import Session

DASH_TRAIL = Look(
    life_s=0.55, speed=(0.2, 1.0), spread=0.7, gravity=0.5, size=(0.20, 0.04), colour="#ffe3a8", end_colour="#2f9c98",
    trail_s=0.12, around=0.45,
)  # fmt: skip
DASH_START = Look(count=26, life_s=0.5, speed=(1.5, 5.0), spread=0.9, gravity=1.5, drag=0.7, size=(0.13, 0.03))
PULSE_HIT = Look(
    count=10, life_s=0.35, speed=(1.5, 4.0), spread=0.9, gravity=0.0, drag=0.8, size=(0.12, 0.02), colour="#ffe9b8",
    end_colour="#ffc667", trail_s=0.03,
)  # fmt: skip
MARKED = Look(
    life_s=0.8, speed=(0.1, 0.5), spread=0.3, gravity=0.6, size=(0.09, 0.02), colour="#d8ffb0", end_colour="#7ac943",
    trail_s=0.0, around=0.16,
)  # fmt: skip
RIPPLE = Look(
    count=1, life_s=0.75, speed=(7.0, 9.0), spread=0.02, gravity=0.0, drag=0.35, size=(0.16, 0.06), colour="#ffb65a",
    end_colour="#ff5a3a", trail_s=0.06, around=0.1,
)  # fmt: skip
RESONANCE = Look(
    count=1, life_s=0.5, speed=(8.0, 11.0), spread=0.02, gravity=0.0, drag=0.5, size=(0.20, 0.06), colour="#fff6dc",
    end_colour="#4fe3dc", strength=1.3, trail_s=0.09, around=0.1,
)  # fmt: skip
AEGIS = Look(
    life_s=0.8, speed=(0.1, 0.4), spread=1.0, gravity=-0.1, size=(0.11, 0.03), colour="#d6fbff", end_colour="#7fe3ee",
    strength=1.0, trail_s=0.0, around=0.75, swirl=0.3,
)  # fmt: skip
THREAD_MOTE = Look(
    life_s=0.9, speed=(0.6, 1.6), spread=0.35, gravity=-0.5, size=(0.09, 0.02), colour="#ffe9b8", end_colour="#ffc667",
    trail_s=0.03, around=0.3,
)  # fmt: skip
MENDED = Look(
    count=48, life_s=1.3, speed=(0.8, 3.0), spread=0.4, gravity=-0.8, drag=0.4, size=(0.13, 0.03), colour="#fff1cc",
    end_colour="#4fe3dc", trail_s=0.03, around=0.8,
)  # fmt: skip
GLINT = Look(
    life_s=0.9, speed=(0.05, 0.3), spread=1.0, gravity=-0.25, size=(0.13, 0.02), colour="#d6fbff", end_colour="#4fe3dc",
    strength=1.2, trail_s=0.0, around=0.4,
)  # fmt: skip
TAKEN = Look(
    count=30, life_s=0.9, speed=(1.0, 3.5), spread=0.8, gravity=-1.0, drag=0.6, size=(0.13, 0.03), colour="#d6fbff",
    end_colour="#4fe3dc", trail_s=0.04,
)  # fmt: skip
SHARD_M, STONE_M, GLINTS_A_SECOND, WOVEN_A_SECOND = 0.7, 1.5, 9.0, 14.0
AFAR_M = 3.5
CRYSTAL_M, MARK_LIFT_M, RIPPLES = 1.7, 0.55, 36
CHALLENGE_TICKS, BURST_TICKS, TRAIL_A_SECOND, MARK_A_SECOND, MENDING_A_SECOND = 45, 80, 90.0, 12.0, 45.0
AEGIS_A_SECOND = 26.0


@shown(order=40)
def echo_sparks(session: "Session", picture: DrawList, alpha: float) -> None:
    """All of them, from the state and the latest events at this moment."""
    recent, sparkler = Recent.of(session, alpha), Sparkler()
    view = session.world.view
    where = view["previous_position"] + (view["position"] - view["previous_position"]) * np.float32(alpha)
    now = recent.now * TICK_SECONDS
    _events(session, recent, where, sparkler)
    up, height = view["life"] == UP, view["height"]
    for row in np.flatnonzero(up & (view["dash_ticks"] > 0)).tolist():
        way = (view["position"][row] - view["previous_position"][row]) * TICKS_PER_SECOND
        chest = where[row] + (0.0, float(height[row]) * 0.55, 0.0)
        sparkler.stream(DASH_TRAIL, row + 31, chest, now, TRAIL_A_SECOND, velocity=way)
    for row in np.flatnonzero(up & (view["mark_left"] > 0)).tolist():
        crown = where[row] + (0.0, float(height[row]) + MARK_LIFT_M, 0.0)
        sparkler.stream(MARKED, row + 977, crown, now, MARK_A_SECOND)
    for row in np.flatnonzero(up & (view["aegis_left"] > 0)).tolist():
        x, y, z = (where[row] + (0.0, float(height[row]) * 0.55, 0.0)).tolist()
        sparkler.stream(AEGIS, row + 1409, (x, y, z), now, AEGIS_A_SECOND)
        picture.glows = [*picture.glows, Glow((x, y, z), float(height[row]) * 0.75, "#7fe3ee", strength=0.4)]
    _anchors(session, picture, recent, sparkler)
    _weaves(session, picture, recent, sparkler)
    made = sparkler.sparks()
    if len(made):
        picture.sparks = [*picture.sparks, made]


def _events(session: "Session", recent: Recent, where: np.ndarray, sparkler: Sparkler) -> None:
    view = session.world.view
    for event, age in recent.of_kind(ECHO_SPENT_ON_DASH, BURST_TICKS):
        sparkler.burst(DASH_START, seed_of(event), where[event.source] + (0.0, 0.9, 0.0), age * TICK_SECONDS)
    told: set[tuple[int, int]] = set()
    for kind, look in ((TAUNTED, RIPPLE), (PARRIED, RESONANCE)):
        for event, age in recent.of_kind(kind, CHALLENGE_TICKS):
            if (event.tick, event.source) in told:
                continue
            told.add((event.tick, event.source))
            for k in range(RIPPLES):
                turn = 2.0 * np.pi * k / RIPPLES
                seed, away = seed_of(event) + k, (np.sin(turn), 0.0, np.cos(turn))
                foot = where[event.source] + (0.0, 0.35, 0.0)
                sparkler.burst(look, seed, foot, age * TICK_SECONDS, away)
    for event, age in recent.of_kind(DAMAGE, BURST_TICKS):
        if event.source < 0 or view["team"][event.source] != PARTY:
            continue
        apart = where[event.source] - where[event.target]
        if view["ranged_range"][event.source] > 0 and np.hypot(apart[0], apart[2]) > AFAR_M:
            chest = where[event.target] + (0.0, float(view["height"][event.target]) * 0.6, 0.0)
            sparkler.burst(PULSE_HIT, seed_of(event) + 5, chest, age * TICK_SECONDS)


def _anchors(session: "Session", picture: DrawList, recent: Recent, sparkler: Sparkler) -> None:
    """Particles by state, as many a second as the state says, in its colour; more of them where it is mended."""
    view, now = session.world.view, recent.now * TICK_SECONDS
    stability = view["anchor_stability"][0]
    for number, (x, z) in enumerate(view["anchor_place"].tolist()):
        state = STATES[state_of.py_func(stability[number])]
        crystal = np.array([x, height_under(picture.ground, x, z) + CRYSTAL_M, z], dtype=np.float32)
        if state.particles_per_s:
            sparkler.stream(_frayed(state.colour), number + 4001, crystal, now, float(state.particles_per_s))
        if view["anchor_mending"][0, number] > 0:
            sparkler.stream(THREAD_MOTE, number + 5003, crystal, now, MENDING_A_SECOND)
        for kind in (ANCHOR_PULSED, ANCHOR_MENDED):
            for event, age in recent.of_kind(kind, BURST_TICKS):
                if event.target == number:
                    sparkler.burst(MENDED, seed_of(event), crystal, age * TICK_SECONDS)
    for row in np.flatnonzero(view["wish"] == MENDING_ANCHOR).tolist():
        hand = view["position"][row] + (0.0, 1.2, 0.0)
        sparkler.stream(THREAD_MOTE, row + 6007, hand, now, MENDING_A_SECOND)
        picture.glows = [*picture.glows, Glow((float(hand[0]), float(hand[1]), float(hand[2])), 0.5, "#ffc667", 0.8)]


def _weaves(session: "Session", picture: DrawList, recent: Recent, sparkler: Sparkler) -> None:
    """Shards glint until they are taken, and burst when they are; a stone whose thread is woven lets motes rise."""
    view, now = session.world.view, recent.now * TICK_SECONDS

    def above(x: float, z: float, lift: float) -> np.ndarray:
        return np.array([x, height_under(picture.ground, x, z) + lift, z], dtype=np.float32)

    for number, (x, z, _) in enumerate(view["shard_place"].tolist()):
        taken = int(view["shard_taken"][0, number])
        if not taken:
            sparkler.stream(GLINT, number + 8009, above(x, z, SHARD_M), now, GLINTS_A_SECOND)
        else:
            age = (recent.now - (taken - 1)) * TICK_SECONDS
            sparkler.burst(TAKEN, number + 9001, above(x, z, SHARD_M), age)
    for number, (x, z, _) in enumerate(view["weave_place"].tolist()):
        if view["weave_state"][0, number]:
            sparkler.stream(THREAD_MOTE, number + 10_007, above(x, z, STONE_M), now, WOVEN_A_SECOND)


_FRAYED: dict[str, Look] = {}


def _frayed(colour: str) -> Look:
    """What an anchor sheds in a state of that colour."""
    if colour not in _FRAYED:
        _FRAYED[colour] = Look(
            life_s=1.8, speed=(0.2, 0.8), spread=0.7, gravity=-0.35, drag=0.2, size=(0.13, 0.03), colour=colour,
            end_colour=colour, strength=1.1, trail_s=0.02, around=0.7, swirl=0.25,
        )  # fmt: skip
    return _FRAYED[colour]
