"""Entity: moved and turned by keys, one step at a time."""

from functools import partial

from editor.core.actions.registry import Action
from editor.core.editor import Editor
from editor.core.entities.placing import Placed, placed_entities, rounded, set_if_new, wrapped
from engine.document import Command, Compound

WAYS = (
    ("left", "left", "Ctrl+Shift+Left", "arrow-left", (-1.0, 0.0, 0.0)),
    ("right", "right", "Ctrl+Shift+Right", "arrow-right", (1.0, 0.0, 0.0)),
    ("away", "away", "Ctrl+Shift+Up", "arrow-up", (0.0, 0.0, -1.0)),
    ("near", "near", "Ctrl+Shift+Down", "arrow-down", (0.0, 0.0, 1.0)),
    ("up", "up", "Ctrl+Shift+PgUp", "arrow-line-up", (0.0, 1.0, 0.0)),
    ("down", "down", "Ctrl+Shift+PgDown", "arrow-line-down", (0.0, -1.0, 0.0)),
)
_OLD = ("Ctrl+Shift+", "Ctrl+Alt+")
"""Many window managers switch desktops by the second, which works as well where it arrives."""
AXIS_OF = {(True, False, False): "X", (False, True, False): "the height", (False, False, True): "Z"}
_WHEN = "has_selection and not active"


def actions(editor: Editor) -> list[Action]:
    """The family "Nudge" of the Entity menu."""
    moves = [
        Action(
            f"nudge.{name}", f"Nudge: {title}", partial(move, editor, way), keys, _WHEN, glyph, "Entity/4b",
            description=f"Move the selected entities by one step along {_axis(way)}.", words="move step arrow keys",
            also=keys.replace(*_OLD),
        )
        for name, title, keys, glyph, way in WAYS
    ]  # fmt: skip
    turns = [
        Action(
            f"nudge.{name}", f"Nudge: {title}", partial(turn, editor, sign), keys, _WHEN, glyph, "Entity/4b",
            description="Turn the selected entities by one step, each about itself.", words="rotate step",
            also=keys.replace(*_OLD),
        )
        for name, title, keys, glyph, sign in (
            ("turn_left", "turn to the left", "Ctrl+Shift+Home", "arrow-counter-clockwise", 1.0),
            ("turn_right", "turn to the right", "Ctrl+Shift+End", "arrow-clockwise", -1.0),
        )
    ]  # fmt: skip
    return [*moves, *turns]


def move(editor: Editor, way: tuple[float, float, float]) -> None:
    """Move what is selected by one step of a move."""
    commands: list[Command] = []
    things = _things(editor)
    for thing in things:
        place = rounded(old + part * editor.tools.step_m for old, part in zip(thing.position, way, strict=True))
        commands += set_if_new(thing, "position", thing.position, place)
    _run(editor, f"Nudge {_told(editor, len(things))}", commands)


def turn(editor: Editor, sign: float) -> None:
    """Turn what is selected by one step of a rotation."""
    commands: list[Command] = []
    things = _things(editor)
    for thing in things:
        x, y, z = thing.rotation
        turned = rounded((x, wrapped(y + sign * editor.tools.step_deg), z))
        commands += set_if_new(thing, "rotation", thing.rotation, turned)
    _run(editor, f"Turn {_told(editor, len(things))}", commands)


def _things(editor: Editor) -> list[Placed]:
    assert editor.document is not None
    return placed_entities(editor.document, editor.view, editor.selection.ids)


def _told(editor: Editor, count: int) -> str:
    ids = editor.selection.ids
    return editor.view.entity(ids[0]).name if len(ids) == 1 else f"{count} entities"


def _run(editor: Editor, title: str, commands: list[Command]) -> None:
    if commands:
        editor.run(Compound(title=title, commands=tuple(commands)))
    else:
        editor.status("Nothing of the selection has a place that can be changed.")


def _axis(way: tuple[float, float, float]) -> str:
    return AXIS_OF[way[0] != 0.0, way[1] != 0.0, way[2] != 0.0]
