"""Words for the slots of a prompt: what the project at hand has to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.document import EntityView, SceneView
from engine.llm.context.prompts import Prompt
from engine.rules.scene import place_of
from engine.schema.component import Component
from engine.schema.components.objective import Objective
from engine.schema.components.team import Team
from engine.schema.components.trigger import Trigger

_BREAKS = frozenset(',.;:!?"')
"""Who has one of these in the name can't be named in the middle of a sentence."""
_HEARS = frozenset({"trigger", "line", "objective"})
"""Components whose signal is one that they wait for."""


def slot_words(prompt: Prompt, view: SceneView) -> Mapping[str, tuple[str, ...]]:
    """For each slot of a prompt the words that the scene offers, the encounter's first; none where it has no such."""
    return {slot: tuple(dict.fromkeys(_said(_offered(slot, view)))) for slot, _ in prompt.slots}


def _said(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if name.strip() and not _BREAKS & set(name))


def _offered(slot: str, view: SceneView) -> Iterator[str]:
    match slot:
        case "enemy":
            return _enemies(view)
        case "friend":
            return (each.name for each in view.with_component("team") if _side(each) == "party")
        case "wave":
            return (each.name for each in view.with_component("spawn_group"))
        case "event":
            return _events(view)
        case "place":
            return _places(view)
        case "other_place":
            # Another one than the first, which is offered for the first place.
            places = list(dict.fromkeys(_places(view)))
            return iter(places[1:] + places[:1])
        case _:
            return iter(())


def _side(entity: EntityView) -> str:
    team = entity.components.get("team")
    return team.side if isinstance(team, Team) else ""


def _enemies(view: SceneView) -> Iterator[str]:
    for prefab in view.prefabs.values():
        if _side(prefab) == "hostile" and "agent" in prefab.components:
            yield prefab.name if prefab.name.endswith("s") else f"{prefab.name}s"


def _events(view: SceneView) -> Iterator[str]:
    for entity in _own(view):
        if any(_gives_signal(name, component) for name, component in entity.components.items()):
            yield f"{entity.name} gives its signal"
        if isinstance(entity.components.get("objective"), Objective):
            yield f"{entity.name} is met"
        if isinstance(entity.components.get("trigger"), Trigger):
            yield f"{entity.name} fires"


def _gives_signal(name: str, component: Component) -> bool:
    signals = [spec.name for spec in component.fields() if spec.ref == "signal"]
    return name not in _HEARS and any(getattr(component, each) for each in signals)


def _places(view: SceneView) -> Iterator[str]:
    return (each.name for each in _own(view) if "transform" in each.components and any(place_of(each)))


def _own(view: SceneView) -> Iterator[EntityView]:
    """Entities of the encounter that are no parts."""
    return (each for each in view.entities if each.file == view.encounter_file and each.part_of is None)
