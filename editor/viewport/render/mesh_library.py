"""Every mesh in one vertex buffer, so that one call draws them all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.buffers import Attribute, Buffer
from editor.viewport.render.gl import STATIC_DRAW, Calls
from engine.present.meshes import MESHES, Mesh, MeshSpec
from engine.present.poses.rig import REACH

FAR_TREE_M, FAR_PERSON_M, SPECK_M, DOT_M = 24.0, 8.0, 18.0, 120.0
"""From how far away the meshes that stand for another in the distance are drawn: each plainer than the one before."""
MESH_ATTRIBUTES = (Attribute(0, 3), Attribute(1, 4), Attribute(2, 4))


def interleaved(mesh: Mesh) -> NDArray[np.float32]:
    """Vertex rows (n, 11) f4: position, normal, share of the tint + 2 x the joint, colour, light given off."""
    shares = (mesh.tinted + 2.0 * mesh.joint)[:, None]
    parts = (mesh.vertices, mesh.normals, shares, mesh.colours, mesh.emissive[:, None])
    return np.ascontiguousarray(np.concatenate(parts, axis=1), dtype=np.float32)


class MeshLibrary:
    """Mesh names as small numbers, their ranges in the buffer and what culling needs to know of them."""

    def __init__(self, gl: Calls) -> None:
        self.buffer = Buffer(gl)
        self.specs: list[MeshSpec] = []
        self.revision = 0
        self._number: dict[str, int] = {}
        self._seen = MESHES.revision
        self.versions: list[int] = []
        """How often each mesh became another."""
        self._rows: list[NDArray[np.float32]] = []
        self.first = np.zeros(0, dtype=np.uint32)
        self.count = np.zeros(0, dtype=np.uint32)
        self.radius = np.zeros(0, dtype=np.float32)
        self.middle = np.zeros(0, dtype=np.float32)
        self.spread = np.zeros(0, dtype=np.float32)
        self.far = np.zeros(0, dtype=np.int32)
        self.far_from = np.zeros(0, dtype=np.float32)
        self.speck = np.zeros(0, dtype=np.int32)
        self.speck_from = np.zeros(0, dtype=np.float32)
        self.dot = np.zeros(0, dtype=np.int32)
        self.dot_from = np.zeros(0, dtype=np.float32)
        self.is_tree = np.zeros(0, dtype=bool)
        self.is_foliage = np.zeros(0, dtype=bool)
        self.is_moving = np.zeros(0, dtype=bool)
        self.shadow_radius = np.zeros(0, dtype=np.float32)

    def number(self, name: str) -> int:
        """The number of a mesh; an unknown name gets the marker's."""
        spec = MESHES.spec(name)
        if spec.name not in self._number:
            self._add(spec)
        elif self.specs[self._number[spec.name]] is not spec:
            self._replace(spec)
            self._measure()
        return self._number[spec.name]

    def catch_up(self) -> bool:
        """Take in what has become of a project's meshes; whether instances have to be packed anew."""
        if self._seen == MESHES.revision:
            return False
        self._seen = MESHES.revision
        stale = [now for spec in self.specs if (now := MESHES.spec(spec.name)).name == spec.name and now is not spec]
        for spec in stale:
            self._replace(spec)
        if stale:
            self._measure()
        return True

    def _replace(self, spec: MeshSpec) -> None:
        """Put another mesh in the place of one of the same name, which keeps its number."""
        number = self._number[spec.name]
        self.specs[number] = spec
        self._rows[number] = interleaved(spec.mesh)
        self.versions[number] += 1

    def _add(self, spec: MeshSpec) -> None:
        self._number[spec.name] = len(self.specs)
        self.specs.append(spec)
        self._rows.append(interleaved(spec.mesh))
        self.versions.append(0)
        far = self.number(spec.far) if spec.far else self._number[spec.name]
        speck = self.number(spec.speck) if spec.speck else far
        dot = self.number(spec.dot) if spec.dot else speck
        number = self._number[spec.name]
        for name, stand_in in (("far", far), ("speck", speck), ("dot", dot)):
            # The meshes that stand in have entered their own while they were numbered.
            grown = np.resize(getattr(self, name), len(self.specs)).astype(np.int32)
            grown[number] = stand_in
            setattr(self, name, grown)
        self._measure()

    def _measure(self) -> None:
        """Reckon anew what follows from all meshes, and fill the buffer."""
        lengths = np.array([len(rows) for rows in self._rows], dtype=np.uint32)
        self.count = lengths
        self.first = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.uint32)
        # A bounding sphere about the middle of the height, not about the feet: tall trees would be twice as large.
        low_high = [(rows[:, 1].min(), rows[:, 1].max()) for rows in self._rows]
        self.middle = np.array([(low + high) * 0.5 for low, high in low_high], dtype=np.float32)
        self.radius = np.array(
            [
                np.sqrt(((rows[:, :3] - [0.0, middle, 0.0]) ** 2).sum(axis=1).max())
                for rows, middle in zip(self._rows, self.middle, strict=True)
            ],
            dtype=np.float32,
        ) * np.where([each.mesh.rig is not None for each in self.specs], REACH, 1.0).astype(np.float32)
        self.spread = np.array([np.hypot(rows[:, 0], rows[:, 2]).max() for rows in self._rows], dtype=np.float32)
        self.is_tree = np.array([bool(each.far) and not each.moving for each in self.specs])
        self.far_from = np.where([each.moving for each in self.specs], FAR_PERSON_M, FAR_TREE_M).astype(np.float32)
        self.speck_from = np.where([bool(each.speck) for each in self.specs], SPECK_M, np.inf).astype(np.float32)
        self.dot_from = np.where([bool(each.dot) for each in self.specs], DOT_M, np.inf).astype(np.float32)
        self.is_foliage = np.array([each.foliage for each in self.specs])
        self.is_moving = np.array([each.moving for each in self.specs])
        self.shadow_radius = np.array([each.shadow_radius for each in self.specs], dtype=np.float32)
        self.buffer.fill(np.concatenate(self._rows), STATIC_DRAW)
        self.revision += 1
