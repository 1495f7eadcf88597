"""What the menus and the board do with an encounter: add parts, begin with a starter, link; each one history entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from editor.core.encounters.cards import Draft, add_card
from editor.core.encounters.flow import START
from editor.core.encounters.links import link, why_not_linked
from editor.core.encounters.starters import Starter, put, why_not_begun
from editor.core.entities import joined
from engine.document import Command

if TYPE_CHECKING:
    from editor.core.editor import Editor


def add_part(editor: Editor, addition: str, title: str) -> None:
    """Add a part of the encounter, linked to what is selected, where the viewport looks, and select it."""
    draft = _draft(editor)
    ids = editor.selection.ids
    selected = editor.view.get(ids[-1]) if ids else None
    made = add_card(draft, addition, selected)
    editor.run(draft.command(f"Add {title[0].lower()}{title[1:]}"))
    editor.selection.set([made])


def begin_with(editor: Editor, starter: Starter) -> None:
    """Add all that a kind of encounter needs as one entry, and select what starts it."""
    why = why_not_begun(editor.view if editor.has_scene else None)
    if why:
        editor.status(why)
        return
    draft = _draft(editor)
    put(draft, starter)
    editor.run(draft.command(f"Add what {starter.title} needs"))
    own = [each for each in draft.ids if editor.view.entity(each).file == editor.view.encounter_file]
    editor.selection.set(own[:1])


def why_not_link(editor: Editor, ids: Sequence[str], cause: str) -> str:
    """Why these can't be set off by a cause; empty when they can."""
    if editor.play.state != "stopped":
        return "Stop the run to edit the document."
    return next((why for each in ids if (why := why_not_linked(editor.view, each, cause))), "")


def link_to(editor: Editor, ids: Sequence[str], cause: str) -> bool:
    """Let a cause (an entity or START) set these off, as one entry; False when nothing changes."""
    why = why_not_link(editor, ids, cause)
    if why:
        editor.status(why)
        return False
    commands: list[Command] = [each for one in ids if (each := link(editor.view, one, cause)) is not None]
    if not commands:
        return False
    by = "the start" if cause == START else editor.view.entity(cause).name
    editor.run(joined(f"Let {by} set off {len(ids)} parts", commands))
    return True


def _draft(editor: Editor) -> Draft:
    assert editor.document is not None
    tools = editor.tools
    return Draft(editor.document, editor.view, tools.spot, tools.step_m if tools.is_snapping else 0.0)
