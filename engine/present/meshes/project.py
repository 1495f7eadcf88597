"""The meshes that a project keeps itself: its files as specs, the same spec for as long as a file stays the same."""

from __future__ import annotations

from functools import partial

import numpy as np

from engine.document.state.snapshot import Snapshot
from engine.present.meshes import MESHES, Mesh, MeshSpec
from engine.schema.file_bytes import MESHES as FOLDER
from engine.schema.mesh import Shape

_KEPT = "meshes"


def show_meshes(snapshot: Snapshot) -> None:
    """Draw a project's meshes as they are in this state of it, which is the newest; cheap where none has changed."""
    MESHES.show(specs_of(snapshot), snapshot.folder)


def lend_meshes(snapshot: Snapshot) -> None:
    """Draw a project's meshes where nobody else says which: for pictures without an editor, and of older states."""
    MESHES.lend(specs_of(snapshot), snapshot.folder)


def specs_of(snapshot: Snapshot) -> dict[str, MeshSpec]:
    """A project's meshes by name; those that did not change since the last state that was asked for are the same."""
    kept: dict[str, tuple[Shape, MeshSpec]] = snapshot.views.get(_KEPT, {})
    now: dict[str, tuple[Shape, MeshSpec]] = {}
    start = f"{FOLDER}/"
    for file, node in snapshot.files.items():
        if not file.startswith(start) or node.shape is None:
            continue
        name = node.short_name
        known = kept.get(name)
        is_same = known is not None and known[0] is node.shape
        now[name] = known if known is not None and is_same else (node.shape, _spec(name, node.shape))
    snapshot.views[_KEPT] = now
    return {name: spec for name, (_shape, spec) in now.items()}


def _spec(name: str, shape: Shape) -> MeshSpec:
    reach = float(np.hypot(shape.positions[:, 0], shape.positions[:, 2]).max())
    return MeshSpec(name, partial(mesh_of, shape), shadow_radius=min(reach, 4.0))


def mesh_of(shape: Shape) -> Mesh:
    """A project's shape as a mesh: an instance's tint colours all of it that gives off no light, and nothing moves."""
    return Mesh(
        vertices=shape.positions,
        normals=shape.normals,
        colours=shape.colours,
        emissive=shape.emissive,
        tinted=np.where(shape.emissive > 0.0, 0.0, 1.0).astype(np.float32),
        joint=np.zeros(len(shape.positions), np.uint8),
    )
