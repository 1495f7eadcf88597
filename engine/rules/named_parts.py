"""What the fields that name an entity ask for: which component it has to have, and how a sentence says so."""

from collections.abc import Mapping
from typing import Any

from engine.document import EntityView
from engine.schema.vocabulary import component_words

_ASKED: Mapping[str, tuple[str, str]] = {
    "spawn_group.trigger": ("trigger", "is called by the trigger"),
    "spawn_group.after": ("spawn_group", "comes after the wave"),
    "trigger.objective": ("objective", "waits for the objective"),
    "objective.after": ("objective", "comes after the objective"),
    "victory.objective": ("objective", "waits for the objective"),
    "line.speaker": ("", "is spoken by"),
    "ribbon.to": ("", "leads to"),
}
"""By `component.field`: the component that what is named has to have (empty for any), and the sentence's verb."""
_PEOPLE = frozenset({"player", "agent", "team"})
"""Who has one of these can speak."""
_WAITED = {"trigger": "trigger", "objective": "objective", "wave": "spawn_group"}
_VERBS = {"defeat": "asks to defeat", "protect": "asks to protect", "reach": "asks to reach", "use": "asks to use"}


def asked_of(component: Any, field: str) -> tuple[str, str]:
    """The component that what a field names has to have, and the verb that leads to its name; empty where unknown."""
    key = f"{component.component_id}.{field}"
    if key == "line.of":
        part = _WAITED.get(component.when, "")
        return part, f"waits for the {component_words(part)}" if part else "waits for"
    if key == "objective.target":
        return "", _VERBS.get(component.kind, "")
    return _ASKED.get(key, ("", ""))


def fits(entity: EntityView, part: str) -> bool:
    """Whether an entity may be named where a component is asked for."""
    return not part or part in entity.components


def may_be_named(component: Any, field: str, entity: EntityView) -> bool:
    """Whether an entity may be named in a field: it has the component that is asked for; who speaks is somebody."""
    if f"{component.component_id}.{field}" == "line.speaker":
        return not _PEOPLE.isdisjoint(entity.components)
    return fits(entity, asked_of(component, field)[0])


def title_of(identifier: str) -> str:
    """What an entity that is gone was most likely called: its id was made from its name."""
    words = identifier.replace("_", " ").replace(".", ", ")
    return words[:1].upper() + words[1:]
