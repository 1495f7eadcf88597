"""The menu of a point of the picture: play from there, from a beat that lies there, or as who stands there."""

from collections.abc import Callable
from functools import partial
from typing import Any

from editor.core.editor import Editor
from editor.core.entities.additions import ADDITIONS
from editor.core.play.starting.from_here import beat_of, party_of, play_from, possess
from editor.tr import tr
from editor.ui.kit.popup import SEPARATOR, Entry


def _why(editor: Editor, entity: str) -> None:
    """Choose somebody in play, and show what explains them."""
    editor.selection.set([entity])
    editor.actions.run("play.why")


ON_A_THING = (
    ("view.frame", "Frame"),
    ("edit.duplicate", "Duplicate"),
    ("entity.rename", "Rename…"),
    ("entity.hide", "Hide or show"),
    ("prefab.edit", "Edit prefab"),
    ("edit.delete", "Delete"),
)
"""What the menu of a thing offers of the actions on what is selected."""


def _editing(editor: Editor, here: tuple[float, float], is_on_thing: bool, run: Callable[[str], object]) -> list[Entry]:
    """What can be done with the selection, and what can be added at a place."""
    actions = editor.actions

    def line(id_: str, title: str, do: Callable[[], object]) -> Entry:
        return tr(title), do, actions.enabled(id_)[1]

    def add(id_: str) -> None:
        step = editor.tools.step_m if editor.tools.is_snapping else 0.01
        x, z = (round(round(each / step) * step, 2) for each in here)
        editor.tools.spot = (x, 0.0, z)
        run(id_)

    on_it = [line(id_, title, partial(run, id_)) for id_, title in ON_A_THING if id_ in actions] if is_on_thing else []
    things = [line(f"add.{each.id}", each.title, partial(add, f"add.{each.id}")) for each in ADDITIONS]
    prefabs = [
        line(each.id, each.title.partition(": ")[2], partial(add, each.id))
        for each in actions
        if each.id.startswith("add.prefab_")
    ]
    if prefabs:
        things += [SEPARATOR, (tr("Prefab"), prefabs, "")]
    return [*([SEPARATOR, *on_it] if on_it else []), SEPARATOR, (tr("Add here"), things, "")]


def entries_at(editor: Editor, viewport: Any, x: float, y: float, run: Callable[[str], object]) -> list[Entry]:
    """What can be done at a point of the picture [px], each with the reason when it can't.

    `run` gets the id of an action.
    """
    if not editor.has_scene:
        return []
    spot_x, _, spot_z = viewport.interaction.spot_at(x, y)
    found = viewport.pick(x, y)
    if found is not None and not editor.play.is_active and found not in editor.selection.ids:
        editor.selection.set([found])
    _, why_not = editor.actions.enabled("play.from_here")
    here = (spot_x, spot_z)
    entries: list[Entry] = [(tr("Play from here"), lambda: play_from(editor, here), why_not)]
    beat = beat_of(editor)
    if beat:
        name = editor.view.entity(beat).name
        entries.append((tr("Play from “{name}”", name=name), lambda: play_from(editor, beat=beat), why_not))
    if not editor.play.is_active:
        entries += _editing(editor, here, found is not None, run)
    session = editor.play.session
    row = session.compiled.row_of(found) if session is not None and found is not None else None
    if session is not None and row is not None and "play.why" in editor.actions:
        name = session.compiled.entity_of_row[row][1]
        entries += [SEPARATOR, (tr("Why does {name} do this?", name=name), partial(_why, editor, found), "")]
    if session is not None and not editor.play.has_ended:
        entries.append(SEPARATOR)
        for entity in party_of(session):
            row = session.compiled.row_of(entity)
            name = session.compiled.entity_of_row[row][1] if row is not None else entity
            entries.append((tr("Play as {name}", name=name), partial(possess, editor, entity), ""))
    return entries
