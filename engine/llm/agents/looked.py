"""What tools say of a proposal that was looked at: its hunks, what was found, what to do next."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import Field

from engine.llm.agents.desk import Desk
from engine.llm.agents.reply import CallRefusedError, Reply, answered, refused, told_of
from engine.llm.agents.tool import Told
from engine.llm.guard.steps.size_and_depth import size_and_depth
from engine.llm.guard.verdict import Refused
from engine.llm.proposals.checking import Checked
from engine.llm.proposals.finding import UnreadableError, finding_of
from engine.llm.proposals.kept import KeptProposal
from engine.llm.proposals.proposal import Hunk, Proposal
from engine.llm.proposals.reading import DEEPEST, MOST_BYTES, read_data
from engine.llm.proposals.review import dependencies
from engine.llm.proposals.scope import Scope

ProposalData = Annotated[
    dict[str, Any],
    Field(
        description="title, summary, and hunks of operations; or cannot, with the reason. The whole format, with every "
        "component and field, is the resource astraweave://schema.",
        json_schema_extra=lambda schema: schema.update(_format()),
    ),
]
WAITS = (
    "It waits in the editor for a person, who takes it, takes parts of it or leaves it. playtest shows how it plays."
)
SAID_NO = "It is kept for the person to read. Nothing else will come of it."
MEND = "Nothing was kept. Call revise with this id and the mended hunks; what is not named stays."
SEND_ANEW = "It could not be read as a proposal, so nothing of it is held. Call the tool again with it mended."


class LookedAt(Told):
    """A proposal as it was looked at."""

    proposal: str = Field(description="Its id; empty where it was not kept.")
    title: str
    is_acceptable: bool = Field(description="Whether a person could take it as it is.")
    hunks: list[dict[str, Any]] = Field(description="Each hunk with the hunks that it needs.")
    findings: list[dict[str, Any]] = Field(
        description="What the rules say of it; warnings do not keep it from being taken."
    )
    then: str = Field(description="What comes next.")


def read_proposal(data: dict[str, Any]) -> Proposal:
    """The proposal of a call.

    Raises:
        CallRefusedError: It is none; every finding tells what would be one.
    """
    try:
        text = json.dumps(data, ensure_ascii=False)
        size_and_depth(text, most_bytes=MOST_BYTES, deepest=DEEPEST)
        return read_data(data)
    except Refused as error:
        found = (finding_of(error.verdict, "size and depth"),)
        raise CallRefusedError(refused(found, after=SEND_ANEW)) from error
    except UnreadableError as error:
        raise CallRefusedError(refused(error.findings, after=SEND_ANEW)) from error


def looked_at(desk: Desk, proposal: Proposal, scope: Scope, checked: Checked | None, *, id: str, then: str) -> Reply:
    """The reply that tells of a proposal that stands, or says that it can't be done."""
    told = LookedAt(
        proposal=id,
        title=proposal.title,
        is_acceptable=checked is not None and checked.is_acceptable,
        hunks=hunks_of(desk, proposal, scope),
        findings=[told_of(each) for each in (checked.findings if checked is not None else ())],
        then=then,
    )
    return answered(told)


def hunks_of(desk: Desk, proposal: Proposal, scope: Scope) -> list[dict[str, Any]]:
    """Each hunk in short, with those that it needs."""
    needs = dependencies(proposal, desk.state, scope)
    return [_hunk(each, needs[each.id]) for each in proposal.hunks]


def keep_or_refuse(desk: Desk, kept: KeptProposal, *, note: str = "") -> Reply:
    """Look at a proposal; keep it where it stands, hold it as a draft where it has to be mended.

    `note` is told before what comes next.
    """
    before = f"{note} " if note else ""
    if kept.proposal.is_refusal:
        desk.sent.keep(kept.model_copy(update={"findings": ()}))
        return looked_at(desk, kept.proposal, kept.scope, None, id=kept.id, then=before + SAID_NO)
    checked = desk.checked(kept.proposal, kept.scope)
    if checked.errors:
        desk.sent.draft(kept, checked.errors)
        return refused(checked.findings, after=before + MEND, proposal=kept.id)
    desk.sent.keep(kept.model_copy(update={"findings": tuple(each.data() for each in checked.findings)}))
    return looked_at(desk, kept.proposal, kept.scope, checked, id=kept.id, then=before + WAITS)


def _hunk(hunk: Hunk, needs: frozenset[str]) -> dict[str, Any]:
    return {"id": hunk.id, "why": hunk.why, "operations": len(hunk.operations), "needs": sorted(needs)}


def _format() -> dict[str, Any]:
    """What a proposal is made of, as far as it is the same in every project."""
    properties = Proposal.model_json_schema()["properties"]
    hunk = {"type": "object", "description": Hunk.__doc__}
    return {
        "type": "object",
        "properties": {
            key: {"type": "array", "items": hunk} if key == "hunks" else {"type": "string"} for key in properties
        },
        "required": ["title", "summary", "hunks"],
        "additionalProperties": False,
    }
