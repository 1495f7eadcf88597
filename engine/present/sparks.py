"""Particles as functions of time: a seed and an age say where each is, so that any moment can be drawn alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.present.colour import linear
from engine.present.effects import Sparks

F32 = NDArray[np.float32]
U64 = NDArray[np.uint64]
MOST = 1500
"""So many particles, at most, are in one picture; what was asked for last is left out."""


@dataclass(frozen=True)
class Look:
    """How one kind of particle flies and fades.

    count: of a burst; life_s; speed [m/s], low and high; spread: 0 flies along its direction, 1 anywhere; gravity
    [m/s2], negative rises; drag: share of the speed that is lost in a second; size [m] at first and at last; colours at
    first and at last; strength of the light; cover 0..1: how far it hides what is behind it (dust); trail_s: length of
    its streak, as the way of so many seconds; around [m]: how far from the origin it begins; swirl [m]: how far it
    strays.
    """

    count: int = 8
    life_s: float = 0.5
    speed: tuple[float, float] = (1.0, 3.0)
    spread: float = 0.6
    gravity: float = 6.0
    drag: float = 0.0
    size: tuple[float, float] = (0.10, 0.03)
    colour: str = "#ffd27a"
    end_colour: str = "#ff7a52"
    strength: float = 1.0
    cover: float = 0.0
    trail_s: float = 0.03
    around: float = 0.1
    swirl: float = 0.0


@dataclass
class Emission:
    """Particles of one look: seed (n,) u8, origin and direction (n, 3) f4 [m], age (n,) f4 [s]."""

    look: Look
    seed: U64
    origin: F32
    direction: F32
    age: F32


class Sparkler:
    """Collects what gives off particles in a picture; `sparks()` gives all of them."""

    def __init__(self) -> None:
        self._emissions: list[Emission] = []
        self._count = 0

    def burst(
        self, look: Look, seed: int, origin: ArrayLike, age_s: float, direction: ArrayLike = (0.0, 1.0, 0.0)
    ) -> None:
        """All particles of a look at once, `age_s` ago; nothing once they have faded."""
        if 0.0 <= age_s < look.life_s:
            ages = np.full(look.count, age_s, dtype=np.float32)
            self._add(look, seed, np.arange(look.count, dtype=np.uint64), ages, origin, direction)

    def stream(
        self,
        look: Look,
        seed: int,
        origin: ArrayLike,
        time_s: float,
        per_s: float,
        direction: ArrayLike = (0.0, 1.0, 0.0),
        velocity: ArrayLike = (0.0, 0.0, 0.0),
    ) -> None:
        """`per_s` particles a second without end, as they are `time_s` after the first.

        A source that moves with a `velocity` [m/s] has left each of them where it was then.
        """
        newest = int(np.floor(time_s * per_s))
        many = min(int(np.ceil(look.life_s * per_s)), newest + 1)
        if many > 0 and per_s > 0.0:
            number = np.arange(newest - many + 1, newest + 1)
            ages = (time_s - number / per_s).astype(np.float32)
            alive = ages < look.life_s
            left = np.asarray(origin, np.float32) - ages[alive, None] * np.asarray(velocity, np.float32)
            self._add(look, seed, number[alive].astype(np.uint64), ages[alive], left, direction)

    def sparks(self) -> Sparks:
        """All of it as one batch; a look at a time, whole arrays."""
        groups: dict[Look, list[Emission]] = {}
        for each in self._emissions:
            groups.setdefault(each.look, []).append(each)
        batches = [particles(_joined(members)) for members in groups.values()]
        return together(batches)

    def _add(self, look: Look, seed: int, number: U64, age: F32, origin: ArrayLike, direction: ArrayLike) -> None:
        room = MOST - self._count
        if room <= 0 or not len(number):
            return
        number, age = number[:room], age[:room]
        self._count += len(number)
        seeds = number * np.uint64(0x9E3779B97F4A7C15) + np.uint64((seed * 0xD1342543DE82EF95 + 0x2545F491) % 2**64)
        where = np.asarray(origin, dtype=np.float32)
        place, way = np.empty((2, len(number), 3), dtype=np.float32)
        place[:] = where if where.ndim == 1 else where[:room]
        way[:] = direction
        self._emissions.append(Emission(look, seeds, place, way, age))


def chance(seed: U64, channel: int) -> F32:
    """Numbers 0..1 (n,), the same for a seed and a channel on every machine.

    Source: the finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
    """
    mixed = seed + np.uint64((channel + 1) * 0xBF58476D1CE4E5B9 % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(40)).astype(np.float32) / np.float32(2**24)


def particles(emission: Emission) -> Sparks:
    """Where particles of one look are at their ages, how large and how bright."""
    look, seed, age = emission.look, emission.seed, emission.age
    done = age / np.float32(look.life_s)
    heading = emission.direction * np.float32(1.0 - look.spread) + _anywhere(seed, 0) * np.float32(look.spread)
    heading /= np.maximum(np.linalg.norm(heading, axis=1, keepdims=True), 1e-6)
    low, high = look.speed
    pace = low + (high - low) * chance(seed, 3)
    keeps = np.float32(max(1.0 - look.drag, 1e-3))
    left = keeps**age if look.drag > 0.0 else np.ones_like(age)
    way = (left - 1.0) / np.log(keeps) if look.drag > 0.0 else age
    place = emission.origin + _anywhere(seed, 4) * (np.cbrt(chance(seed, 7)) * np.float32(look.around))[:, None]
    place = place + heading * (pace * way)[:, None]
    place[:, 1] -= 0.5 * look.gravity * age * age
    velocity = heading * (pace * left)[:, None]
    velocity[:, 1] -= look.gravity * age
    if look.swirl > 0.0:
        turn = chance(seed, 8) * np.float32(2.0 * np.pi)
        place[:, 0] += np.float32(look.swirl) * np.sin(turn + age * 2.1)
        place[:, 2] += np.float32(look.swirl) * np.cos(turn + age * 1.7)
    size = (look.size[0] + (look.size[1] - look.size[0]) * done) * (0.7 + 0.6 * chance(seed, 9))
    first, last = linear(look.colour), linear(look.end_colour)
    fades = np.minimum(1.0, 8.0 * done) * (1.0 - done * done)
    light = (first + (last - first) * done[:, None]) * (look.strength * fades)[:, None]
    colour = np.concatenate([light, (look.cover * fades)[:, None]], axis=1)
    return Sparks(*(each.astype(np.float32) for each in (place, velocity * look.trail_s, size, colour)))


def together(batches: Sequence[Sparks]) -> Sparks:
    """Several batches as one."""
    if not batches:
        return Sparks(*(np.zeros((0, width) if width else 0, dtype=np.float32) for width in (3, 3, 0, 4)))
    return Sparks(*(np.concatenate([getattr(batch, each.name) for batch in batches]) for each in fields(Sparks)))


def _anywhere(seed: U64, channel: int) -> F32:
    """Unit vectors (n, 3), evenly over the sphere."""
    up = 2.0 * chance(seed, channel) - 1.0
    turn = chance(seed, channel + 1) * np.float32(2.0 * np.pi)
    level = np.sqrt(np.maximum(1.0 - up * up, 0.0))
    vectors = np.empty((len(seed), 3), dtype=np.float32)
    vectors[:, 0], vectors[:, 1], vectors[:, 2] = level * np.cos(turn), up, level * np.sin(turn)
    return vectors


def _joined(members: Sequence[Emission]) -> Emission:
    if len(members) == 1:
        return members[0]
    parts = (
        np.concatenate([getattr(each, name) for each in members]) for name in ("seed", "origin", "direction", "age")
    )
    return Emission(members[0].look, *parts)
