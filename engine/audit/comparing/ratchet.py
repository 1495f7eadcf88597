"""The ratchet: how many findings of each priority a crate may have, in a file of the tree; it may only fall."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import rtoml

from engine.audit.site import PRIORITIES, Finding
from engine.whole_file import write_whole

Counts = Mapping[str, Mapping[str, int]]
"""For each crate, how many findings of each priority."""
COUNTED = PRIORITIES[:3]
"""Tests may fail as they like: P3 is not held."""
HEAD = "# Findings that each crate may have, which may only fall: `astraweave audit PATH --ratchet FILE` sees to it.\n"


class RatchetError(Exception):
    """A file of a ratchet can't be used; the message says why."""


@dataclass(frozen=True)
class Step:
    """A count that differs from what the ratchet allows."""

    crate: str
    priority: str
    allowed: int
    found: int

    @property
    def is_worse(self) -> bool:
        """Whether there are more than allowed."""
        return self.found > self.allowed

    def __str__(self) -> str:
        """In words."""
        return f"{self.crate or 'no crate'}: {self.found} of {self.priority}, {self.allowed} allowed"


def counts_of(findings: Iterable[Finding]) -> dict[str, dict[str, int]]:
    """What a ratchet counts, crates in the order of their names; what is fixed does not count."""
    counted = Counter((each.crate, each.priority) for each in findings if each.status != "fixed")
    crates = sorted({crate for crate, priority in counted if priority in COUNTED})
    return {crate: {each: counted[crate, each] for each in COUNTED if counted[crate, each]} for crate in crates}


def steps(allowed: Counts, found: Counts) -> tuple[Step, ...]:
    """Where the two differ; a crate that the ratchet doesn't know may have none."""
    return tuple(
        Step(crate, priority, allowed.get(crate, {}).get(priority, 0), found.get(crate, {}).get(priority, 0))
        for crate in sorted({*allowed, *found})
        for priority in COUNTED
        if allowed.get(crate, {}).get(priority, 0) != found.get(crate, {}).get(priority, 0)
    )


def tightened(allowed: Counts, found: Counts) -> dict[str, dict[str, int]]:
    """The ratchet after these counts: each the lower of both."""
    lower = {
        crate: {each: min(counts.get(each, 0), found.get(crate, {}).get(each, 0)) for each in COUNTED}
        for crate, counts in allowed.items()
    }
    return {
        crate: kept
        for crate, counts in lower.items()
        if (kept := {key: value for key, value in counts.items() if value})
    }


def read_ratchet(path: Path) -> Counts:
    """The counts of a file. RatchetError for anything else; FileNotFoundError where there is none."""
    try:
        data: Any = rtoml.loads(path.read_text(encoding="utf-8"))
    except (rtoml.TomlParsingError, UnicodeDecodeError) as error:
        raise RatchetError(f"{path} is no TOML: {error}") from error
    for crate, counts in data.items():
        if not isinstance(counts, dict) or not all(
            key in COUNTED and type(value) is int and value >= 0
            for key, value in cast("dict[str, object]", counts).items()
        ):
            raise RatchetError(f"{path}: [{crate}] is expected to hold counts of {', '.join(COUNTED)}.")
    return cast("Counts", data)


def write_ratchet(path: Path, counts: Counts) -> None:
    """Write it, crates in the order of their names. OSError when it can't be written."""
    tables = [
        f'\n["{crate}"]\n' + "".join(f"{each} = {count}\n" for each, count in counts[crate].items())
        for crate in sorted(counts)
    ]
    write_whole(path, HEAD + "".join(tables))
