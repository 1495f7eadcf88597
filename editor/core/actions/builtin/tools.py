"""Tools: select, move, rotate, scale, snapping, axes, framing."""

from functools import partial

from editor.core.actions.registry import Action
from editor.core.editor import Editor
from editor.core.tools import Resting, Tool

TOOLS: tuple[tuple[Tool, str, str, str, str], ...] = (
    ("select", "Select", "Q", "cursor", "Choose entities without moving them."),
    ("move", "Move", "W", "arrows-out-cardinal", "Drag entities along axes and planes."),
    ("rotate", "Rotate", "E", "arrow-clockwise", "Turn entities."),
    ("scale", "Scale", "R", "corners-out", "Make entities larger or smaller."),
)


def actions(editor: Editor) -> list[Action]:
    """The actions of the toolbar's left part and of framing."""
    tools = editor.tools

    def take(tool: Tool) -> None:
        tools.tool = tool

    def is_in_hand(tool: Tool) -> bool:
        return tools.tool == tool

    def snap() -> None:
        tools.is_snapping = not tools.is_snapping
        editor.settings.set("editing.snap", tools.is_snapping)

    def axes() -> None:
        tools.space = "local" if tools.space == "world" else "world"

    def on_grid() -> None:
        tools.is_on_grid = not tools.is_on_grid
        editor.settings.set("editing.snap_to_grid", tools.is_on_grid)

    def rest(where: Resting) -> None:
        tools.resting = "kept" if tools.resting == where else where
        editor.settings.set("editing.resting", tools.resting)

    def set_step(key: str, value: float) -> None:
        setattr(tools, f"step_{key}", value)
        editor.settings.set(f"editing.snap_step_{key}", value)

    def has_step(key: str, value: float) -> bool:
        return bool(getattr(tools, f"step_{key}") == value)

    steps = [
        Action(
            f"tool.{name}_step_{value:g}", f"{title}: {value:g} {unit}",
            partial(set_step, key, value), "", "has_scene", "magnet-straight",
            "Entity/6", description=f"The step of a drag that {verb} while Snap is on.",
            checked=partial(has_step, key, value),
        )
        for name, title, verb, key, unit, values in (
            ("move", "Move step", "moves", "m", "m", (0.1, 0.25, 0.5, 1.0, 2.0, 5.0)),
            ("turn", "Rotation step", "rotates", "deg", "°", (5.0, 15.0, 22.5, 45.0, 90.0)),
        )
        for value in values
    ]  # fmt: skip
    listed = [
        Action(
            f"tool.{tool}", title, partial(take, tool), keys, "has_scene", glyph, "Entity/6", "tools", text,
            checked=partial(is_in_hand, tool),
        )
        for tool, title, keys, glyph, text in TOOLS
    ]  # fmt: skip
    return [
        *listed,
        Action(
            "tool.snap", "Snap", snap, "X", "has_scene", "magnet-straight", "Entity/6", "snap",
            "Drags go in steps; the step is in the settings.", checked=lambda: tools.is_snapping,
        ),
        Action(
            "tool.snap_grid", "Snap to the grid", on_grid, "Shift+X", "has_scene", "grid-four", "Entity/6", "",
            "Steps are counted from the world's origin, so that what is moved comes to lie on the grid's lines.",
            checked=lambda: tools.is_on_grid, words="absolute",
        ),
        Action(
            "tool.snap_ground", "Snap to the ground", partial(rest, "ground"), "", "has_scene", "arrow-line-down",
            "Entity/6", "", "What is moved along the ground stands on it, whatever its height was.",
            checked=lambda: tools.resting == "ground",
        ),
        Action(
            "tool.snap_surface", "Snap onto obstacles", partial(rest, "surface"), "", "has_scene", "stack-simple",
            "Entity/6", "", "What is moved stands on top of the obstacle below it, else on the ground.",
            checked=lambda: tools.resting == "surface", words="surface top",
        ),
        *steps,
        Action(
            "tool.axes", "Use the entity's own axes", axes, "G", "has_scene", "globe-hemisphere-west", "Entity/6",
            "snap", "The gizmo follows the entity's rotation instead of the world.",
            checked=lambda: tools.space == "local",
        ),
        Action(
            "view.frame", "Frame selection", lambda: tools.frame(editor.selection.ids), "F", "has_scene",
            "frame-corners", "View/4", description="Bring the selection, or the whole scene, into the picture.",
        ),
    ]  # fmt: skip
