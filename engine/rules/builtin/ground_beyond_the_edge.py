"""Shaped ground beyond the edge of a scene's terrain."""

from collections.abc import Iterator

from engine.document import Finding, Path, WriteTile
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.tile import CELLS_M, SIDE, tile_name


@rule("ground-beyond-the-edge", "warning", "Shaped ground beyond the edge of the terrain")
def ground_beyond_the_edge(scene: RuleScene) -> Iterator[Finding]:
    """Tiles outside of a patch, as after it was made smaller: what they say has no effect."""
    terrain = scene.view.header.terrain
    if terrain.kind != "patch":
        return
    half = int(terrain.size_m / 2 / CELLS_M["patch"])
    outside = {
        place: tile
        for place, tile in scene.view.terrain_tiles.items()
        if any(each * SIDE > half or each * SIDE + SIDE - 1 < -half for each in place)
    }
    if not outside:
        return
    name = scene.view.scene
    fix = tuple(WriteTile(file=tile_name(name, *place), old=tile, new=None) for place, tile in outside.items())
    tiles = "1 tile of shaped ground lies" if len(fix) == 1 else f"{len(fix)} tiles of shaped ground lie"
    yield scene.finding(
        f"{tiles} beyond the edge of the terrain, {terrain.size_m / 2:g} m from the middle, and can't be seen. "
        "Make the terrain larger, or delete them.",
        Path(fix[0].file),
        fix=fix,
        fix_title="Delete them",
    )
