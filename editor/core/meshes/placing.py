"""What becomes of a mesh that was read before it enters the project: its units, its up, where it stands, its name."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import numpy as np

from editor.core.entities import edits
from editor.core.entities.free_spot import free_spot
from editor.core.project import scene_files
from engine.document import Command, Compound, Document, WriteFile
from engine.document.disk.reading import read_text
from engine.document.path import words
from engine.document.state.node import FileNode
from engine.schema.file_bytes import MESHES as FOLDER
from engine.schema.file_bytes import text_of
from engine.schema.mesh import Shape, glb_of
from engine.schema.mesh.faults import MeshFileError

if TYPE_CHECKING:
    from editor.core.editor import Editor

UNITS = {"Metres": 1.0, "Centimetres": 0.01, "Millimetres": 0.001, "Inches": 0.0254, "Feet": 0.3048}
"""What one unit of a file is in metres."""
FARTHEST_M = 1_000.0


@dataclass(frozen=True)
class Choices:
    """How a mesh enters the project.

    unit: a name of UNITS; scale: a factor beside; up: "y" or "z"; grounded: moved so that it stands on the ground
    with its middle at the origin; placed: also put into the scene; obstacle: with an obstacle of its bounds.
    """

    name: str
    unit: str = "Metres"
    scale: float = 1.0
    up: str = "y"
    grounded: bool = True
    placed: bool = False
    obstacle: bool = False


def name_for(path: FilePath, taken: Collection[str]) -> str:
    """A name for a mesh made from its file's, other than the taken ones: "Old Statue.glb" gives old_statue."""
    stem = re.sub(r"[^a-z0-9]+", "_", path.stem.lower()).strip("_")[:60] or "mesh"
    found, number = stem, 2
    while found in taken:
        found, number = f"{stem}_{number}", number + 1
    return found


def why_not_named(document: Document, name: str) -> str:
    """Why a mesh can't enter the project under a name; empty where it can, also in the place of another."""
    from engine.present.meshes import MESHES

    if MESHES.is_built_in(name):
        return "The engine has a mesh of this name; expected another name."
    if f"{FOLDER}/{name}" in document.files:
        return ""
    return scene_files.why_not_named(document, f"{FOLDER}/", name)


def adjusted(shape: Shape, choices: Choices) -> Shape:
    """The shape in metres, with y up, and on the ground where that is wanted.

    Raises:
        MeshFileError: It would be larger than anything in a world.
    """
    positions, normals = shape.positions.astype(np.float64), shape.normals
    if choices.up == "z":
        positions, normals = _upright(positions), _upright(normals)
    positions = positions * (UNITS[choices.unit] * choices.scale)
    size = float((positions.max(axis=0) - positions.min(axis=0)).max())
    if not size <= FARTHEST_M:
        raise MeshFileError(f"it would be {size:,.0f} m large", f"at most {FARTHEST_M:,.0f} m; choose another unit")
    if choices.grounded:
        low, high = positions.min(axis=0), positions.max(axis=0)
        positions = positions - [(low[0] + high[0]) / 2.0, low[1], (low[2] + high[2]) / 2.0]
    return replace(
        shape,
        positions=np.ascontiguousarray(positions, np.float32),
        normals=np.ascontiguousarray(normals, np.float32),
    )


def size_of(shape: Shape) -> tuple[float, float, float]:
    """Width, height and depth [m]."""
    low, high = shape.low, shape.high
    return high[0] - low[0], high[1] - low[1], high[2] - low[2]


def packed(shape: Shape, name: str) -> FileNode:
    """The file that an adjusted shape becomes; takes a tenth of a second for the largest, on any thread."""
    file = f"{FOLDER}/{name}"
    return read_text(file, text_of(file, glb_of(shape, name))).node


def import_command(editor: Editor, node: FileNode, choices: Choices) -> Command:
    """The one command by which a packed shape enters the project, and the scene where that is wanted."""
    document, file, text, shape = editor.document, node.name, node.text, node.shape
    assert document is not None
    assert shape is not None
    old = document.text(file) if file in document.files else None
    # What was read on another thread need not be read again where the command is run.
    document.take_note({}, {file: node})
    title = f"{'Import' if old is None else 'Replace'} the mesh {words(choices.name)}"
    write = WriteFile(file=file, old=old, new=text, title=title)
    if not choices.placed or editor.scene is None:
        return write
    block: dict[str, Any] = {"appearance": {"mesh": choices.name}}
    if choices.obstacle:
        block["obstacle"] = {"size": [round(each, 3) for each in _around(shape)]}
    scene = f"scenes/{editor.scene}"
    width, _, depth = _around(shape)
    spot = free_spot(editor.view, editor.tools.spot, radius_m=math.hypot(width, depth) / 2.0)
    add = edits.add(document, scene, words(choices.name), block, spot)
    return Compound(title=title, commands=(write, add))


def _around(shape: Shape) -> tuple[float, float, float]:
    """Full width, height and depth of a box about the origin that holds the shape; no side is shorter than 5 cm."""
    low, high = shape.low, shape.high
    width, depth = (2.0 * max(abs(low[axis]), abs(high[axis])) for axis in (0, 2))
    return max(width, 0.05), max(high[1], 0.05), max(depth, 0.05)


def _upright(rows: Any) -> Any:
    """Rows (n, 3) of a file whose z is up, with y up."""
    return np.stack([rows[:, 0], rows[:, 2], -rows[:, 1]], axis=1)
