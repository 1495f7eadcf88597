"""Starters: what a kind of encounter needs, put in as one command, with links; what is there already is used."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from editor.core.encounters.cards import AREA_M, PAUSE_S, RADIUS_M, Draft, hostile_prefab, speaker_of
from editor.core.encounters.flow import flow_of, is_bare
from engine.document import AddEntity, SceneView
from engine.document.edits.ahead import Ahead, ahead_of, party_of

PARTY_AT = (0.0, 10.0)
ENEMIES_AT = ((-4.0, -9.0), (4.0, -9.0), (0.0, -15.0))
"""Where the waves come, one after the other, beyond what the party comes to."""
FARTHEST_M = PARTY_AT[1] - ENEMIES_AT[-1][1]
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


@dataclass(frozen=True)
class _Stage:
    """Where the parts of a starter stand: around the spot, or ahead of the party that the scene has."""

    draft: Draft
    way: Ahead | None
    origin: float
    """How far before the foremost of the party the middle of the parts lies [m]."""

    def at(self, x: float, z: float) -> tuple[float, float]:
        """A place of the plan, in which the party comes along -z, as metres from the spot."""
        if self.way is None:
            return x, z
        there = self.way.at(self.origin - z, x)
        return there[0] - self.draft.spot[0], there[1] - self.draft.spot[2]


def _stage(draft: Draft) -> _Stage:
    spot = draft.spot[0], draft.spot[2]
    way = ahead_of(draft.view, FARTHEST_M, spot)
    return _Stage(draft, way, max(PARTY_AT[1], way.forward(spot)) if way is not None else 0.0)


def put(draft: Draft, starter: Starter) -> None:
    """Put everything that the starter needs into a draft."""
    stage = _stage(draft)
    _party(draft)
    if starter is AMBUSH:
        area = {"shape": "circle", "radius": AREA_M, "event": "enter", "side": "party"}
        called = draft.add("Ambush", {"trigger": area}, at=stage.at(0.0, 4.0))
        first = _first_wave(stage, {"when": "trigger", "trigger": called})
        _wave(stage, "Wave 2", 3, {"when": "after", "after": first, "left": 0, "delay": PAUSE_S})
        objective = draft.add("Defeat all enemies", {"objective": {"kind": "defeat_all"}}, at=stage.at(0.0, -4.0))
        line = {"text": "It is a trap!", "when": "trigger", "of": called}
        after = {"text": "That was the last of them.", "when": "objective", "of": objective}
    else:
        first = _first_wave(stage, {"when": "start", "delay": PAUSE_S})
        second = _wave(stage, "Wave 2", 2, {"when": "after", "after": first, "left": 1, "delay": PAUSE_S})
        _wave(stage, "Wave 3", 3, {"when": "after", "after": second, "left": 1, "delay": PAUSE_S})
        objective = draft.add("Hold out", {"objective": {"kind": "survive", "seconds": 40.0}}, at=stage.at(0.0, 0.0))
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


def _first_wave(stage: _Stage, called: dict[str, Any]) -> str:
    """The first wave: the group that a new encounter begins with, where that is the only one, else one of its own.

    It moves away where it would come upon the party or upon what the party enters.
    """
    draft = stage.draft
    groups = list(draft.view.with_component("spawn_group"))
    if len(groups) != 1 or not is_bare(flow_of(draft.view)):
        return _wave(stage, "Wave 1", 2, called)
    group: Any = groups[0].components
    draft.set(groups[0], "spawn_group", **called)
    if stage.way is not None and "transform" in group:
        x, height, z = group["transform"].position
        area = stage.at(0.0, 4.0)
        middle = draft.spot[0] + area[0], draft.spot[2] + area[1]
        keeps = AREA_M + group["spawn_group"].radius
        if any(math.dist((x, z), each) < keeps for each in (middle, *party_of(draft.view))):
            first = stage.at(*ENEMIES_AT[1])
            there = [round(draft.spot[0] + first[0], 2), height, round(draft.spot[2] + first[1], 2)]
            draft.set(groups[0], "transform", position=there)
    return groups[0].id


def _wave(stage: _Stage, name: str, count: int, called: dict[str, Any]) -> str:
    draft = stage.draft
    group = {"prefab": hostile_prefab(draft.view), "count": count, "radius": RADIUS_M, **called}
    waves = sum("spawn_group" in command.block for command in draft.commands if isinstance(command, AddEntity))
    return draft.add(name, {"spawn_group": group}, at=stage.at(*ENEMIES_AT[waves % len(ENEMIES_AT)]))


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
