"""Noise libraries as peers of the terrain: as many octaves at the same points, each by its best interface."""

# pyright: reportMissingTypeStubs=false, reportMissingImports=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# They have no types of their own.

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.benchmarks.benchmark import Unavailable
from engine.benchmarks.kernels.octave_sum import fill_octave_sum
from engine.benchmarks.kernels.one_thread import keep_to_one_thread
from engine.terrain.kernels.octaves import LINES

OCTAVES = 6
LONGEST = 257
"""Points between corners of the first octave; each next one is twice as fine, ours by the nearest primes."""
SEED = 5
Fill = Callable[[], NDArray[Any]]


def ours(side: int) -> Fill:
    """Our octaves alone, eight points at once; unlike the others they know that their points are a lattice."""
    wide = -(-side // 8) * 8
    out = np.empty((side, wide), np.float32)
    room = np.empty((OCTAVES, LINES, wide), np.float32), np.empty((OCTAVES, 4), np.float32), np.empty(OCTAVES, np.int64)

    def fill() -> NDArray[Any]:
        fill_octave_sum(out, *room, OCTAVES, SEED)
        return out[:, :side]

    return fill


def pyfastnoiselite(side: int) -> Fill:
    """FastNoiseLite (C++): Perlin noise with its own fractal, all points in one call."""
    from pyfastnoiselite.pyfastnoiselite import FastNoiseLite, FractalType, NoiseType

    noise: Any = FastNoiseLite(seed=SEED)
    noise.noise_type = NoiseType.NoiseType_Perlin
    noise.fractal_type = FractalType.FractalType_FBm
    noise.fractal_octaves = OCTAVES
    noise.frequency = 1 / LONGEST
    x, z = np.meshgrid(np.arange(side, dtype=np.float32), np.arange(side, dtype=np.float32))
    places = np.ascontiguousarray(np.stack([x.ravel(), z.ravel()]))

    def fill() -> NDArray[Any]:
        return noise.gen_from_coords(places).reshape(side, side)

    return fill


def opensimplex(side: int) -> Fill:
    """OpenSimplex, compiled by numba: a call for each octave, on one thread like the others."""
    import opensimplex as library

    noise: Any = library.OpenSimplex(SEED)
    steps = np.arange(side) / LONGEST
    keep_to_one_thread()
    return lambda: np.sum([noise.noise2array(steps * 2**n, steps * 2**n) * 0.5**n for n in range(OCTAVES)], axis=0)


def noise(side: int) -> Fill:
    """`noise` (C): Perlin noise, a call for each point, which sums the octaves itself."""
    import noise as library

    pnoise2: Any = library.pnoise2
    steps = (np.arange(side) / LONGEST).tolist()
    return lambda: np.array([[pnoise2(x, z, OCTAVES) for x in steps] for z in steps], np.float32)


def numpy(side: int) -> Fill:
    """Gradient noise in NumPy, float32, whole arrays at once."""
    turn = np.random.default_rng(SEED).uniform(0, 2 * np.pi, 256)
    gradients = np.stack([np.cos(turn), np.sin(turn)]).astype(np.float32)
    shuffled = np.random.default_rng(SEED + 1).permutation(256).astype(np.int32)
    across, along = np.meshgrid(np.arange(side, dtype=np.float32), np.arange(side, dtype=np.float32))

    def octave(frequency: float) -> NDArray[Any]:
        x, z = across * np.float32(frequency), along * np.float32(frequency)
        column, row = np.floor(x).astype(np.int32), np.floor(z).astype(np.int32)
        u, v = x - column, z - row
        smooth_u, smooth_v = (t * t * t * (t * (t * 6 - 15) + 10) for t in (u, v))

        def corner(right: int, down: int) -> NDArray[Any]:
            which = shuffled[(shuffled[(column + right) & 255] + row + down) & 255]
            return gradients[0, which] * (u - right) + gradients[1, which] * (v - down)

        near = corner(0, 0) + (corner(1, 0) - corner(0, 0)) * smooth_u
        far = corner(0, 1) + (corner(1, 1) - corner(0, 1)) * smooth_u
        return near + (far - near) * smooth_v

    return lambda: np.sum([octave(2.0**n / LONGEST) * np.float32(0.5**n) for n in range(OCTAVES)], axis=0)


FIELDS: dict[str, Callable[[int], Fill]] = {
    "pyfastnoiselite": pyfastnoiselite,
    "opensimplex": opensimplex,
    "noise": noise,
    "numpy": numpy,
}
"""The peers by name."""


def noise_field(peer: str, side: int) -> Fill:
    """What fills side x side points with OCTAVES octaves; Unavailable when the library is not installed here."""
    try:
        return FIELDS[peer](side)
    except ImportError as error:
        raise Unavailable(f"{peer} is not installed here ({error})") from error
