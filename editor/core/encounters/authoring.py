"""What the menus and the board do with an encounter: add parts, begin with a starter, link; each one history entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from editor.core.encounters.cards import Draft, add_card
from editor.core.encounters.flow import NOTHING, START, Card, flow_of
from editor.core.encounters.links import link, why_not_linked
from editor.core.encounters.starters import Starter, put, why_not_begun
from engine.document import Command, MoveEntity
from engine.document.commands.compound import joined

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


def why_not_placed(editor: Editor, ids: Sequence[str], before: Card) -> str:
    """Why these can't stand before a card, set off by what sets that off; empty when they can."""
    if editor.play.state != "stopped":
        return "Stop the run to edit the document."
    view = editor.view
    cards = {card.id: card for card in flow_of(view)}
    target = view.get(before.id)
    if target is None or before.id in ids:
        return "Drop it before another part of the encounter."
    for each in ids:
        entity, card = view.get(each), cards.get(each)
        if entity is None or card is None or entity.file != target.file:
            return "Only parts of the same file have an order."
        if entity.part_of is not None or target.part_of is not None:
            return "What belongs to an instance of a prefab has its place there."
        if card.cause != before.cause:
            if before.cause == NOTHING:
                return f"{entity.name} waits for something, and {before.name} does not."
            why = why_not_linked(view, each, before.cause)
            if why:
                return why
    return ""


def place_before(editor: Editor, ids: Sequence[str], before: Card) -> bool:
    """Put parts before a card, set off by what sets that off, as one entry; False when nothing changes."""
    why = why_not_placed(editor, ids, before)
    if why:
        editor.status(why)
        return False
    view = editor.view
    target = view.entity(before.id)
    cards = {card.id: card for card in flow_of(view)}
    commands: list[Command] = []
    for each in ids:
        if cards[each].cause != before.cause:
            found = link(view, each, before.cause)
            commands += [found] if found is not None else []
    order = list(view.snapshot.entities(target.file))
    for each in ids:
        old = order.index(each)
        order.pop(old)
        new = order.index(before.id)
        order.insert(new, each)
        if new != old:
            commands.append(MoveEntity(file=target.file, id=each, old=old, new=new))
    if commands:
        editor.run(joined(f"Put {view.entity(ids[0]).name} before {before.name}", commands))
    return bool(commands)


def _draft(editor: Editor) -> Draft:
    assert editor.document is not None
    tools = editor.tools
    return Draft(editor.document, editor.view, tools.spot, tools.step_m if tools.is_snapping else 0.0)
