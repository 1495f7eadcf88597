"""validate: whether a proposal could be taken, or what is wrong with the project as it is; nothing is kept."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from engine.document import Finding
from engine.llm.agents.call import Call
from engine.llm.agents.desk import Desk
from engine.llm.agents.looked import ProposalData, looked_at, read_proposal
from engine.llm.agents.reply import Reply, answered, refused
from engine.llm.agents.tool import AgentTool, Arguments, Told

MEND = "Nothing was kept. Mend it and call validate again, or propose."
COULD = "It could be taken. Nothing was kept yet: propose hands it to the person."
SAYS_NO = "It says that it can't be done. propose keeps that for the person."
MOST_TOLD = 100


class Asked(Arguments):
    """What is looked at."""

    proposal: ProposalData | None = Field(default=None, description="A proposal; without it the project as it is.")


class Validated(Told):
    """What is wrong with the project, or how a proposal was found."""

    proposal: str = ""
    title: str = ""
    is_acceptable: bool = Field(
        description="Of a proposal: whether it could be taken. Else: whether there are no errors."
    )
    hunks: list[dict[str, Any]] = []
    findings: list[dict[str, Any]]
    then: str = ""


def _run(desk: Desk, asked: Asked, call: Call) -> Reply:
    scope = desk.scope(asked.encounter)
    if asked.proposal is None:
        found = desk.known(scope)
        told = [finding_data(each) for each in found[:MOST_TOLD]]
        left = len(found) - len(told)
        more = f"{left} more are not told." if left else ""
        return answered(
            Validated(is_acceptable=not any(each.severity == "error" for each in found), findings=told, then=more)
        )
    proposal = read_proposal(asked.proposal)
    if proposal.is_refusal:
        return looked_at(desk, proposal, scope, None, id="", then=SAYS_NO)
    checked = desk.checked(proposal, scope)
    if checked.errors:
        return refused(checked.findings, after=MEND)
    return looked_at(desk, proposal, scope, checked, id="", then=COULD)


def finding_data(finding: Finding) -> dict[str, Any]:
    """What a rule found in the project as it is."""
    fixes = [finding.fix_title, *(title for title, _ in finding.other_fixes)]
    told: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity,
        "text": finding.text,
        "where": str(finding.where or ""),
        "entity": finding.entity or "",
        "repairs": [each for each in fixes if each],
    }
    return {key: value for key, value in told.items() if value}


VALIDATE = AgentTool(
    "validate",
    "Check a proposal",
    "Checks a proposal against format, fields and world rules without keeping it; without one, tells what is wrong "
    "with the project as it is. A refusal says which field, which rule, what would be accepted and what comes nearest.",
    Asked,
    Validated,
    _run,
)
