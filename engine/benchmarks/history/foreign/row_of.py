"""A row of ours for a result that another tool measured, and what a reader of its files says when it can't."""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from engine.benchmarks.history.row import SCHEMA_VERSION

T = TypeVar("T")


class ForeignError(ValueError):
    """What was given is no history of a tool that is known; the message says what, where, and what was expected."""


@dataclass(frozen=True)
class ForeignResult:
    """One result: `value` in `unit`, when, by which tool and, where that tells, on what machine and of which commit.

    `more_is_better` is None where the unit says it.
    """

    tool: str
    name: str
    value: float
    unit: str
    at: datetime
    params: dict[str, Any] = field(default_factory=dict[str, Any])
    stddev: float | None = None
    samples: int = 1
    git_sha: str | None = None
    branch: str | None = None
    machine: str = ""
    python: str = ""
    more_is_better: bool | None = None

    def line(self) -> bytes:
        """Its row."""
        words = re.sub(r"[^0-9A-Za-z]+", "-", self.machine).strip("-").lower()
        row = {
            "schema_version": SCHEMA_VERSION,
            "timestamp": self.at.astimezone(UTC).isoformat(timespec="milliseconds"),
            "benchmark_name": self.name,
            "params": self.params,
            "facts": {"imported_from": self.tool},
            "system": self.name.split(".", 1)[0] if "." in self.name else "imported",
            "value": self.value,
            "unit": self.unit,
            "stddev": self.stddev,
            "samples": self.samples,
            "git_sha": self.git_sha,
            "branch": self.branch,
            "git_dirty": None,
            "hardware_id": f"{self.tool}-{words}" if words else self.tool,
            "hardware_label": self.machine or f"unknown, imported from {self.tool}",
            "python": self.python,
            "threads": 0,
            "raw": None,
            "capture": None,
            "more_is_better": self.more_is_better,
        }
        return json.dumps(row, allow_nan=False).encode()


def decoded(text: str | bytes, kind: type[T]) -> T:
    """What a tool wrote, in the shape that it writes. ForeignError when it has another."""
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ForeignError(f"can't be read: {error}") from None
