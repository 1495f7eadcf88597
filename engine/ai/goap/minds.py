"""Minds: a scene's agents read into profiles, and the static table that puts their plans before tick 0."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.ai.goap.domain import DomainError
from engine.ai.goap.profiles import Profile, WordError, read_profile
from engine.ai.goap.tables import Mind, domain_of
from engine.document import Finding, Path
from engine.world.roster import roster_of
from engine.world.system import static

I32: TypeAlias = NDArray[np.int32]


class AgentError(DomainError):
    """An entity whose `agent` component cannot be understood: who, which list, which word, and the nearest name.

    `findings` says it to the editor: where the list stands, and the entity.
    """

    def __init__(self, entity: str, view: Any, error: WordError) -> None:
        super().__init__(f'"{view.name}": agent.{error.field}: {error}')
        self.entity, self.error = entity, error
        file: str | None = getattr(view, "file", None)
        where = Path.entity(file, view.id, "agent", error.field) if file else None
        self.findings = (Finding("agent-word", "error", str(self), where, entity),)


def mind_of(scene: Any, parts: Any) -> tuple[Mind, I32]:
    """The minds of a scene (a SceneView) and each roster row's profile (rows,), -1 for what is no agent.

    Profiles are numbered in sorted order of their contents, so that neither file order nor names change a plan.
    AgentError for an agent that names what does not exist, DomainError when the vocabulary contradicts itself.
    """
    domain = domain_of(parts)
    found: dict[int, Profile] = {}
    for row in roster_of(scene, parts):
        agent = row.view.components.get("agent")
        if agent is None:
            continue
        try:
            found[row.local_id] = read_profile(domain, agent.actions, agent.goals)
        except WordError as error:
            raise AgentError(row.entity, row.view, error) from error
    profiles = sorted(set(found.values()))
    profile_of = np.full(len(roster_of(scene, parts)), -1, np.int32)
    for local_id, profile in found.items():
        profile_of[local_id] = profiles.index(profile)
    return Mind.build(domain, profiles or [Profile()]), profile_of


@static(
    columns="agent_profile goal_needs goal_forbids goal_commitment bonus_first bonus_needs bonus_forbids bonus_amount "
    "profile_weight profile_problem problem_bit_first problem_bit problem_needs problem_forbids policy_base "
    "policy step_first step_action step_weight step_needs step_forbids step_adds "
    "step_removes need_first need_literal give_first give_literal"
)
def minds(scene: Any, parts: Any) -> Mapping[str, NDArray[Any]]:
    """Ids, policy tables and search tables for every agent of the scene, built before the first tick."""
    mind, profile_of = mind_of(scene, parts)
    statics = {name: array for name, array in mind.statics().items() if name in parts.columns}
    return {**statics, "agent_profile": profile_of}
