"""The agents of a running session: who there is, which row an entity has, and what the document lets it think with."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from editor.api import Editor
from engine.ai.goap.domain import DomainError
from engine.ai.goap.profiles import read_profile
from engine.ai.goap.tables import Mind

MOST_LISTED = 256
"""Nobody looks for one of thousands in a list; whoever is selected is shown anyway."""


@dataclass(frozen=True)
class AgentName:
    """An agent of the running scene."""

    local_id: int
    entity: str
    name: str


def agents_in(session: Any) -> tuple[AgentName, ...]:
    """Who plans and has entered the scene, in local-id order; of a crowd the first `MOST_LISTED`."""
    named = session.compiled.entity_of_row
    rows = np.flatnonzero(_plans(session))[:MOST_LISTED]
    found = [AgentName(local_id, *named[local_id]) for local_id in rows.tolist() if local_id < len(named)]
    return told_apart(found)


def told_apart(agents: list[AgentName]) -> tuple[AgentName, ...]:
    """Those of one name get a number: "Rift Stalker 2"."""
    many = {name for name, count in Counter(agent.name for agent in agents).items() if count > 1}
    seen: Counter[str] = Counter()
    found: list[AgentName] = []
    for agent in agents:
        seen[agent.name] += 1
        numbered = f"{agent.name} {seen[agent.name]}" if agent.name in many else agent.name
        found.append(replace(agent, name=numbered))
    return tuple(found)


def agent_count(session: Any) -> int:
    """How many plan and have entered the scene."""
    return int(np.count_nonzero(_plans(session)))


def _plans(session: Any) -> Any:
    columns = session.world.view
    return (columns["agent_profile"] >= 0) & (columns["life"] != 0)


def row_of(session: Any, entity: str) -> int | None:
    """An entity's row, or the first living one of a spawn group's; None for what is not in play."""
    compiled = session.compiled
    row = compiled.row_of(entity)
    if row is not None:
        return int(row)
    life = session.world.view["life"]
    group = [k.local_id for k in compiled.roster if k.entity.startswith(f"{entity}/")]
    living = [k for k in group if life[k] == 1]
    return (living or group or [None])[0]


def profile_in(editor: Editor, mind: Mind, row: int) -> int | None:
    """Which profile of a mind the document gives to the agent of a row; None for one that it does not know."""
    session: Any = editor.play.session
    view = editor.view.get(session.compiled.entity_of_row[row][0])
    agent: Any = None if view is None else view.components.get("agent")
    if agent is None:
        return None
    try:
        profile = read_profile(mind.domain, agent.actions, agent.goals)
    except DomainError:
        return None
    return mind.profiles.index(profile) if profile in mind.profiles else None
