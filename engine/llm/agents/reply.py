"""Replies: what a tool answers, as data and in words; a refusal tells which field, which rule and what would do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from engine.llm.proposals.finding import ProposalFinding

NOTHING_CHANGED = "Nothing of the project was changed."


@dataclass(frozen=True)
class Reply:
    """What a call comes to. `step` is what refused it; empty where nothing did. `png` is a picture."""

    data: dict[str, Any]
    text: str
    step: str = ""
    png: bytes = b""
    findings: tuple[ProposalFinding, ...] = field(default=())

    @property
    def is_refused(self) -> bool:
        """Whether the agent has to mend something."""
        return bool(self.step)


class CallRefusedError(Exception):
    """A call can't be served; the reply says why, and what would be accepted."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.text)
        self.reply = reply


def answered(answer: BaseModel, *, png: bytes = b"") -> Reply:
    """A reply that answers; its text is the same as JSON, for clients that read no structured output."""
    data = answer.model_dump(mode="json")
    return Reply(data, json.dumps(data, ensure_ascii=False, separators=(",", ":")), png=png)


def refused(findings: Sequence[ProposalFinding], *, after: str = NOTHING_CHANGED, **more: Any) -> Reply:
    """A reply that refuses, with everything that has to be mended; `more` stands beside it in the data."""
    told = [told_of(each) for each in findings]
    lines = [each["sentence"] for each in told]
    data = {"refused": True, "findings": told, "then": after, **more}
    return Reply(data, "\n".join([*lines, after]), findings[0].step if findings else "refused", findings=(*findings,))


def refuse(
    rule: str,
    reason: str,
    *,
    field: str = "",
    expected: str = "",
    nearest: Any = None,
    after: str = NOTHING_CHANGED,
) -> CallRefusedError:
    """The refusal of a call to raise: which field offends which rule, what would be accepted, what comes nearest."""
    return CallRefusedError(refused((call_finding(rule, reason, field, expected, nearest),), after=after))


def call_finding(rule: str, reason: str, field: str = "", expected: str = "", nearest: Any = None) -> ProposalFinding:
    """What is wrong with a call itself, not with the proposal in it."""
    return ProposalFinding("schema", rule, reason, field=field, expected=expected, nearest=nearest)


def told_of(finding: ProposalFinding) -> dict[str, Any]:
    """A finding as data for an agent: operations count from 1, what is empty is left out."""
    data = finding.data()
    if finding.operation is not None:
        data["operation"] = finding.operation + 1
    told = {key: value for key, value in data.items() if value not in (None, "")}
    # A repair that empties a field is told in words; "Nearest: ." would say nothing.
    sentence = (finding if finding.nearest != "" else replace(finding, nearest=None)).sentence()
    # The sentences of proposals speak of "the proposal"; what is wrong with a call is about the call.
    if finding.hunk is None and finding.step == "schema":
        sentence = sentence.replace("The proposal", "The call", 1)
    return {**told, "sentence": sentence}


def nearest_of(wanted: str, names: Sequence[str]) -> str | None:
    """The name that was probably meant."""
    close = get_close_matches(wanted[:80], names, n=1, cutoff=0.4)
    return close[0] if close else None
