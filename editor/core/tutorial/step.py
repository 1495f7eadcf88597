"""A step of the tutorial as data: what to do, what shows where, and how it is seen that it is done."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editor.core.tutorial.sight import Sight

if TYPE_CHECKING:
    from editor.core.actions.registry import ActionRegistry

Memory = dict[str, Any]
"""What was so when a step began, as plain values that a file can hold."""
KEYS = re.compile(r"<([a-z_.]+)>")
"""In a text, where the keys of an action stand."""


def _nothing(_sight: Sight) -> Memory:
    return {}


def _no_hint(_sight: Sight, _memory: Memory) -> str:
    return ""


@dataclass(frozen=True)
class Step:
    """One step.

    `text` has two sentences at most; `<action.id>` in it stands for the keys of that action. `target` names the
    control that "Show me" outlines: "asset:hero", "menu:Encounter", "field:spawn_group.when", "entity:ID",
    "action:play.start", "panel:problems", "viewport". `begin` remembers what `done` and `hint` compare with; a
    `hint` is what is said after a wrong turn, empty on the way. `needs` are steps whose things must still be there;
    `gone` says what is missing when they are not. `plays` is set where a running copy is part of the step,
    `has_picture` where the page of the tutorial shows the window.
    """

    id: str
    title: str
    text: str
    target: Callable[[Sight], str]
    done: Callable[[Sight, Memory], bool]
    hint: Callable[[Sight, Memory], str] = _no_hint
    begin: Callable[[Sight], Memory] = _nothing
    needs: tuple[str, ...] = ()
    gone: str = ""
    plays: bool = False
    has_picture: bool = False


def with_keys(text: str, actions: "ActionRegistry") -> str:
    """A text with the keys in force in place of `<action.id>`; the title of an action that has none."""

    def keys(match: "re.Match[str]") -> str:
        id_ = match.group(1)
        return (actions.keys(id_) or actions.get(id_).title) if id_ in actions else id_

    return KEYS.sub(keys, text)
