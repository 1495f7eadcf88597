"""The ground of a scene: its landscape, and the area round the origin as one dense array."""

from typing import Any, Protocol, cast

from engine.document import SceneView
from engine.terrain.edited import terrain_edits_of
from engine.terrain.edits import NO_EDITS, TerrainEdits
from engine.terrain.height import Heightfield, make_patch
from engine.terrain.landscape import Landscape


class GroundScene(Protocol):
    """What is read of a scene; those of a document have shaped tiles."""

    @property
    def header(self) -> Any:
        """The head of the scene file, with its [terrain] block."""
        ...


def edits_of(scene: GroundScene) -> TerrainEdits:
    """What designers did to the ground of a scene."""
    return terrain_edits_of(cast("SceneView", scene)) if hasattr(scene, "terrain_tiles") else NO_EDITS


def landscape_of(scene: GroundScene) -> Landscape:
    """The ground of a scene as it is when it is asked for; later edits make another one."""
    return Landscape(scene.header.terrain, edits_of(scene))


def dense_ground_of(scene: GroundScene) -> Heightfield:
    """The patch, or of an endless world the square of `size_m` round the origin. ValueError for an impossible size."""
    terrain = scene.header.terrain
    if terrain.kind == "patch":
        return make_patch(terrain, edits_of(scene))
    land = landscape_of(scene)
    half = max(1, round(terrain.size_m / (2 * land.cell)))
    heights = land.lattice_heights(-half, -half, 2 * half + 1)
    return Heightfield(heights, (-half * land.cell, -half * land.cell), land.cell)
