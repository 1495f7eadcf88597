"""Provenance: who and what stands behind a proposal, as it is kept on each entity that it touched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from engine.document import EntityView, SceneView
from engine.document.wording import cut_words
from engine.llm.proposals.proposal import Hunk, Proposal
from engine.schema.components.provenance import Provenance

LONGEST = 500
"""Letters of one text on an entity; the whole stands in the file of the proposal."""


@dataclass(frozen=True)
class Origin:
    """Where a proposal comes from. It never holds a key.

    `client` is the name of who was asked, `model` the name that the model gave itself, `agent` that of an agent which
    sent it from outside. `seeds` and `report` are words about its playtest; empty where there was none.
    """

    proposal: str
    """The id by which it is kept."""
    prompt: str
    client: str
    model: str = ""
    agent: str = ""
    when: str = ""
    seeds: str = ""
    report: str = ""


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def provenance_of(proposal: Proposal, hunk: Hunk, origin: Origin) -> Provenance:
    """What an entity says of the hunk that touched it."""
    said = {
        "proposal": origin.proposal,
        "title": proposal.title,
        "hunk": hunk.id,
        "why": hunk.why,
        "prompt": origin.prompt,
        "client": origin.client,
        "model": origin.model,
        "agent": origin.agent,
        "when": origin.when,
        "seeds": origin.seeds,
        "report": origin.report,
    }
    return Provenance(**{key: cut_words(" ".join(text.split()), LONGEST) for key, text in said.items() if text})


def touched_by_proposals(view: SceneView) -> Iterator[tuple[EntityView, Provenance]]:
    """Every entity of a scene that a proposal has touched, with what it says of that."""
    for entity in view.with_component(Provenance.component_id):
        found = entity.components[Provenance.component_id]
        if isinstance(found, Provenance):
            yield entity, found


def provenance_words(said: Provenance) -> str:
    """Where an entity comes from, in a sentence or two."""
    who = f"{said.model} ({said.client})" if said.model and said.model != said.client else said.client or "somebody"
    by = f", sent by {said.agent}" if said.agent else ""
    told = f'"{said.title}" ({said.proposal}, part {said.hunk}) by {who}{by}, accepted {said.when or "n/a"}'
    told += f'. Wished for: "{said.prompt}"' if said.prompt else ""
    told += f". Why: {said.why.rstrip('.')}" if said.why else ""
    return f"{told}. Playtest: {said.report.rstrip('.')} (seeds {said.seeds})." if said.report else f"{told}."
