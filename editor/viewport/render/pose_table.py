"""The joints of all posed bodies of a picture, worked out a build at a time, in a texture for the shaders."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render import gl as g
from editor.viewport.render.gl import Calls, pointer
from editor.viewport.render.program import JOINTS_UNIT
from engine.present.draw_list import Instances
from engine.present.meshes import MESHES
from engine.present.poses.rig import Rig, Skeleton

F32 = NDArray[np.float32]
TEXELS = 64
"""Texels in a row: three for each joint."""
FIRST_ROWS = 32


class PoseTable:
    """One row for each posed body; empty, and free, where nobody is posed."""

    def __init__(self, gl: Calls) -> None:
        self._gl = gl
        self._rows = 0
        self._texture = gl.new("Textures")
        self._make(FIRST_ROWS)

    def fill(self, parts: Sequence[Instances], time: float) -> None:
        """Take over the poses of a picture's parts at `time` [s], in the order of `posed_counts`."""
        table = joint_rows(parts, time)
        gl = self._gl
        gl.ActiveTexture(g.TEXTURE0 + JOINTS_UNIT)
        gl.BindTexture(g.TEXTURE_2D, self._texture)
        if len(table) > self._rows:
            self._make(1 << (len(table) - 1).bit_length())
        if len(table):
            gl.TexSubImage2D(g.TEXTURE_2D, 0, 0, 0, TEXELS, len(table), g.RGBA, g.FLOAT, pointer(table))
        gl.ActiveTexture(g.TEXTURE0)

    def _make(self, rows: int) -> None:
        gl = self._gl
        self._rows = rows
        gl.BindTexture(g.TEXTURE_2D, self._texture)
        gl.TexImage2D(g.TEXTURE_2D, 0, g.RGBA32F, TEXELS, rows, 0, g.RGBA, g.FLOAT, None)
        for name in (g.TEXTURE_MIN_FILTER, g.TEXTURE_MAG_FILTER):
            gl.TexParameteri(g.TEXTURE_2D, name, g.NEAREST)


def posed_count(part: Instances) -> int:
    """How many rows a part has in the table: all of its bodies, or none where it has no pose or no joints."""
    return len(part) if part.pose is not None and MESHES.spec(part.mesh).mesh.rig is not None else 0


def joint_rows(parts: Sequence[Instances], time: float) -> F32:
    """Rows (n, TEXELS, 4) f4: for each posed body, in the order of the parts, the matrices of its joints."""
    counts = [posed_count(part) for part in parts]
    table = np.zeros((sum(counts), TEXELS, 4), dtype=np.float32)
    builds: dict[Skeleton, list[tuple[Rig, Instances, int]]] = {}
    begin = 0
    for part, count in zip(parts, counts, strict=True):
        rig = MESHES.spec(part.mesh).mesh.rig if count else None
        if rig is not None:
            builds.setdefault(rig.skeleton, []).append((rig, part, begin))
        begin += count
    for skeleton, members in builds.items():
        many = [len(part) for _, part, _ in members]
        pivot = np.concatenate([np.repeat(rig.pivot[None], len(part), axis=0) for rig, part, _ in members])
        style = np.repeat([rig.style for rig, _, _ in members], many)
        pose = np.concatenate([part.pose for _, part, _ in members if part.pose is not None])
        rows = np.concatenate([np.arange(first, first + len(part)) for _, part, first in members])
        made = skeleton.matrices(pivot, style, pose, time)
        table[rows, : made.shape[1] * 3] = made.reshape(len(rows), -1, 4)
    return table
