"""Reads an answer as a proposal: size and depth, JSON to the letter, the schema; nothing is repaired."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from engine.llm.guard.steps.size_and_depth import size_and_depth
from engine.llm.guard.steps.strict_json import strict_json
from engine.llm.guard.verdict import Refused
from engine.llm.proposals.finding import ProposalFinding, Step, UnreadableError, finding_of
from engine.llm.proposals.operations import OPERATIONS
from engine.llm.proposals.proposal import Hunk, Proposal

MOST_BYTES = 128 * 1024
DEEPEST = 10
MOST_TOLD = 12
"""So many mistakes of one answer are told: a model mends no more at once."""


def read_answer(text: str | bytes) -> Proposal:
    """The proposal that a model wrote.

    Raises:
        UnreadableError: It is none: too large, no JSON, a key twice, a field missing, too many or of the wrong type.
    """
    step: Step = "size and depth"
    try:
        raw = size_and_depth(text, most_bytes=MOST_BYTES, deepest=DEEPEST)
        step = "JSON"
        data = strict_json(raw)
    except Refused as refused:
        raise UnreadableError((finding_of(refused.verdict, step),)) from refused
    return read_data(data)


def read_data(data: Any) -> Proposal:
    """The proposal that plain data describes, as of a tool's arguments.

    Raises:
        UnreadableError: It is none.
    """
    try:
        return Proposal.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)[:MOST_TOLD]
        raise UnreadableError(tuple(_finding(each, data) for each in _without_branches(details))) from error


def _without_branches(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """One mistake for each value: a union tells of each kind of value that it is not."""
    found: dict[tuple[Any, ...], ErrorDetails] = {}
    for each in details:
        found.setdefault(_place(each), each)
    # A list whose members were refused counts as too short besides.
    inner = {place[:-1] for place in found} | {place[:-2] for place in found}
    return [each for place, each in found.items() if each["type"] != "too_short" or place not in inner]


def _place(detail: ErrorDetails) -> tuple[Any, ...]:
    """Where a mistake lies, without the names of the branches that pydantic tried."""
    location = [each for each in detail["loc"] if each not in OPERATIONS]
    for at, key in enumerate(location):
        if key == "value":
            return tuple(location[: at + 1])
        if key in ("values", "components"):
            return tuple(location[: at + (2 if key == "values" else 3)])
    return tuple(location)


def _finding(detail: ErrorDetails, data: Any) -> ProposalFinding:
    place = _place(detail)
    hunk, operation = _whose(place, data)
    field = ".".join(str(each) for each in (place if hunk is None else place[2:] if operation is None else place[4:]))
    kind, name = detail["type"], str(place[-1]) if place else ""
    expected, nearest = detail["msg"], None
    if kind == "extra_forbidden":
        names = _fields(place, data)
        close = get_close_matches(name[:64], names, n=1, cutoff=0.5)
        expected, nearest = f"only {', '.join(names)}", close[0] if close else None
    elif kind == "missing":
        expected = f"a value for {name}"
    elif kind.startswith("union_tag"):
        given = cast("Mapping[str, Any]", detail["input"]).get("do") if isinstance(detail["input"], Mapping) else None
        close = get_close_matches(str(given)[:64], list(OPERATIONS), n=1, cutoff=0.4)
        field, expected, nearest = "do", f"one of {', '.join(OPERATIONS)}", close[0] if close else None
    elif "value" in place or "values" in place or "components" in place:
        expected = "a number, true or false, a text, or a list of numbers or texts"
    elif kind == "value_error":
        expected = ""
    message = detail["msg"].removeprefix("Value error, ")
    reason = message[:1].lower() + message[1:]
    if kind not in ("missing", "value_error"):
        reason += f"; given was {str(cast('object', detail['input']))[:60]!r}"
    return ProposalFinding(
        "schema", kind.replace("_", " "), reason, "error", hunk, operation, field[:160], expected, nearest
    )


def _whose(place: tuple[Any, ...], data: Any) -> tuple[str | None, int | None]:
    """The hunk and the operation that a mistake lies in."""
    if len(place) < 2 or place[0] != "hunks" or not isinstance(place[1], int):
        return None, None
    said: Any = data["hunks"][place[1]]
    named: Any = cast("Mapping[str, Any]", said).get("id") if isinstance(said, Mapping) else None
    hunk = named[:40] if isinstance(named, str) and named else f"number {place[1] + 1}"
    inner = place[2:4]
    is_inside = len(inner) == 2 and inner[0] == "operations" and isinstance(inner[1], int)
    return hunk, inner[-1] if is_inside else None


def _fields(place: tuple[Any, ...], data: Any) -> list[str]:
    """The fields that there are where one too many was given."""
    if len(place) < 2 or place[0] != "hunks":
        return list(Proposal.model_fields)
    if len(place) < 5:
        return list(Hunk.model_fields)
    said: Any = data["hunks"][place[1]]["operations"][place[3]]
    return ["do", *(each for each in OPERATIONS[said["do"]].model_fields if each != "do")]
