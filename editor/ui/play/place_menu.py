"""The menu of a point of the picture: play from there, from a beat that lies there, or as who stands there."""

from functools import partial
from typing import Any

from editor.core.editor import Editor
from editor.core.play.starting.from_here import beat_of, party_of, play_from, possess
from editor.tr import tr
from editor.ui.kit.popup import SEPARATOR, Entry


def _why(editor: Editor, entity: str) -> None:
    """Choose somebody in play, and show what explains them."""
    editor.selection.set([entity])
    editor.actions.run("play.why")


def entries_at(editor: Editor, viewport: Any, x: float, y: float) -> list[Entry]:
    """What can be done at a point of the picture [px], each with the reason when it can't."""
    if not editor.has_scene:
        return []
    spot_x, _, spot_z = viewport.interaction.spot_at(x, y)
    found = viewport.pick(x, y)
    if found is not None and not editor.play.is_active:
        editor.selection.set([found])
    _, why_not = editor.actions.enabled("play.from_here")
    here = (spot_x, spot_z)
    entries: list[Entry] = [(tr("Play from here"), lambda: play_from(editor, here), why_not)]
    beat = beat_of(editor)
    if beat:
        name = editor.view.entity(beat).name
        entries.append((tr("Play from “{name}”", name=name), lambda: play_from(editor, beat=beat), why_not))
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
