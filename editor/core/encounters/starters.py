"""Starters: what a kind of encounter needs, put in as one command, with links; what is there already is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from editor.core.encounters.cards import AREA_M, PAUSE_S, RADIUS_M, Draft, hostile_prefab, speaker_of
from editor.core.encounters.flow import flow_of, is_bare
from engine.document import AddEntity, SceneView

PARTY_AT = (0.0, 10.0)
ENEMIES_AT = ((-4.0, -9.0), (4.0, -9.0), (0.0, -15.0))
"""Where the waves come, one after the other, beyond what the party comes to."""
FACING = {"rotation": [0.0, 180.0, 0.0]}


@dataclass(frozen=True)
class Starter:
    """A kind of encounter that can be begun with."""

    id: str
    title: str
    text: str


AMBUSH = Starter("ambush", "an ambush", "An area that the party enters, two waves, an objective, lines, an end.")
STAND = Starter("stand", "a last stand", "Waves from the start on, and a time for which the party has to hold out.")
STARTERS = (AMBUSH, STAND)


def put(draft: Draft, starter: Starter) -> None:
    """Put everything that the starter needs into a draft."""
    _party(draft)
    if starter is AMBUSH:
        area = {"shape": "circle", "radius": AREA_M, "event": "enter", "side": "party"}
        called = draft.add("Ambush", {"trigger": area}, at=(0.0, 4.0))
        first = _first_wave(draft, {"when": "trigger", "trigger": called})
        _wave(draft, "Wave 2", 3, {"when": "after", "after": first, "left": 0, "delay": PAUSE_S})
        objective = draft.add("Defeat all enemies", {"objective": {"kind": "defeat_all"}}, at=(0.0, -4.0))
        line = {"text": "It is a trap!", "when": "trigger", "of": called}
        after = {"text": "That was the last of them.", "when": "objective", "of": objective}
    else:
        first = _first_wave(draft, {"when": "start", "delay": PAUSE_S})
        second = _wave(draft, "Wave 2", 2, {"when": "after", "after": first, "left": 1, "delay": PAUSE_S})
        _wave(draft, "Wave 3", 3, {"when": "after", "after": second, "left": 1, "delay": PAUSE_S})
        objective = draft.add("Hold out", {"objective": {"kind": "survive", "seconds": 40.0}}, at=(0.0, 0.0))
        line = {"text": "Stand your ground!", "when": "start", "delay": 1.0}
        after = {"text": "We held.", "when": "objective", "of": objective}
    speaker = speaker_of(draft) or next((each for each in draft.ids if each.startswith("hero")), "")
    for block in (line, after):
        draft.add("Line", {"line": {"speaker": speaker, **block}})
    _ends(draft, objective)


def _party(draft: Draft) -> None:
    """A player and a friend, where the scene has no party and the project has somebody to be it."""
    view = draft.view
    if any(_side(entity) == "party" for entity in view.with_component("team")):
        return
    named = sorted(view.prefabs.items())
    players = [name for name, prefab in named if "player" in prefab.components]
    friends = [name for name, prefab in named if _side(prefab) == "party" and name not in players]
    for name, x in [*((each, 0.0) for each in players[:1]), *((each, 2.0) for each in friends[:1])]:
        block = {"prefab": name, "transform": dict(FACING)}
        draft.add(view.prefabs[name].name, block, at=(PARTY_AT[0] + x, PARTY_AT[1]), in_scene=True)


def _first_wave(draft: Draft, called: dict[str, Any]) -> str:
    """The first wave: the group that a new encounter begins with, where that is the only one, else one of its own."""
    groups = list(draft.view.with_component("spawn_group"))
    if len(groups) == 1 and is_bare(flow_of(draft.view)):
        draft.set(groups[0], "spawn_group", **called)
        return groups[0].id
    return _wave(draft, "Wave 1", 2, called)


def _wave(draft: Draft, name: str, count: int, called: dict[str, Any]) -> str:
    group = {"prefab": hostile_prefab(draft.view), "count": count, "radius": RADIUS_M, **called}
    waves = sum("spawn_group" in command.block for command in draft.commands if isinstance(command, AddEntity))
    return draft.add(name, {"spawn_group": group}, at=ENEMIES_AT[waves % len(ENEMIES_AT)])


def _ends(draft: Draft, objective: str) -> None:
    """Victory by the objective and defeat by the party's fall; those of a new encounter are told so."""
    won, lost = ({"when": "objective", "objective": objective}, {"when": "party_down"})
    for component, name, block in (("victory", "Victory", won), ("defeat", "Defeat", lost)):
        there = next(draft.view.with_component(component), None)
        if there is None:
            draft.add(name, {component: block})
        else:
            draft.set(there, component, **block)


def _side(entity: Any) -> str:
    team = entity.components.get("team")
    return str(team.side) if team is not None and "body" in entity.components else ""


def why_not_begun(view: SceneView | None) -> str:
    """Why a starter can't be put in; empty where it can."""
    if view is None or view.encounter is None:
        return "Open an encounter first."
    return "" if hostile_prefab(view) else "Make a prefab of somebody hostile first; the project has none."
