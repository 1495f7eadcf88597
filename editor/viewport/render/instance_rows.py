"""Instances of a draw list as the rows that shaders read, packed once for each part that stays the same."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.buffers import Attribute
from editor.viewport.render.mesh_library import MeshLibrary
from editor.viewport.render.pose_table import posed_count
from engine.present.draw_list import Instances

F32 = NDArray[np.float32]
I32 = NDArray[np.int32]
INSTANCE_ATTRIBUTES = (Attribute(3, 4, True), Attribute(4, 4, True), Attribute(5, 4, True))
FLOATS_AN_INSTANCE = 12
FLASH_SHARE = 0.75
"""A flash is the fraction of its number; the whole part is the row of its pose, from 1 on."""


@dataclass(frozen=True, eq=False)
class InstanceRows:
    """n instances. rows (n, 12) f4 (see instance.glsl), mesh (n,) i4, ghost and yields (n,) bool, entity: n ids.

    still: a number that changes whenever something that stands still (and casts a baked shadow) does.
    """

    rows: F32
    mesh: I32
    ghost: NDArray[np.bool_]
    yields: NDArray[np.bool_]
    entity: tuple[str, ...]
    still: int

    def cut(self, wanted: NDArray[np.intp]) -> InstanceRows:
        """The wanted instances alone, as bodies without entities."""
        rows, mesh = self.rows[wanted], self.mesh[wanted]
        return InstanceRows(rows, mesh, self.ghost[wanted], self.yields[wanted], (), self.still)

    def of_entities(self, wanted: frozenset[str]) -> NDArray[np.intp]:
        """Indices of the instances that belong to one of the entities."""
        if not wanted:
            return np.zeros(0, dtype=np.intp)
        return np.array([i for i, entity in enumerate(self.entity) if entity in wanted], dtype=np.intp)


@dataclass
class _Packed:
    """A part, its mesh numbers, and from the second picture with it on its rows."""

    part: Instances
    rows: F32 | None
    mesh: I32
    checksum: int


class InstancePacker:
    """Packs the parts of one draw list after the other; a part object seen before costs nothing again."""

    def __init__(self, library: MeshLibrary) -> None:
        self._library = library
        self._packed: dict[int, _Packed] = {}
        self._last: InstanceRows | None = None
        self._last_parts: tuple[int, ...] = ()

    def pack(self, parts: Sequence[Instances]) -> InstanceRows:
        """All instances of the parts, in order."""
        keys = tuple(id(part) for part in parts)
        if self._last is not None and keys == self._last_parts:
            return self._last
        fresh: dict[int, _Packed] = {}
        rows = np.empty((sum(map(len, parts)), FLOATS_AN_INSTANCE), dtype=np.float32)
        first = 0
        for part in parts:
            known = self._packed.get(id(part))
            own = rows[first : first + len(part)]
            first += len(part)
            if known is None or known.part is not part:
                # What is packed for the first time is packed in place: most of a crowd is never seen again.
                known = self._pack_part(part, own)
            elif known.rows is None:
                known = self._pack_part(part, own)
                known.rows = own.copy()
            else:
                own[:] = known.rows
            fresh[id(part)] = known
        self._packed = fresh
        packed = [fresh[key] for key in keys]
        entities: list[str] = []
        for each in packed:
            entities.extend(each.part.entity)
        rows[:, 11] = np.arange(1, len(rows) + 1)
        first = posed = 0
        for each in packed:
            count = posed_count(each.part)
            if count:
                rows[first : first + count, 6] += np.arange(posed + 1, posed + count + 1)
            first, posed = first + len(each.mesh), posed + count
        mesh = np.concatenate([each.mesh for each in packed]) if packed else np.zeros(0, dtype=np.int32)
        ghost = np.concatenate([np.full(len(each.mesh), each.part.ghost) for each in packed]) if packed else mesh > 0
        yields = np.zeros(len(rows), np.bool_)
        first = 0
        for each in packed:
            if each.part.yields is not None:
                yields[first : first + len(each.mesh)] = each.part.yields > 0.0
            first += len(each.mesh)
        still = zlib.crc32(np.array([each.checksum for each in packed], dtype=np.uint64).tobytes())
        self._last = InstanceRows(rows, mesh, ghost, yields, tuple(entities), still)
        self._last_parts = keys
        return self._last

    def forget(self) -> None:
        """Pack everything anew: meshes came, went or became others."""
        self._packed, self._last = {}, None

    def rows_of(self, part: Instances) -> tuple[F32, I32]:
        """Rows (n, 12) f4 and mesh numbers (n,) i4 of a part that belongs to no picture."""
        rows = np.empty((len(part), FLOATS_AN_INSTANCE), dtype=np.float32)
        return rows, self._pack_part(part, rows).mesh

    def _pack_part(self, part: Instances, rows: F32) -> _Packed:
        number = self._library.number(part.mesh)
        spec = self._library.specs[number]
        rows[:, 0:3] = part.position
        rows[:, 3] = part.scale
        rows[:, 4] = np.cos(part.yaw)
        rows[:, 5] = np.sin(part.yaw)
        if part.lying is not None:
            rows[part.lying > 0.0, 4:6] *= 2.0
        rows[:, 6] = np.clip(part.flash, 0.0, 1.0) * FLASH_SHARE
        emphasis = 1.0 if part.emphasis is None else part.emphasis
        rows[:, 7] = (spec.rim if spec.fill else -spec.rim) * emphasis
        rows[:, 8:11] = part.tint
        rows[:, 11] = 0.0
        bakes = not (spec.moving or spec.foliage or part.ghost)
        checksum = (
            zlib.crc32(rows[:, :6].tobytes(), number + 1 + 65_536 * self._library.versions[number]) if bakes else 0
        )
        return _Packed(part, None, np.full(len(part), number, dtype=np.int32), checksum)
