"""Mends an earlier answer by what the checks found: the nearest legal value where one is told, else without it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Sequence
from typing import Any, cast

from engine.llm.offline.authoring import BADGE, LONGEST_SUMMARY, cut, refusal
from engine.llm.offline.given import Round, Row

_OPERATION_FIELDS = ("file", "entity", "field", "value", "component", "prefab", "parent", "id")


def mended(last: Round) -> dict[str, Any]:
    """The answer with what was found mended; hunks that can't be are left out, and so are those that need them."""
    answer = copy.deepcopy(last.answer)
    hunks: list[dict[str, Any]] = answer.get("hunks", [])
    lost: set[str] = set()
    told: list[str] = []
    for finding in last.findings:
        hunk = next((each for each in hunks if each["id"] == finding.get("hunk")), None)
        is_error = finding.get("severity", "error") == "error"
        if hunk is None or hunk["id"] in lost:
            continue
        if _mend(finding, hunk, hunks):
            # A rule's id is for programs: "spawn-inside-obstacle" reads as words.
            told.append(f'{str(finding.get("rule", "a rule")).replace("-", " ")} in "{hunk["id"]}"')
        elif is_error:
            lost.add(hunk["id"])
    kept = _without(hunks, lost)
    if hunks and not kept:
        reasons = [str(each.get("reason", "")) for each in last.findings if each.get("severity", "error") == "error"]
        return refusal(f"The templates know no way round what was found: {' '.join(reasons)}")
    answer["hunks"] = kept
    left = [hunk["id"] for hunk in hunks if hunk not in kept]
    answer["summary"] = _summary(str(answer.get("summary", "")), told, left)
    return answer


def _mend(finding: Row, hunk: dict[str, Any], hunks: Sequence[dict[str, Any]]) -> bool:
    """Put the nearest legal value where the finding points to; whether that was possible."""
    nearest = finding.get("nearest")
    number = finding.get("operation")
    if nearest is None or not isinstance(number, int) or not 0 < number <= len(hunk["operations"]):
        return False
    operation: dict[str, Any] = hunk["operations"][number - 1]
    field = str(finding.get("field", ""))
    if field == "id":
        _rename(str(operation["id"]), str(nearest), hunks)
        return True
    if field in _OPERATION_FIELDS and field in operation:
        operation[field] = nearest
        return True
    keys = field.rsplit(" ", maxsplit=1)[-1].split(".")
    if operation["do"] == "set":
        if operation.get("field") != ".".join(keys):
            return False
        operation["value"] = nearest
        return True
    for root in ("components", "values"):
        if isinstance(operation.get(root), dict):
            path = keys[1:] if keys[0] == root else keys if root == "components" else keys[1:]
            return _put(operation[root], path, nearest)
    return False


def _put(table: dict[str, Any], path: Sequence[str], value: Any) -> bool:
    for key in path[:-1]:
        inner = table.setdefault(key, {})
        if not isinstance(inner, dict):
            return False
        table = cast("dict[str, Any]", inner)
    if path:
        table[path[-1]] = value
    return bool(path)


def _rename(old: str, new: str, hunks: Sequence[dict[str, Any]]) -> None:
    """Give an entity that is added another id, wherever it is named."""
    for hunk in hunks:
        hunk["operations"] = [_renamed(each, old, new) for each in hunk["operations"]]


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(each, old, new) for key, each in cast("dict[str, Any]", value).items()}
    return new if value == old else value


def _without(hunks: Sequence[dict[str, Any]], lost: set[str]) -> list[dict[str, Any]]:
    """The hunks that are left, without those that name something that went with the lost ones."""
    kept = [hunk for hunk in hunks if hunk["id"] not in lost]
    while True:
        gone = {made for hunk in hunks if hunk not in kept for made in _added(hunk)}
        still = [hunk for hunk in kept if not any(f'"{each}"' in json.dumps(hunk) for each in gone)]
        if len(still) == len(kept):
            return kept
        kept = still


def _added(hunk: dict[str, Any]) -> Iterator[str]:
    return (str(each["id"]) for each in hunk["operations"] if each["do"] == "add")


def _summary(summary: str, told: Sequence[str], left: Sequence[str]) -> str:
    badge = f" ({BADGE}.)"
    said = summary.removesuffix(badge)
    if told:
        said += f" Mended: {', '.join(dict.fromkeys(told))}."
    if left:
        said += f" Left out, since no template knows a way round: {', '.join(left)}."
    return cut(said.strip(), LONGEST_SUMMARY - len(badge)) + badge
