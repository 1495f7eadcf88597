"""Motes in the air as functions of time: each moves in a box that has no ends, so that none ever appears at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.present.colour import linear
from engine.present.effects import Point, Sparks
from engine.present.sparks import chance


@dataclass(frozen=True)
class Drift:
    """How one kind moves: speed upwards [m/s], sway [m], size [m], length of its streak [s], strength of its light.

    high [m]: how far above the ground it is at most; flicker: how many times a second it comes and goes; 0 never.
    """

    rise: float
    sway: float
    size: float
    trail_s: float
    strength: float
    high: float
    flicker: float = 0.0


KINDS = {
    "embers": Drift(0.9, 0.5, 0.075, 0.03, 1.3, 7.0, 0.5),
    "rain": Drift(-15.0, 0.0, 0.022, 0.045, 0.32, 11.0),
    "dust": Drift(0.05, 0.5, 0.05, 0.0, 0.35, 4.0, 0.12),
    "fireflies": Drift(0.0, 1.1, 0.10, 0.0, 1.1, 2.4, 0.35),
}
AROUND_M, LEAST_M = 11.0, 0.5
"""How far around the player those are that follow them: farther away they are too small to see."""


def motes(
    kind: str, centre: Point, radius: float, count: int, colour: str, wind: tuple[float, float], time: float, seed: int
) -> Sparks:
    """`count` motes of a kind at `time` [s] around `centre`; radius 0: in a box that goes along with the centre.

    wind: (x, z) [m/s]. The centre's height is that of the ground below them.
    """
    drift, half = KINDS[kind], np.float32(max(radius, LEAST_M) if radius > 0.0 else AROUND_M)
    seeds = np.arange(count, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed)
    turn = chance(seeds, 0) * np.float32(2.0 * np.pi)
    pace = 0.6 + 0.8 * chance(seeds, 1)
    away = np.array([wind[0], wind[1]], dtype=np.float32) * pace[:, None]
    flat = np.stack([chance(seeds, 2), chance(seeds, 3)], axis=1) * (2.0 * half) + away * np.float32(time)
    flat += drift.sway * np.stack([np.sin(turn + time * 0.9 * pace), np.cos(turn * 1.7 + time * 0.7 * pace)], axis=1)
    middle = np.array([centre[0], centre[2]], dtype=np.float32)
    flat = np.mod(flat - middle + half, 2.0 * half) - half
    up = np.mod(chance(seeds, 4) * drift.high + drift.rise * pace * np.float32(time), drift.high)
    place = np.stack([middle[0] + flat[:, 0], centre[1] + up, middle[1] + flat[:, 1]], axis=1)
    edge = np.minimum(1.0, 4.0 * (1.0 - np.abs(flat).max(axis=1) / half)) * np.minimum(
        1.0, 6.0 * np.minimum(up, drift.high - up) / drift.high
    )
    glow = edge * drift.strength
    if drift.flicker > 0.0:
        glow *= 0.55 + 0.45 * np.sin(turn * 3.0 + np.float32(time * drift.flicker * 2.0 * np.pi) * pace)
    light = linear(colour) * np.maximum(glow, 0.0)[:, None]
    velocity = np.concatenate([away[:, :1], np.full((count, 1), drift.rise) * pace[:, None], away[:, 1:]], axis=1)
    colours = np.concatenate([light, np.zeros((count, 1))], axis=1)
    size = np.full(count, drift.size) * (0.7 + 0.6 * chance(seeds, 5))
    return Sparks(*(each.astype(np.float32) for each in (place, velocity * drift.trail_s, size, colours)))
