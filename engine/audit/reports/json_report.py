"""The report as JSON, and findings read back from it, as a baseline."""

import json
from pathlib import Path
from typing import Any

import msgspec

from engine.audit.audit import Audited
from engine.audit.comparing.matching import Comparison
from engine.audit.site import Context, Finding, Priority
from engine.json_file import read_json

LARGEST_BYTES = 1 << 30
FIELDS = ("file", "line", "column", "crate", "kind", "context", "priority", "code", "reason", "fingerprint")


class BaselineError(Exception):
    """A baseline is no report of an audit; the message says what is wrong."""


def json_data(audited: Audited, comparison: Comparison | None = None) -> dict[str, Any]:
    """Findings, the number of files, and what was not understood; with a comparison, what is new, fixed and moved.

    What is new and fixed is whole findings, what moved is fingerprints and files before and now.
    """
    data: dict[str, Any] = {
        "findings": [_data(each) for each in audited.findings],
        "files": audited.files,
        "lines": audited.lines,
        "unparsed": [{"file": file, "reason": reason} for file, reason in audited.unparsed.items()],
        "orphans": list(audited.orphans),
    }
    if comparison is not None:
        data["new"] = [_data(each) for each in comparison.new]
        data["fixed"] = [_data(each) for each in comparison.fixed]
        data["moved"] = [{"from": _data(before), "to": _data(now)} for before, now in comparison.moved]
    return data


def json_report(audited: Audited, comparison: Comparison | None = None) -> str:
    """The same as text, a line."""
    return json.dumps(json_data(audited, comparison), ensure_ascii=False, allow_nan=False) + "\n"


class _Row(msgspec.Struct, frozen=True):
    file: str
    line: int
    column: int
    crate: str
    kind: str
    context: Context
    priority: Priority
    code: str
    reason: str
    fingerprint: str


def read_findings(path: Path) -> list[Finding]:
    """Findings of a report that was written as JSON. OSError, and BaselineError for what is no such report."""
    try:
        data: Any = read_json(path, LARGEST_BYTES)
        rows = msgspec.convert(data["findings"] if isinstance(data, dict) else None, list[_Row])
    except (ValueError, LookupError) as error:
        raise BaselineError(
            f"{path} is no report of an audit: {error}. Write one with `astraweave audit PATH --format json`."
        ) from error
    return [Finding(**msgspec.structs.asdict(row), start=0, end=0) for row in rows]


def _data(each: Finding) -> dict[str, Any]:
    return {name: getattr(each, name) for name in FIELDS}
