"""Threads of light and lines on the ground as strips of triangles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.present.colour import linear, srgb
from engine.present.draw_list import AreaMark, Ground, GroundLine, Ribbon
from engine.present.ground import height_at

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
U32 = NDArray[np.uint32]
THREAD_POINTS = 40
NOWHERE_M = 1e-3
"""A thread whose ends are nearer to each other along every axis is not drawn."""
UP = np.array([0.0, 1.0, 0.0])


def join(strips: Sequence[tuple[F64, NDArray[np.int64]]], floats: int) -> tuple[F32, U32]:
    """Several (vertices, indices) as one."""
    vertices: list[F64] = []
    indices: list[NDArray[np.int64]] = []
    base = 0
    for rows, numbers in strips:
        vertices.append(rows)
        indices.append(numbers + base)
        base += len(rows)
    if not vertices:
        return np.zeros((0, floats), dtype=np.float32), np.zeros(0, dtype=np.uint32)
    return np.concatenate(vertices).astype(np.float32), np.concatenate(indices).astype(np.uint32)


def strip_indices(points: int) -> NDArray[np.int64]:
    """Triangles of a strip whose vertices lie in pairs, one pair a point."""
    pair = np.arange(points - 1) * 2
    return np.stack([pair, pair + 1, pair + 2, pair + 1, pair + 3, pair + 2], axis=1).ravel()


def ribbon_strips(ribbons: Sequence[Ribbon]) -> tuple[F32, U32]:
    """Vertex rows (n, 12): position, direction, side, phase, half width, light; and indices."""
    strips: list[tuple[F64, NDArray[np.int64]]] = []
    for number, ribbon in enumerate(ribbons):
        if all(abs(a - b) <= NOWHERE_M for a, b in zip(ribbon.start, ribbon.end, strict=True)):
            continue
        # A game may let its threads swell each tick: only the width is another one then.
        rows, indices = _woven(replace(ribbon, width=1.0), number)
        rows = rows.copy()
        rows[:, 8] *= ribbon.width
        strips.append((rows, indices))
    return join(strips, 12)


@lru_cache(maxsize=128)
def _woven(ribbon: Ribbon, number: int) -> tuple[F64, NDArray[np.int64]]:
    """The thread in the middle and the strands that twist around it."""
    start, end = np.array(ribbon.start, dtype=np.float64), np.array(ribbon.end, dtype=np.float64)
    first, last = linear(ribbon.colour), linear(ribbon.end_colour or ribbon.colour)
    share = np.linspace(0.0, 1.0, THREAD_POINTS)[:, None]
    middle = start * (1 - share) + end * share - UP * (4.0 * share * (1 - share)) * ribbon.sag
    threads = [_thread(middle, first, last, ribbon.width, 0.0)]
    aside = np.cross(end - start, UP)
    length = float(np.linalg.norm(aside))
    aside = aside / length if length > 1e-6 else np.array([1.0, 0.0, 0.0])
    swing = 0.30 * np.sin(np.pi * share) ** 0.7
    for strand in range(ribbon.strands):
        turn = share * 11.0 + strand * 2.1 + number
        path = middle + swing * (np.cos(turn) * aside + np.sin(turn) * UP)
        threads.append(_thread(path, first, last, ribbon.width * 0.26, strand * 0.37))
    rows, indices = join(threads, 12)
    return rows.astype(np.float64), indices.astype(np.int64)


def _thread(path: F64, first: F64, last: F64, width: float, phase: float) -> tuple[F64, NDArray[np.int64]]:
    count = len(path)
    along = np.gradient(path, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
    share = np.linspace(0.0, 1.0, count)[:, None]
    light = first * (1 - share) + last * share
    sides = [
        np.concatenate([path, along, np.full((count, 1), side), share + phase, np.full((count, 1), width), light], 1)
        for side in (-1.0, 1.0)
    ]
    return np.stack(sides, axis=1).reshape(-1, 12), strip_indices(count)


def ground_strip(
    ground: Ground | None,
    outline: F64,
    colour: str,
    *,
    width: float,
    dashed: bool,
    closed: bool,
    lift: float = 0.05,
    opacity: float = 0.9,
) -> tuple[F64, NDArray[np.int64]]:
    """A strip draped over the ground along points (n, 2) x, z: rows (m, 9) position, sRGB and opacity, dash, side."""
    if closed:
        along = np.roll(outline, -1, axis=0) - np.roll(outline, 1, axis=0)
    else:
        along = np.gradient(outline, axis=0)
    along = along / (np.linalg.norm(along, axis=1, keepdims=True) + 1e-9)
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    if closed:
        outline, across = np.concatenate([outline, outline[:1]]), np.concatenate([across, across[:1]])
    travelled = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(outline, axis=0), axis=1))])
    dash = travelled / max(width * 14.0, 0.6) if dashed else np.full(len(outline), -1.0)
    rows: list[F64] = []
    paint = np.tile(np.append(srgb(colour), opacity), (len(outline), 1))
    for side in (-1.0, 1.0):
        place = outline + across * (width * 0.5 * side)
        height = height_at(ground, place[:, 0], place[:, 1])[:, None] + lift
        side_column = np.full((len(outline), 1), side)
        rows.append(np.concatenate([place[:, :1], height, place[:, 1:], paint, dash[:, None], side_column], axis=1))
    return np.stack(rows, axis=1).reshape(-1, 9), strip_indices(len(outline))


def area_outline(area: AreaMark) -> F64:
    """Points (n, 2) x, z round an area, close enough together to follow the ground."""
    x, _, z = area.position
    if area.shape == "circle":
        count = int(np.clip(area.radius * 14.0, 40, 200))
        angle = np.linspace(0.0, 2.0 * np.pi, count, endpoint=False)
        return np.stack([x + area.radius * np.cos(angle), z + area.radius * np.sin(angle)], axis=1)
    half_x, half_z = area.size[0] / 2.0, area.size[1] / 2.0
    corners = np.array([[-half_x, -half_z], [half_x, -half_z], [half_x, half_z], [-half_x, half_z]])
    share = np.linspace(0.0, 1.0, 16, endpoint=False)[:, None]
    sides = [corners[i] * (1 - share) + corners[(i + 1) % 4] * share for i in range(4)]
    local = np.concatenate(sides)
    cos, sin = np.cos(area.yaw), np.sin(area.yaw)
    return np.stack([x + local[:, 0] * cos + local[:, 1] * sin, z - local[:, 0] * sin + local[:, 1] * cos], axis=1)


def area_strips(ground: Ground | None, areas: Sequence[AreaMark], lines: Sequence[GroundLine]) -> tuple[F32, U32]:
    """All area outlines and ground lines as rows (n, 9) and indices."""
    strips = [
        ground_strip(ground, area_outline(area), area.colour, width=0.11, dashed=area.dashed, closed=True)
        for area in areas
    ]
    strips += [_line_strip(ground, line, 0.9) for line in lines if len(line.points) > 1]
    return join(strips, 9)


def hidden_strips(ground: Ground | None, lines: Sequence[GroundLine]) -> tuple[F32, U32]:
    """Rows (n, 9) and indices of what is left of the lines where something stands before them."""
    hidden = (line for line in lines if line.through > 0.0 and len(line.points) > 1)
    return join([_line_strip(ground, line, 0.9 * line.through) for line in hidden], 9)


def _line_strip(ground: Ground | None, line: GroundLine, opacity: float) -> tuple[F64, NDArray[np.int64]]:
    path = _resampled(np.array(line.points, dtype=np.float64)[:, [0, 2]])
    return ground_strip(
        ground, path, line.colour, width=line.width, dashed=line.dashed, closed=False, lift=line.lift, opacity=opacity
    )


def _resampled(path: F64, spacing: float = 0.5) -> F64:
    travelled = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    count = int(np.clip(travelled[-1] / spacing, 2, 400)) + 1
    at = np.linspace(0.0, travelled[-1], count)
    return np.stack([np.interp(at, travelled, path[:, 0]), np.interp(at, travelled, path[:, 1])], axis=1)
