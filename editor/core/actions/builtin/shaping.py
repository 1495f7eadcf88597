"""Shaping the ground: the brushes, their size and strength."""

from functools import partial

from editor.core.actions.registry import Action
from editor.core.editor import Editor
from editor.core.terrain.shaped_ground import remove_shaping
from editor.core.terrain.shaping import ShapeTool

BRUSHES: tuple[tuple[ShapeTool, str, str, str, str], ...] = (
    ("raise", "Raise the ground", "1", "arrow-fat-line-up", "Drag to raise the ground, with Shift to lower it."),
    ("flatten", "Flatten the ground", "2", "equals", "Drag to level the ground to one height; Ctrl-click picks it."),
    ("smooth", "Smooth the ground", "3", "waves", "Drag to take bumps and edges off the ground."),
    ("paint", "Paint the ground", "4", "paint-brush", "Drag to lay down a material, with Shift to take paint off."),
    ("stamp", "Stamp a landform", "5", "selection-plus", "Press to set a landform down; drag to move it."),
)
WORDS: dict[ShapeTool, str] = {
    "raise": "sculpt lower dig", "flatten": "level plateau", "smooth": "soften relax blur",
    "paint": "texture material splat", "stamp": "hill crater ridge ramp mountain",
}  # fmt: skip
"""What the brushes are called in other editors, for the palette."""
SHAPES = "has_scene and not in_prefab and not active"


def actions(editor: Editor) -> list[Action]:
    """The actions of the Terrain part of the Entity menu, and the toolbar's one button for all brushes."""
    tools = editor.tools

    def take(tool: ShapeTool) -> None:
        tools.tool = tool

    def is_in_hand(tool: ShapeTool) -> bool:
        return tools.tool == tool

    def take_or_leave() -> None:
        tools.tool = "move" if tools.shape_tool is not None else tools.shaping.last

    brushes = [
        Action(
            f"shape.{tool}", title, partial(take, tool), keys, SHAPES, glyph, "Entity/7", "brushes", text,
            checked=partial(is_in_hand, tool), words=f"terrain {WORDS[tool]}",
        )
        for tool, title, keys, glyph, text in BRUSHES
    ]  # fmt: skip
    sizes = [
        Action(
            f"shape.{name}", title, partial(change, steps), keys, "shaping", glyph, "Entity/7",
            description="Keep the key pressed to go on.",
        )
        for name, title, keys, glyph, change, steps in (
            ("smaller", "Smaller brush", "[", "minus", tools.shaping.wider, -1),
            ("larger", "Larger brush", "]", "plus", tools.shaping.wider, 1),
            ("weaker", "Weaker brush", "Shift+[", "minus", tools.shaping.stronger, -1),
            ("stronger", "Stronger brush", "Shift+]", "plus", tools.shaping.stronger, 1),
        )
    ]  # fmt: skip
    return [
        Action(
            "shape.ground", "Shape the ground", take_or_leave, "B", SHAPES, "polygon",
            "Entity/7", "shape", "Raise, flatten, smooth, paint and stamp the ground with a brush.",
            checked=lambda: tools.shape_tool is not None, words="terrain sculpt landscape brush heightmap",
        ),
        *brushes,
        *sizes,
        Action(
            "shape.remove_all", "Remove all shaping of this scene", partial(remove_shaping, editor), "",
            "has_scene and shaped and not active", "trash", "Entity/7",
            description="The ground is again as its seed makes it; undo brings the shaping back.", words="terrain",
        ),
    ]  # fmt: skip
