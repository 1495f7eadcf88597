"""Shaped ground of a scene that isn't there."""

from collections.abc import Iterator

from engine.document import Finding, Path, WriteTile
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.tile import TERRAIN, scene_of_tile


@rule("ground-of-no-scene", "warning", "Shaped ground of a scene that isn't there")
def ground_of_no_scene(scene: RuleScene) -> Iterator[Finding]:
    """Tiles in terrain/NAME/ without a scenes/NAME.toml: somebody's work on the ground that nobody will ever see."""
    files = scene.view.snapshot.files
    lost: dict[str, list[WriteTile]] = {}
    for name, node in files.items():
        owner = scene_of_tile(name) if node.tile is not None else None
        if owner is not None and f"scenes/{owner}" not in files:
            lost.setdefault(owner, []).append(WriteTile(file=name, old=node.tile, new=None))
    for owner, commands in sorted(lost.items()):
        tiles = "1 tile" if len(commands) == 1 else f"{len(commands)} tiles"
        yield scene.finding(
            f"{TERRAIN}/{owner}/ holds {tiles} of ground for a scene {owner}, but there is no scenes/{owner}.toml. "
            "Bring the scene back, rename the folder after the right one, or delete the ground.",
            Path(commands[0].file),
            fix=tuple(commands),
            fix_title="Delete the ground",
        )
