"""A tile of noise that gives ground its grain: four channels, from broad patches to fine specks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render import gl as g
from editor.viewport.render.gl import Calls, pointer

SIDE = 256


def grain() -> NDArray[np.uint8]:
    """(256, 256, 4) u8 that repeats without a seam: broad patches, blotches, tufts, specks; each spread over 0..255."""
    layers = [_tile(first, octaves, seed) for first, octaves, seed in ((4, 5, 1), (8, 5, 2), (24, 4, 3), (64, 2, 4))]
    return np.ascontiguousarray((np.stack(layers, axis=-1) * 255.0).astype(np.uint8))


def grain_texture(gl: Calls, *, software: bool) -> int:
    """The tile on the graphics card, repeating, with smaller versions for the distance; sharp at grazing angles."""
    texture = gl.new("Textures")
    tile = grain()
    gl.BindTexture(g.TEXTURE_2D, texture)
    gl.TexImage2D(g.TEXTURE_2D, 0, g.RGBA8, SIDE, SIDE, 0, g.RGBA, g.UNSIGNED_BYTE, pointer(tile))
    gl.GenerateMipmap(g.TEXTURE_2D)
    for name, value in (
        (g.TEXTURE_MIN_FILTER, g.LINEAR_MIPMAP_NEAREST if software else g.LINEAR_MIPMAP_LINEAR),
        (g.TEXTURE_MAG_FILTER, g.LINEAR),
        (g.TEXTURE_WRAP_S, g.REPEAT),
        (g.TEXTURE_WRAP_T, g.REPEAT),
    ):
        gl.TexParameteri(g.TEXTURE_2D, name, value)
    if not software:
        gl.TexParameteri(g.TEXTURE_2D, g.TEXTURE_MAX_ANISOTROPY, 8)
    return texture


def _tile(first: int, octaves: int, seed: int) -> NDArray[np.float64]:
    """Value noise of lattices that divide the tile: `first` cells a side, doubled each octave; scaled to 0..1."""
    random = np.random.default_rng(seed)
    total = np.zeros((SIDE, SIDE))
    for octave in range(octaves):
        cells = first << octave
        if cells > SIDE:
            break
        values = random.random((cells, cells))
        place = np.arange(SIDE) / SIDE * cells
        base = place.astype(np.int64)
        t = place - base
        t = t * t * (3.0 - 2.0 * t)
        following = (base + 1) % cells
        near = values[base][:, base] * (1 - t) + values[base][:, following] * t
        far = values[following][:, base] * (1 - t) + values[following][:, following] * t
        total += (near * (1 - t[:, None]) + far * t[:, None]) * 0.5**octave
    low, high = np.percentile(total, (0.5, 99.5))
    return np.clip((total - low) / (high - low), 0.0, 1.0)
