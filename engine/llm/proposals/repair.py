"""Repair: what a model is told of its own answer, so that it can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from engine.llm.client.request import Message, Request
from engine.llm.context.fence import fenced
from engine.llm.context.prompts import prompt
from engine.llm.proposals.finding import ProposalFinding

MOST_FINDINGS = 24
"""So many are told in one round; errors come first."""
BYTES_OF_FINDING, BYTES_OF_TOKEN = 500, 4
"""By which the largest repair is reckoned: about as long as findings and tokens get."""


def repair_request(request: Request, answer: str, findings: Sequence[ProposalFinding], *, is_cut: bool) -> Request:
    """The same question with the model's own answer, and what is wrong with it.

    Args:
        request: What was asked.
        answer: What was answered, word for word.
        findings: What was found.
        is_cut: Whether the answer ended for want of tokens.
    """
    told = fenced("findings", [_data(each) for each in findings[:MOST_FINDINGS]])
    said = "\n\n".join([*([prompt("shorter").text] if is_cut else []), prompt("repair").text, told])
    # An answer without a word is left out: servers refuse an empty message.
    spoken = [Message("assistant", answer)] if answer.strip() else []
    return replace(request, messages=(*request.messages, *spoken, Message("user", said)))


def largest_repair(request: Request) -> Request:
    """About the largest question that repair may send: with the longest answer, and all that can be told of it."""
    answer, found = "x" * (request.max_tokens * BYTES_OF_TOKEN), "x" * (MOST_FINDINGS * BYTES_OF_FINDING)
    told = "\n\n".join([prompt("shorter").text, prompt("repair").text, fenced("findings", [found])])
    return replace(request, messages=(*request.messages, Message("assistant", answer), Message("user", told)))


def _data(finding: ProposalFinding) -> dict[str, Any]:
    data = finding.data()
    if finding.operation is not None:
        data["operation"] = finding.operation + 1
    return {key: value for key, value in data.items() if value not in (None, "")}
