"""Shaped ground as commands: what a brush made of some tiles becomes what the document keeps of a scene."""

from collections.abc import Mapping

from engine.document.command import Command
from engine.document.commands.write_tile import WriteTile
from engine.document.document import Document
from engine.document.errors import CommandError
from engine.document.state.snapshot import Snapshot
from engine.schema.tile import LAST_TILE, Ground, Tile, tile_name

TITLE = "Shape the ground"


def shape_commands(
    source: Document | Snapshot, scene: str, tiles: Mapping[tuple[int, int], Ground | None], title: str = TITLE
) -> list[Command]:
    """The commands that bring tiles of a scene's ground to what a brush made of them; what is so already has none.

    Args:
        source: The project, as it is before.
        scene: Whose ground it is: "grove" or "scenes/grove".
        tiles: What becomes of each touched tile, by (x, z); None takes all shaping of it away.
        title: What the history says: "Raise the ground".

    Raises:
        DocumentError: There is no such scene.
        CommandError: A tile lies outside of the world.
    """
    snapshot = source if isinstance(source, Snapshot) else source.snapshot()
    short = snapshot.node(scene if "/" in scene else f"scenes/{scene}").short_name
    commands: list[Command] = []
    for (x, z), ground in tiles.items():
        file = tile_name(short, x, z)
        if max(abs(x), abs(z)) > LAST_TILE:
            raise CommandError("the ground ends before this tile", f"{file}.toml", f"-{LAST_TILE} to {LAST_TILE}")
        node = snapshot.files.get(file)
        old = node.tile if node is not None else None
        new = Tile.of(ground, old) if ground is not None else None
        if new is not None and new.is_empty:
            new = None
        if (new is None and old is None) or (new is not None and old is not None and new.is_same_ground(old)):
            continue
        # Made of checked parts: a preview of a wide brush makes hundreds of these many times a second.
        commands.append(WriteTile.model_construct(kind="write_tile", file=file, old=old, new=new, title=title))
    return commands
