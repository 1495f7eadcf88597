"""Links between cards: what may set off what, and the command that makes it so."""

from __future__ import annotations

from typing import Any

from editor.core.encounters.flow import START
from engine.document import Command, EntityView, Path, SceneView, Set
from engine.document.commands.compound import joined

CALLED_BY = {
    ("spawn_group", "trigger"): {"when": "trigger", "trigger": "?"},
    ("spawn_group", "spawn_group"): {"when": "after", "after": "?"},
    ("trigger", "objective"): {"event": "objective", "objective": "?"},
    ("objective", "objective"): {"after": "?"},
    ("line", "trigger"): {"when": "trigger", "of": "?"},
    ("line", "objective"): {"when": "objective", "of": "?"},
    ("line", "spawn_group"): {"when": "wave", "of": "?"},
    ("victory", "objective"): {"when": "objective", "objective": "?"},
}
"""The fields of what is set off, by its component and that of its cause."""
AT_START: dict[str, dict[str, Any]] = {
    "spawn_group": {"when": "start"},
    "line": {"when": "start"},
    "objective": {"after": None},
}
WORDS = {
    "spawn_group": "a wave",
    "trigger": "a trigger",
    "objective": "an objective",
    "line": "a line",
    "victory": "a victory",
    "defeat": "a defeat",
}


def why_not_linked(view: SceneView, what: str, cause: str) -> str:
    """Why an entity can't be set off by another one, or by the start; empty where it can."""
    entity = view.get(what)
    if entity is None or not _parts(entity):
        return "Only parts of the encounter are set off by something."
    if what == cause:
        return "Nothing sets itself off."
    if cause == START:
        if _pair(entity, None):
            return ""
        return f"{entity.name} can't begin with the encounter: {WORDS[_parts(entity)[0]]} waits for something."
    other = view.get(cause)
    if other is None or not _pair(entity, other):
        wanted = _causes(_parts(entity)[0])
        return f"{entity.name} can't hang on this: {WORDS[_parts(entity)[0]]} {wanted}."
    if what in _chain(view, cause):
        return f"{other.name} waits for {entity.name} already; in a ring neither would ever come."
    return ""


def link(view: SceneView, what: str, cause: str) -> Command | None:
    """The command that lets a cause (an entity or START) set an entity off; None where it does already."""
    entity, other = view.entity(what), view.get(cause)
    found = _pair(entity, None if cause == START else other)
    assert found is not None
    component, fields = found
    commands: list[Command] = []
    for name, value in fields.items():
        path = Path.entity(entity.file, entity.id, component, name)
        new = cause if value == "?" else value
        now = getattr(entity.components[component], name)
        if now != (new or ""):
            commands.append(Set(path=path, old=view.snapshot.value(path), new=new))
    by = "the start" if cause == START else other.name if other is not None else cause
    return joined(f"Let {by} set off {entity.name}", commands) if commands else None


def _parts(entity: EntityView) -> list[str]:
    return [name for name in WORDS if name in entity.components]


def _pair(entity: EntityView, cause: EntityView | None) -> tuple[str, dict[str, Any]] | None:
    """The component that is set off, and the fields that say by what."""
    for name in _parts(entity):
        if cause is None:
            if name in AT_START:
                return name, AT_START[name]
            continue
        for other in _parts(cause):
            if (name, other) in CALLED_BY:
                return name, CALLED_BY[name, other]
    return None


def _causes(component: str) -> str:
    causes = [WORDS[cause] for what, cause in CALLED_BY if what == component]
    if not causes:
        return "ends the encounter by a rule of its own"
    return f"hangs on {' or '.join(causes)}" + (" or the start" if component in AT_START else "")


def _chain(view: SceneView, start: str) -> list[str]:
    """What an entity waits for, the nearest first."""
    from editor.core.encounters.flow import COMPONENTS, cause_of

    found: list[str] = []
    at = view.get(start)
    while at is not None and at.id not in found:
        found.append(at.id)
        causes = [cause_of(view, COMPONENTS[name], at.components[name])[0] for name in _parts(at)]
        at = next((view.get(cause) for cause in causes if cause not in ("", START)), None)
    return found
