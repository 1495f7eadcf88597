"""Tables of the guide for designers, made from the registries: keys, gestures, filter terms, keys of the game."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from editor.core.play.keys import ROLES, PlayKeys, title_of
from editor.ui.rooms.help.gestures import GESTURES
from editor.ui.rooms.outliner.filter import FILTER_TERMS

_PART = re.compile(r"(<!-- (?P<name>[a-z_]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(text: str, editor: Any) -> str:
    """A page with its tables made anew: each stands between `<!-- name -->` and `<!-- end -->`.

    Raises KeyError for a name of no table.
    """
    return _PART.sub(lambda part: f"{part.group(1)}{TABLES[part.group('name')](editor)}\n{part.group(3)}", text)


def keys_table(editor: Any) -> str:
    """Every action that has keys, by menu."""
    rows = []
    for action in editor.actions:
        keys = ", ".join(f"`{each}`" for each in (action.keys, action.also) if each)
        if keys:
            rows.append((action.category, action.title, keys, action.description))
    order = {name: place for place, name in enumerate(("File", "Edit", "Entity", "Encounter", "Play", "View", "Help"))}
    rows.sort(key=lambda row: order.get(row[0], len(order)))
    return _table(("Menu", "Action", "Keys", "What it does"), rows)


def gestures_table(_editor: Any) -> str:
    """What mouse and keyboard do where."""
    return _table(("Where", "Gesture", "What it does"), [(each.where, each.gesture, each.does) for each in GESTURES])


def filter_table(_editor: Any) -> str:
    """The terms of the filters."""
    rows = [(f"`{term.pattern}`", term.words, f"`{term.example}`") for term in FILTER_TERMS]
    return _table(("Term", "What it finds", "Example"), rows)


def game_keys_table(_editor: Any) -> str:
    """The keys of the running game, as they come."""
    keys = PlayKeys()
    rows = [(role.title, ", ".join(title_of(key) for key in keys.by_role[role.id])) for role in ROLES]
    return _table(("In the game", "Keys and buttons"), rows)


def panels_table(editor: Any) -> str:
    """The panels that the View menu opens, and what each answers."""
    panels = [action for action in editor.actions if action.id.startswith("view.panel_")]
    rows = [(action.title.partition(": ")[2] or action.title, action.description) for action in panels]
    return _table(("Panel", "What it answers"), rows)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(heads)} |", f"| {' | '.join(':--' for _ in heads)} |"]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join(lines)


TABLES: dict[str, Callable[[Any], str]] = {
    "keys": keys_table,
    "gestures": gestures_table,
    "filters": filter_table,
    "game_keys": game_keys_table,
    "panels": panels_table,
}
"""The tables by the names that a page may use."""
