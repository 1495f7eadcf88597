"""WriteTile: create, delete or replace one tile of a scene's shaped ground."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, InstanceOf, PlainSerializer, WithJsonSchema

from engine.document.command import Command
from engine.document.path import Namer, by_id
from engine.schema.text import FormatError
from engine.schema.tile import Tile, scene_of_tile
from engine.schema.tile_text import read_tile

if TYPE_CHECKING:
    from engine.document.state.draft import Draft


def _as_tile(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return read_tile(value)
    except FormatError as error:
        raise ValueError(f"no tile of ground: {error}") from error


def _text(tile: Tile) -> str:
    return tile.text


TileField = Annotated[
    InstanceOf[Tile],
    BeforeValidator(_as_tile),
    PlainSerializer(_text, return_type=str),
    WithJsonSchema({"type": "string", "description": "the text of terrain/SCENE/X_Z.toml"}),
]
"""A tile inside a command: the text of its file in JSON."""


class WriteTile(Command):
    """Create, delete or replace one tile of a scene's shaped ground."""

    kind: Literal["write_tile"] = "write_tile"
    file: str
    old: TileField | None
    """The tile before; None where the seed's ground was as it is."""
    new: TileField | None
    """The tile after; None takes all shaping away."""
    title: str = ""

    def edit(self, draft: "Draft") -> None:
        """Put the new tile in the place of the old one, if it is still the old one."""
        draft.write_tile(self.file, self.old, self.new)

    def inverse(self) -> "WriteTile":
        """Bring the old tile back, byte for byte."""
        return WriteTile.model_construct(kind=self.kind, file=self.file, old=self.new, new=self.old, title=self.title)

    def sentence(self, names: Namer = by_id) -> str:
        """Say whose ground is shaped."""
        scene = f"scenes/{scene_of_tile(self.file)}"
        return self.title or f"Shape the ground of {names(scene, None)}"
