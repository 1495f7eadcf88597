"""Provenance: the proposal of a language model or an agent that an entity comes from, or was changed by."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Provenance(Component, id="provenance", icon="fingerprint", by_hand=False):
    """The proposal of a language model or an agent that an entity comes from, or was changed by last."""

    proposal: str = prop("", doc="Id of the proposal, by which it is kept.")
    title: str = prop("", doc="What the proposal does, in its own words.")
    hunk: str = prop("", doc="The part of it that touched the entity.")
    why: str = prop("", lines=3, doc="What that part is for, in its own words.")
    prompt: str = prop("", lines=4, doc="What was wished for.")
    client: str = prop("", doc="Who was asked: a service, a program on this computer, or the offline planner.")
    model: str = prop("", doc="The model's name for itself.")
    agent: str = prop("", doc="The agent that sent the proposal from outside; empty where the editor asked.")
    when: str = prop("", doc="When it was accepted, in UTC.")
    seeds: str = prop("", doc="Seeds of the playtest that was made of it before; empty for none.")
    report: str = prop("", lines=3, doc="What that playtest found, before and after.")
