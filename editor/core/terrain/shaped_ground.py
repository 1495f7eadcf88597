"""How much of the open scene's ground is shaped, and taking all of it away."""

from dataclasses import dataclass

from editor.core.editor import Editor
from engine.document import Compound
from engine.document.edits.terrain import shape_commands
from engine.schema.tile import TERRAIN, tile_place
from engine.terrain.edits import TILE_POINTS
from engine.terrain.lattice import ENDLESS_CELL_M, PATCH_CELL_M

TITLE = "Remove all shaping"


@dataclass(frozen=True)
class ShapedGround:
    """The tiles of a scene that hold shaping, by (x, z), and the side of each [m]."""

    places: tuple[tuple[int, int], ...] = ()
    side_m: float = TILE_POINTS * PATCH_CELL_M

    @property
    def area_m2(self) -> float:
        """What the tiles cover [m²]."""
        return len(self.places) * self.side_m * self.side_m

    @property
    def text(self) -> str:
        """Tiles and area as people read them: "12 tiles, 768 m²", "4,096 tiles, 1.05 km²"."""
        count = len(self.places)
        if not count:
            return "None"
        area = f"{self.area_m2:,.0f} m²" if self.area_m2 < 100_000.0 else f"{self.area_m2 / 1e6:,.2f} km²"
        return f"{count:,} tile{'' if count == 1 else 's'}, {area}"


def shaped_ground(editor: Editor) -> ShapedGround:
    """The shaped tiles of the open scene; none without one."""
    document, scene = editor.document, editor.scene
    if document is None or scene is None:
        return ShapedGround()
    start = f"{TERRAIN}/{scene}/"
    found = (tile_place(file) for file in document.files if file.startswith(start))
    cell = ENDLESS_CELL_M if editor.view.header.terrain.kind == "endless" else PATCH_CELL_M
    return ShapedGround(tuple(sorted(place for place in found if place is not None)), TILE_POINTS * cell)


def is_shaped(editor: Editor) -> bool:
    """Whether any ground of the open scene is shaped."""
    document, start = editor.document, f"{TERRAIN}/{editor.scene}/"
    return document is not None and any(file.startswith(start) for file in document.files)


def remove_shaping(editor: Editor) -> None:
    """Give the open scene the ground of its seed alone again, as one entry of the history."""
    document, scene = editor.document, editor.scene
    if document is None or scene is None:
        return
    gone = dict.fromkeys(shaped_ground(editor).places)
    commands = shape_commands(document, scene, gone, TITLE)
    if commands:
        editor.run(Compound(title=TITLE, commands=tuple(commands)))
