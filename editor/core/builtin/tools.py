"""Tools: select, move, rotate, scale, snapping, axes, framing."""

from functools import partial

from editor.core.actions import Action
from editor.core.editor import Editor
from editor.core.tools import Tool

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

    def axes() -> None:
        tools.space = "local" if tools.space == "world" else "world"

    listed = [
        Action(
            f"tool.{tool}", title, partial(take, tool), keys, "has_scene", glyph, "Entity/5", "tools", text,
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
            "tool.axes", "Use the entity's own axes", axes, "G", "has_scene", "globe-hemisphere-west", "Entity/6",
            "snap", "The gizmo follows the entity's rotation instead of the world.",
            checked=lambda: tools.space == "local",
        ),
        Action(
            "view.frame", "Frame selection", lambda: tools.frame(editor.selection.ids), "F", "has_scene",
            "frame-corners", "View/4", description="Bring the selection, or the whole scene, into the picture.",
        ),
    ]  # fmt: skip
