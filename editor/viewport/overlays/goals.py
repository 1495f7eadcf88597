"""Goals: what each agent does, and for which goal, on the plate above its head."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from engine.document.path import words
from engine.present.draw_list import DrawList, Plate, Point, Side
from engine.present.entity_parts import place_of
from engine.present.marks import side_of

COLOUR, WAITING, NO_PLAN = "#e8e4da", "#f2b84b", "#ff8279"
ABOVE_M = 2.2
MOST = 60
"""Agents that are told of; nobody reads more plates, and those of a crowd would hide the game."""
UP = 1


def add(scene: OverlayScene, picture: DrawList) -> None:
    """Goal and action on each agent's plate in play, its heaviest goal while editing; plates are made where none are.

    Of more than `MOST` agents the nearest to what the camera follows are told of, and a note says how many are not.
    """
    if scene.session is not None:
        _add_running(scene, picture)
    else:
        _add_edited(scene, picture)


def strongest_goal(goals: Iterable[str]) -> str:
    """The goal with the greatest weight of texts "goal=weight", in words."""
    weighed: list[tuple[float, str]] = []
    for goal in goals:
        name, _, weight = goal.partition("=")
        try:
            weighed.append((float(weight or 1.0), name.strip()))
        except ValueError:
            continue
    return words(max(weighed)[1]) if weighed else ""


def told(action: str, goal: str, *, is_waiting: bool = False) -> str:
    """What stands on the plate: "Taunt → Protect player", "No plan", "Taunt, waits to plan"."""
    if not goal:
        return "No plan" if not action else f"{action}, no plan"
    same = action.lower() == goal.lower()
    text = action if same else f"{action} → {goal}" if action else f"Wants {goal.lower()}"
    return f"{text}, waits to plan" if is_waiting else text


def nearest(places: NDArray[np.float32], to: Point | None, most: int = MOST) -> NDArray[np.intp]:
    """Which of the places (n, 3) [m] are told of: all of few, else those nearest to a point, or to their middle."""
    if len(places) <= most:
        return np.arange(len(places))
    centre = np.asarray(to if to is not None else places.mean(axis=0), dtype=np.float32)
    gaps = ((places - centre) ** 2).sum(axis=1)
    return np.sort(np.argpartition(gaps, most)[:most])


def _add_edited(scene: OverlayScene, picture: DrawList) -> None:
    found: dict[str, Plate] = {}
    for entity in scene.view.with_component("agent"):
        components: Any = entity.components
        placed = place_of(components, scene.ground)
        goal = strongest_goal(components["agent"].goals)
        if placed is not None:
            x, y, z = placed[0]
            side = _side(components)
            tone = "normal" if goal else "bad"
            # A weight is no decision: who plans may well choose another goal.
            text = f"Wants most: {goal.lower()}" if goal else "No goals"
            found[entity.id] = Plate(entity.id, text, "", (x, y + ABOVE_M, z), None, side, tone=tone, is_kept=True)
    places = np.array([plate.position for plate in found.values()], dtype=np.float32).reshape(-1, 3)
    kept = nearest(places, picture.camera_target)
    names = list(found)
    _lay_on({names[i]: found[names[i]] for i in kept.tolist()}, len(found), picture)


def _add_running(scene: OverlayScene, picture: DrawList) -> None:
    session = scene.session
    assert session is not None
    rows = session.world.view
    goals, actions = _names(session.compiled.parts.goals), _names(session.compiled.parts.actions)
    agents = np.flatnonzero((rows["life"] == UP) & (rows["agent_profile"] >= 0))
    kept = agents[nearest(rows["position"][agents], picture.camera_target)]
    since = rows["plan_since"][kept] if "plan_since" in rows else np.full(len(kept), -1)
    by_hand = rows["is_player"][kept] & (rows["autopilot"][0] == 0)
    named = session.compiled.entity_of_row
    columns = (kept, rows["goal"][kept], rows["action"][kept], since, by_hand, rows["position"][kept])
    found: dict[str, Plate] = {}
    for row, goal, action, waits, is_hand, place in zip(*(column.tolist() for column in columns), strict=True):
        if is_hand:
            continue
        text = told(_word(actions, action), _word(goals, goal), is_waiting=waits >= 0)
        tone = "bad" if goal < 0 else "warning" if waits >= 0 else "normal"
        entity = named[row][0] if row < len(named) else f"row {row}"
        x, y, z = place
        found[entity] = Plate(entity, text, "", (x, y + ABOVE_M, z), None, "neutral", tone=tone, is_kept=True)
    _lay_on(found, len(agents), picture)


def _lay_on(found: dict[str, Plate], count: int, picture: DrawList) -> None:
    """Write on the plates that are there, and add those that are missing."""
    plates: list[Plate] = []
    for plate in picture.plates:
        told_of = found.pop(plate.entity, None)
        if told_of is not None:
            plate = replace(plate, subtitle=told_of.title, tone=told_of.tone, is_kept=True)
        plates.append(plate)
    picture.plates = [*plates, *found.values()]
    if count > MOST:
        picture.notes.append(f"{count - MOST:,} more agents, farther away")


def _side(components: Any) -> Side:
    team = components.get("team")
    return side_of(team.side, is_player="player" in components) if team is not None else "neutral"


def _names(parts: Any) -> list[str]:
    """Names by id: a domain numbers them in the order of their names."""
    return sorted(parts)


def _word(names: list[str], number: int) -> str:
    return words(names[number]) if 0 <= number < len(names) else ""


GOALS = Overlay(
    "goals",
    "Goals",
    "What does each agent do, and for which goal?",
    "brain",
    add,
    (
        Swatch("Action → goal", COLOUR, "plate", "What an agent does, and for which goal."),
        Swatch("Waits to plan", WAITING, "dashed plate", "It believes something new and waits for its turn to plan."),
        Swatch("No plan", NO_PLAN, "dashed plate", "Nothing that it can do leads to a goal that it has."),
    ),
    order=50,
)
