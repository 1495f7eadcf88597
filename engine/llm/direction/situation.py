"""The present world as a model is told it: its version, who is in it, what they believe, and what is asked of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import degrees
from typing import Any

from engine.ai.goap.words import state_of
from engine.llm.guard.roles import Role
from engine.llm.guard.steps.capability import candidates
from engine.llm.guard.tool import Tool
from engine.play.hud.objectives import objectives
from engine.play.running.session import Session
from engine.world.ids import DOWN, TEAM_NAMES, TICKS_PER_SECOND, UP

MOST_TOLD = 40
"""So many of those in play are told, the nearest to whoever is led first."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Situation:
    """A world between two ticks, for whoever leads one side of it; rows are plain data."""

    version: str
    world: Row
    entities: tuple[Row, ...]


def situation(session: Session, version: str, role: Role, tools: Sequence[Tool]) -> Situation | None:
    """What is told now; None where nobody can be led, or nobody is there to fight."""
    view, compiled = session.world.view, session.compiled
    led = candidates(session, role, "actor", None)
    rows = [row for row in range(len(compiled.roster)) if int(view["life"][row]) in (UP, DOWN)]
    rows = [row for row in rows if not view["immovable"][row]]
    others = [row for row in rows if int(view["team"][row]) not in role.sides and int(view["life"][row]) == UP]
    if not led or not any(TEAM_NAMES[int(view["team"][row])] != "neutral" for row in others):
        return None
    moving = {row for entity in led if (row := compiled.row_of(entity)) is not None}
    facts = {each.removeprefix("not ") for tool in tools for each in tool.preconditions}
    told = _nearest(session, rows, moving)
    entities = tuple(_someone(session, row, row in moving, facts) for row in told)
    open_ones = [each.label for each in objectives.rows(session) if each.value not in ("done", "failed")]
    world: Row = {"world": version, "seconds": round(session.tick / TICKS_PER_SECOND, 1), "asked_of_party": open_ones}
    if len(told) < len(rows):
        world["not_told"] = len(rows) - len(told)
    return Situation(version, world, entities)


def _nearest(session: Session, rows: Sequence[int], moving: set[int]) -> list[int]:
    """Those that are told, in their own order; who is led first, then who is nearest to them."""
    if len(rows) <= MOST_TOLD:
        return list(rows)
    position = session.world.view["position"]
    middle = position[sorted(moving)].mean(axis=0)
    away = {row: float(((position[row] - middle) ** 2).sum()) for row in rows}
    chosen = sorted(rows, key=lambda row: (row not in moving, away[row], row))[:MOST_TOLD]
    return sorted(chosen)


def _someone(session: Session, row: int, moves: bool, facts: set[str]) -> Row:
    view, compiled = session.world.view, session.compiled
    entity, name = compiled.entity_of_row[row]
    x, _, z = view["position"][row].tolist()
    said: Row = {"id": entity, "name": name, "side": TEAM_NAMES[int(view["team"][row])]}
    said |= {"x": round(x, 1), "z": round(z, 1), "facing_deg": round(degrees(float(view["yaw"][row])))}
    said |= {"up": int(view["life"][row]) == UP, "health": round(float(view["health"][row]))}
    said["of"] = round(float(view["health_max"][row]))
    if bool(view["is_player"][row]):
        said["player"] = True
    if moves:
        target = int(view["target"][row])
        believed, known = state_of(view, row), session.mind.domain.fact_ids
        said["moves"] = True
        said["sees"] = compiled.entity_of_row[target][0] if 0 <= target < len(compiled.entity_of_row) else ""
        said["believes"] = sorted(name for name, bit in known.items() if name in facts and believed >> bit & 1)
    return said
