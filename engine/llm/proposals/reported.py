"""Reports that are kept with proposals: whether one says something of what is accepted now, and in which words."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import blake2b
from typing import Any

from engine.document import Snapshot

STATE = "state"
"""Where a report keeps the digest of the project before the proposal, as it was when it was played."""


def state_digest(state: Snapshot) -> str:
    """A digest of every text of a project; it is the same in every process."""
    digest = blake2b(digest_size=16)
    for file in sorted(state.files):
        digest.update(f"{file}\0{state.text(file)}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def is_of(report: dict[str, Any] | None, hunks: Collection[str], state: Snapshot) -> bool:
    """Whether a report is of these hunks, put into this very state of the project."""
    if report is None or set(report.get("hunks", ())) != {*hunks}:
        return False
    return report.get(STATE) == state_digest(state)
