"""revise: mends a proposal that was refused, or changes one that nobody has taken yet."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from engine.llm.agents.call import Call
from engine.llm.agents.desk import Desk
from engine.llm.agents.looked import LookedAt, keep_or_refuse, read_proposal
from engine.llm.agents.reply import Reply, nearest_of, refuse
from engine.llm.agents.tool import AgentTool, Arguments
from engine.llm.proposals.operations import OPERATIONS
from engine.llm.proposals.proposal import MOST_HUNKS

MOST_ROUNDS = 50
IN_HANDS = "A person is at work on {old}, which stays as it is; this is one of its own, and waits beside it."


class Asked(Arguments):
    """What is changed of a proposal."""

    proposal: str = Field(min_length=1, max_length=80, description="Its id, as propose told it.")
    hunks: list[dict[str, Any]] = Field(
        default=[],
        max_length=MOST_HUNKS,
        description="Hunks to put in place of those of the same id, or to add: id, why, operations "
        f"({', '.join(OPERATIONS)}).",
    )
    remove: list[str] = Field(default=[], max_length=MOST_HUNKS, description="Ids of hunks to take out.")
    title: str = Field(default="", max_length=120, description="A new title; the old one stays without it.")
    summary: str = Field(default="", max_length=1200, description="A new summary; the old one stays without it.")


def _run(desk: Desk, asked: Asked, call: Call) -> Reply:
    kept = desk.sent.read(asked.proposal)
    if asked.encounter and asked.encounter != kept.encounter:
        raise refuse(
            "the same encounter",
            f"the proposal is about {kept.encounter or kept.scene}",
            field="encounter",
            expected="to leave it out, or propose anew",
            nearest=kept.encounter,
        )
    if kept.rounds >= MOST_ROUNDS:
        raise refuse("rounds of one proposal", f"it was revised {kept.rounds} times", expected="a new proposal")
    proposal = read_proposal(_mended(kept.proposal.model_dump(mode="json"), asked))
    in_hands = desk.source.is_in_hands(kept.id)
    if desk.sent.is_agents(kept) and not in_hands:
        changes = {"proposal": proposal, "rounds": kept.rounds + 1, "report": None, "agent": call.agent}
        return keep_or_refuse(desk, kept.model_copy(update=changes))
    # What somebody else made, has taken already or is at work on, stays as it is; this becomes one of its own.
    made = desk.sent.new(proposal, kept.prompt, kept.scope, call.agent)
    note = IN_HANDS.format(old=kept.id) if in_hands else ""
    return keep_or_refuse(desk, made.model_copy(update={"rounds": kept.rounds + 1}), note=note)


def _mended(data: dict[str, Any], asked: Asked) -> dict[str, Any]:
    """The proposal as plain data with what was changed of it."""
    there = [str(each["id"]) for each in data["hunks"]]
    for place, each in enumerate(asked.remove):
        if each not in there:
            raise refuse(
                "known hunk",
                f'the proposal has no hunk "{each[:80]}"',
                field=f"remove.{place}",
                expected=f"some of {', '.join(there) or 'none'}",
                nearest=nearest_of(each, there),
            )
    hunks = {str(each["id"]): each for each in data["hunks"] if each["id"] not in asked.remove}
    for place, each in enumerate(asked.hunks):
        # Without an id it is no hunk; reading says so.
        hunks[str(each.get("id", f"number {place + 1}"))] = each
    data["hunks"] = [*hunks.values()]
    data["title"] = asked.title or data["title"]
    data["summary"] = asked.summary or data["summary"]
    if data["hunks"] and asked.hunks:
        data["cannot"] = ""
    return data


REVISE = AgentTool(
    "revise",
    "Mend a proposal",
    "Changes a proposal by its id: hunks of the same id are replaced, others added, those in remove taken out; the "
    "rest stays. The whole is checked again, and its playtest is void. One that somebody has taken, or is at work on, "
    "is left alone: a new one is made, with an id of its own.",
    Asked,
    LookedAt,
    _run,
    keeps=True,
)
