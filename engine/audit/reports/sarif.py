"""The report as SARIF 2.1.0, which code scanning takes."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from engine.audit.audit import Audited
from engine.audit.comparing.matching import Comparison
from engine.audit.site import Finding

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"P0": "error", "P1": "warning", "P2": "note", "P3": "note"}
KINDS = {
    "unwrap": "A value that may not be there is unwrapped.",
    "expect": "A value that may not be there is expected.",
    "panic": "The program panics here.",
    "unreachable": "The program panics here, where it is thought never to come.",
    "todo": "The program panics here, where code is still to be written.",
    "unimplemented": "The program panics here, where something is not implemented.",
    "index": "An index that may be out of bounds is used.",
}
ROOT_ID = "SRCROOT"


def sarif_report(audited: Audited, comparison: Comparison | None = None, version: str = "") -> str:
    """The findings as results of one run; with a comparison, whether each is new, and those that are fixed."""
    kinds = sorted(
        {each.kind for each in audited.findings} | {each.kind for each in (comparison.fixed if comparison else ())}
    )
    places = {kind: place for place, kind in enumerate(kinds)}
    new = {each.fingerprint for each in comparison.new} if comparison else set[str]()
    results = [
        _result(each, places, ("new" if each.fingerprint in new else "unchanged") if comparison else "")
        for each in audited.findings
    ]
    results += [_result(each, places, "absent") for each in (comparison.fixed if comparison else ())]
    driver: dict[str, Any] = {"name": "AstraWeave audit", "rules": [_rule(kind) for kind in kinds]}
    if version:
        driver["version"] = version
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT_ID: {"uri": _folder_uri(audited.root)}},
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "warning", "message": {"text": reason}, "locations": [_location(file)]}
                    for file, reason in audited.unparsed.items()
                ],
            }
        ],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False) + "\n"


def _rule(kind: str) -> dict[str, Any]:
    return {"id": kind, "shortDescription": {"text": KINDS.get(kind, f"A place of kind {kind} can fail.")}}


def _result(each: Finding, places: dict[str, int], state: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": each.kind,
        "ruleIndex": places[each.kind],
        "level": LEVELS[each.priority],
        "message": {"text": f"{each.priority}: `{each.code}`. {each.reason}"},
        "locations": [_location(each.file, each.line, each.column)],
        "partialFingerprints": {"astraweaveAudit/v1": each.fingerprint},
        "properties": {"priority": each.priority, "context": each.context, "crate": each.crate},
    }
    if state:
        result["baselineState"] = state
    return result


def _location(file: str, line: int = 0, column: int = 0) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(file), "uriBaseId": ROOT_ID}}
    if line:
        place["region"] = {"startLine": line, "startColumn": column}
    return {"physicalLocation": place}


def _folder_uri(root: Path) -> str:
    return root.resolve().as_uri().rstrip("/") + "/"
