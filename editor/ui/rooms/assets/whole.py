"""The mesh of a whole prefab: its root and its parts as one, their tints baked in, for its small picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.document import EntityView
from engine.document.views.placing import place_in
from engine.present.colour import tint_of
from engine.present.meshes import MESHES, Mesh


def whole_mesh(entities: Sequence[EntityView]) -> Mesh | None:
    """The meshes of several things where they stand, as one; None where nothing has any."""
    found = [mesh for each in entities if (mesh := _mesh_of(each)) is not None]
    if not found:
        return None
    return Mesh(
        vertices=np.concatenate([each.vertices for each in found]),
        normals=np.concatenate([each.normals for each in found]),
        colours=np.concatenate([each.colours for each in found]),
        emissive=np.concatenate([each.emissive for each in found]),
        tinted=np.concatenate([each.tinted for each in found]),
        joint=np.concatenate([each.joint for each in found]),
    )


def _mesh_of(entity: EntityView) -> Mesh | None:
    look: Any = entity.components.get("appearance")
    if look is None or look.mesh not in MESHES:
        return None
    mesh, at = MESHES.spec(look.mesh).mesh, place_in(entity.components)
    yaw = np.radians(at.rotation[1])
    c, s = np.cos(yaw), np.sin(yaw)
    turn = np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])
    share = mesh.tinted[:, None]
    colours = mesh.colours * (1.0 - share + share * np.array(tint_of(look.tint)))
    return Mesh(
        vertices=(mesh.vertices @ turn.T * at.scale + np.array(at.position)).astype(np.float32),
        normals=(mesh.normals @ turn.T).astype(np.float32),
        colours=colours.astype(np.float32),
        emissive=mesh.emissive,
        tinted=np.zeros_like(mesh.tinted),
        joint=np.zeros_like(mesh.joint),
    )
