"""Shaped ground as commands: what a brush made of some tiles becomes what the document keeps of a scene."""

from collections.abc import Mapping

from engine.document.command import Command
from engine.document.commands.write_tile import WriteTile
from engine.document.document import Document
from engine.document.errors import CommandError
from engine.document.state.snapshot import Snapshot
from engine.document.views.ground import tiles_of
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
    snapshot = source.snapshot()
    short = snapshot.node(scene if "/" in scene else f"scenes/{scene}").short_name
    commands: list[Command] = []
    for (x, z), ground in tiles.items():
        file = tile_name(short, x, z)
        if max(abs(x), abs(z)) > LAST_TILE:
            raise CommandError("the ground ends before this tile", f"{file}.toml", f"-{LAST_TILE} to {LAST_TILE}")
        old = _tile(snapshot, short, (x, z))
        new = Tile.of(ground, old) if ground is not None else None
        if new is not None and new.is_empty:
            new = None
        if (new is None and old is None) or (new is not None and old is not None and new.is_same_ground(old)):
            continue
        # Made of checked parts: a preview of a wide brush makes hundreds of these many times a second.
        commands.append(WriteTile.model_construct(kind="write_tile", file=file, old=old, new=new, title=title))
    return commands


def ground_written(snapshot: Snapshot, scene: str, copy: str) -> list[Command]:
    """The commands that give another scene the shaped ground of one; both by short name."""
    return [
        WriteTile(file=tile_name(copy, *place), old=_tile(snapshot, copy, place), new=tile)
        for place, tile in tiles_of(snapshot, scene).items()
    ]


def ground_taken(snapshot: Snapshot, scene: str) -> list[Command]:
    """The commands that take away all that shapes a scene's ground: "grove"."""
    tiles = tiles_of(snapshot, scene)
    return [WriteTile(file=tile_name(scene, *place), old=tile, new=None) for place, tile in tiles.items()]


def _tile(snapshot: Snapshot, scene: str, place: tuple[int, int]) -> Tile | None:
    node = snapshot.files.get(tile_name(scene, *place))
    return node.tile if node is not None else None
