"""Entity: align, distribute, and turn to each other."""

from functools import partial

from editor.core.actions.registry import Action
from editor.core.editor import Editor
from editor.core.entities.aligning import AXES, AXIS_WORDS, Make, Where, align, distribute, face, units_of

WHERES: tuple[tuple[Where, str, str], ...] = (
    ("lowest", "lowest", "the lowest that one of them has"),
    ("middle", "middle", "the middle between the lowest and the highest"),
    ("highest", "highest", "the highest that one of them has"),
    ("last", "as the last selected", "that of the one selected last"),
)
GLYPHS = {
    "x": ("align-left", "align-center-horizontal", "align-right", "crosshair-simple"),
    "y": ("align-bottom", "align-center-vertical", "align-top", "crosshair-simple"),
    "z": ("align-top", "align-center-vertical", "align-bottom", "crosshair-simple"),
}
SPREAD_GLYPHS = {"x": "arrows-left-right", "y": "arrows-down-up", "z": "arrows-down-up"}
SPREAD_WORDS = {"x": "along X", "y": "in height", "z": "along Z"}
_TWO, _THREE = "has_several and not active", "has_three and not active"


def actions(editor: Editor) -> list[Action]:
    """The families "Align" and "Distribute" of the Entity menu."""
    aligning = [
        Action(
            f"align.{axis}_{where}",
            f"Align: {AXIS_WORDS[axis]}, {title}",
            partial(run, editor, partial(align, axis=number, where=where), "They are aligned already."),
            "", _TWO, glyph, "Entity/4b",
            description=f"Give the selected entities one {AXIS_WORDS[axis]}: {text}. A group moves as one.",
            words="line up snap left right top bottom centre",
        )
        for number, axis in enumerate(AXES)
        for (where, title, text), glyph in zip(WHERES, GLYPHS[axis], strict=True)
    ]  # fmt: skip
    spreading = [
        Action(
            f"distribute.{axis}",
            f"Distribute: {SPREAD_WORDS[axis]}",
            partial(run, editor, partial(distribute, axis=number), "The gaps are equal already."),
            "", _THREE, SPREAD_GLYPHS[axis], "Entity/4b",
            description="Make the gaps between the selected entities equal; the order and the outermost two stay.",
            words="space evenly spread equal gaps",
        )
        for number, axis in enumerate(AXES)
    ]  # fmt: skip
    facing = [
        Action(
            f"face.{name}", title, partial(run, editor, partial(face, last=last), "They face there already."), "", _TWO,
            glyph, "Entity/4b", description=text, words="look at turn rotate towards",
        )
        for name, title, last, glyph, text in (
            ("each_other", "Face: each other", False, "arrows-in",
             "Turn the selected entities to the middle of them all; two look at each other."),
            ("last", "Face: the last selected", True, "crosshair-simple",
             "Turn the selected entities to the one that was selected last, which stays as it is."),
        )
    ]  # fmt: skip
    return [*aligning, *spreading, *facing]


def run(editor: Editor, make: Make, idle: str) -> None:
    """Change the selected entities as one step of the history, or say why nothing changes."""
    assert editor.document is not None
    try:
        command = make(units_of(editor.document, editor.view, editor.selection.ids))
    except ValueError as error:
        editor.status(f"{error}.")
        return
    if command is None:
        editor.status(idle)
    else:
        editor.run(command)
