"""propose: hands a proposal to the person; what has errors is refused, and may be mended by revise."""

from __future__ import annotations

from pydantic import Field

from engine.llm.agents.call import Call
from engine.llm.agents.desk import Desk
from engine.llm.agents.looked import LookedAt, ProposalData, keep_or_refuse, read_proposal
from engine.llm.agents.reply import Reply
from engine.llm.agents.tool import AgentTool, Arguments


class Asked(Arguments):
    """What is proposed, and why."""

    wish: str = Field(min_length=1, max_length=2000, description="What the person wished for, in their words.")
    proposal: ProposalData


def _run(desk: Desk, asked: Asked, call: Call) -> Reply:
    scope = desk.scope(asked.encounter)
    proposal = read_proposal(asked.proposal)
    return keep_or_refuse(desk, desk.sent.new(proposal, asked.wish, scope, call.agent))


PROPOSE = AgentTool(
    "propose",
    "Propose a change",
    "Hands a proposal to the person at the editor. It is checked first: with errors it is refused, each with what "
    "would be accepted, and revise mends it. The project itself is not changed; only a person takes a proposal.",
    Asked,
    LookedAt,
    _run,
    keeps=True,
)
