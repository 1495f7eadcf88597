"""Pages of actions, from the one registry: what each does, its keys, where it is, and why it is off now."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial

from editor.api import Action, ActionRegistry
from editor.core.actions.when import parse
from editor.ui.rooms.help.page import HelpPage, HelpRow, HelpSource, HelpTable

KIND = "Actions"
ORDER = 20


def pages(source: HelpSource) -> Iterator[HelpPage]:
    """One page an action."""
    for action in source.editor.actions:
        yield action_page(source.editor.actions, action)


def action_page(actions: ActionRegistry, action: Action) -> HelpPage:
    """What an action does and where it is found."""
    place, _, _group = action.menu.partition("/")
    rows = [HelpRow("Keys", keys_of(actions, action.id) or "None; the shortcut editor can give it some.", link="")]
    if place:
        rows.append(HelpRow("Menu", place))
    if action.toolbar:
        rows.append(HelpRow("Toolbar", "Yes"))
    if action.in_palette:
        rows.append(HelpRow("Commands", f"Ctrl+Shift+P, then {action.title.rstrip('…')}"))
    needs = conditions(actions, action.when)
    tables = [HelpTable("Where it is", tuple(rows))]
    if needs:
        tables.append(HelpTable("What it says while it is off", tuple(HelpRow("", each) for each in needs)))
    return HelpPage(
        f"action:{action.id}",
        "Action",
        action.title,
        action.icon or "command",
        (action.description or f"{action.title.rstrip('…')}.",),
        tuple(tables),
        ((f"run:{action.id}", action.title), ("run:help.shortcuts", "Change its keys…")),
        f"{action.words} {action.category} {action.id}",
        partial(state_now, actions, action.id),
    )


def keys_of(actions: ActionRegistry, id_: str) -> str:
    """The keys in force, the second ones after a comma; empty for none."""
    return ", ".join(each for each in (actions.keys(id_), actions.also(id_)) if each)


def state_now(actions: ActionRegistry, id_: str) -> str:
    """Whether it can be run now; an action that has gone says nothing."""
    if id_ not in actions:
        return ""
    enabled, why_not = actions.enabled(id_)
    return "" if enabled else f"Off now: {why_not}"


def conditions(actions: ActionRegistry, expression: str) -> list[str]:
    """The sentences with which an action refuses, in the order of its condition; those that follow the state aside."""
    if not expression:
        return []
    found: list[str] = []
    for name, wanted in _literals(parse(expression), wanted=True):
        key = actions.context.key(name)
        sentence = key.why_not if wanted else key.unless
        if isinstance(sentence, str) and sentence and sentence not in found:
            found.append(sentence)
    return found


def _literals(node: ast.expr, *, wanted: bool) -> Iterator[tuple[str, bool]]:
    if isinstance(node, ast.Name):
        yield node.id, wanted
    elif isinstance(node, ast.UnaryOp):
        yield from _literals(node.operand, wanted=not wanted)
    elif isinstance(node, ast.BoolOp):
        for part in node.values:
            yield from _literals(part, wanted=wanted)
