"""The far sky as one picture made from noise: clouds, two ridges of hills, stars."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from engine.present.noise import fractal_noise, smoothstep

WIDTH, HEIGHT = 2048, 256
LOW, HIGH = -0.06, 0.62
"""The range of direction.y that the picture covers."""


@cache
def panorama() -> NDArray[np.uint8]:
    """(256, 2048, 4) u8, not to be written to: clouds, far ridge, near ridge, stars; columns run round, rows upward."""
    azimuth = np.arange(WIDTH) / WIDTH * 2.0 * np.pi
    up = np.linspace(LOW, HIGH, HEIGHT)[:, None]
    x, z = np.cos(azimuth), np.sin(azimuth)
    clouds = _clouds()

    def ridge(scale: float, seed: int, base: float, rise: float) -> NDArray[np.float64]:
        # The crest is a line over the azimuth; only the sky above and below it is two-dimensional.
        crest = base + rise * (fractal_noise(x * scale + 20.0 + seed, z * scale + 20.0, 5, seed) - 0.45)
        return np.clip((crest - up) / (0.68 / HEIGHT) * 0.7 + 0.5, 0.0, 1.0)

    stars = np.zeros((HEIGHT, WIDTH))
    random = np.random.default_rng(3)
    for _ in range(420):
        row = int(random.uniform(0.30, 1.0) * HEIGHT * 0.999)
        stars[row, random.integers(WIDTH)] = random.uniform(0.2, 1.0) ** 2
    layers = np.stack([clouds, ridge(3.2, 90, 0.062, 0.17), ridge(4.5, 120, 0.012, 0.13), stars], axis=-1)
    picture = np.ascontiguousarray((layers * 255.0).astype(np.uint8))
    picture.flags.writeable = False
    return picture


def _clouds() -> NDArray[np.float64]:
    """Soft shapes: reckoned at half the resolution and doubled, which nobody sees and costs a quarter."""
    azimuth = np.arange(WIDTH // 2) / (WIDTH // 2) * 2.0 * np.pi
    around, up = np.meshgrid(azimuth, np.linspace(LOW, HIGH, HEIGHT // 2))
    x, z = np.cos(around), np.sin(around)
    spread = 1.0 / (up + 0.16)
    billows = fractal_noise(x * spread * 1.15 + 7.0, z * spread * 1.15 + 3.0 + up * 9.0, 5, 60)
    streaks = fractal_noise(x * 3.0 + 40.0, up * 26.0 + z * 3.0, 4, 80)
    shape = smoothstep(0.50, 0.74, billows * 0.62 + streaks * 0.42)
    shape *= smoothstep(0.0, 0.10, up) * (1.0 - smoothstep(0.40, 0.60, up))
    wide = np.empty((HEIGHT // 2, WIDTH))
    wide[:, 0::2] = shape
    wide[:, 1::2] = (shape + np.roll(shape, -1, axis=1)) / 2.0
    tall = np.empty((HEIGHT, WIDTH))
    tall[0::2] = wide
    tall[1::2] = (wide + np.concatenate([wide[1:], wide[-1:]])) / 2.0
    return tall


def dome() -> tuple[NDArray[np.float32], NDArray[np.uint32]]:
    """A sphere of 1,280 triangles: vertex rows (n, 5) f4 direction and place in the panorama; indices."""
    sides = 64
    heights = np.array([-1.0, -0.25, -0.06, 0.0, 0.1, 0.2, 0.35, 0.55, 0.62, 0.85, 1.0])
    turn = np.arange(sides + 1) / sides
    y, u = np.meshgrid(heights, turn, indexing="ij")
    reach = np.sqrt(np.maximum(1.0 - y * y, 0.0))
    v = np.clip((y - LOW) / (HIGH - LOW), 0.002, 0.998)
    angle = u * 2.0 * np.pi
    rows = np.stack([np.cos(angle) * reach, y, np.sin(angle) * reach, u, v], axis=-1).reshape(-1, 5)
    number = np.arange(len(rows)).reshape(len(heights), sides + 1)
    corner, above, right, across = number[:-1, :-1], number[1:, :-1], number[:-1, 1:], number[1:, 1:]
    indices = np.stack([corner, above, right, right, above, across], axis=-1).ravel()
    return rows.astype(np.float32), indices.astype(np.uint32)
