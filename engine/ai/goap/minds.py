"""Minds: a scene's agents read into profiles, and the static table that puts their plans before tick 0."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.ai.goap.domain import Domain, DomainError
from engine.ai.goap.profiles import Profile, WordError, read_profile
from engine.ai.goap.tables import Mind, domain_of
from engine.document import Finding, Path
from engine.schema.numbered import Words
from engine.world.roster import RosterRow, roster_of
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


def mind_of(scene: Any, parts: Any, words: Mapping[str, Words] | None = None) -> tuple[Mind, I32]:
    """The minds of a scene (a SceneView) and each roster row's profile (rows,), -1 for what is no agent.

    `words`: actions and goals by entity id that agents think with in place of their component's.
    Profiles are numbered in sorted order of their contents, so that neither file order nor names change a plan.
    AgentError for an agent that names what does not exist, DomainError when the vocabulary contradicts itself.
    """
    return mind_of_rows(domain_of(parts), roster_of(scene, parts), words or {})


def mind_of_rows(domain: Domain, roster: Sequence[RosterRow], words: Mapping[str, Words]) -> tuple[Mind, I32]:
    """The same for a roster and a domain that are at hand."""
    known: dict[Words, Profile] = {}
    found: dict[int, Profile] = {}
    for row in roster:
        said = words.get(row.entity) or agent_words_of(row)
        if said is None:
            continue
        profile = known.get(said)
        if profile is None:
            try:
                profile = known[said] = read_profile(domain, *said)
            except WordError as error:
                raise AgentError(row.entity, row.view, error) from error
        found[row.local_id] = profile
    profiles = sorted(set(found.values()))
    number = {profile: place for place, profile in enumerate(profiles)}
    profile_of = np.full(len(roster), -1, np.int32)
    for local_id, profile in found.items():
        profile_of[local_id] = number[profile]
    return Mind.build(domain, profiles or [Profile()]), profile_of


def agent_words_of(row: RosterRow) -> Words | None:
    """What a row's `agent` component says: its actions and its goals; None for what is no agent."""
    agent = row.view.components.get("agent")
    return None if agent is None else (tuple(agent.actions), tuple(agent.goals))


@static(
    columns="agent_profile goal_needs goal_forbids goal_commitment bonus_first bonus_needs bonus_forbids bonus_amount "
    "profile_weight profile_problem problem_word problem_first problem_literal policy_base policy step_weight "
    "step_word step_number step_link"
)
def minds(scene: Any, parts: Any) -> Mapping[str, NDArray[Any]]:
    """Ids, policy tables and search tables for every agent of the scene, built before the first tick."""
    mind, profile_of = mind_of(scene, parts)
    statics = {name: array for name, array in mind.statics().items() if name in parts.columns}
    return {**statics, "agent_profile": profile_of}
