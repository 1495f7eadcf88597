"""The audit trail: every verdict with who asked for what, bounded, and exported as JSON lines."""

import hashlib
import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.llm.guard.verdict import Verdict
from engine.whole_file import write_whole

MOST_ENTRIES = 10_000
EXCERPT = 400
"""Characters of an answer that are kept; its hash tells the whole of it from others."""


@dataclass(frozen=True)
class AuditEntry:
    """One verdict: its number from 0, who asked in which role, the tick, the answer's hash and how it begins."""

    number: int
    client: str
    role: str
    tick: int
    body_hash: str
    body: str
    verdict: Verdict

    def data(self) -> dict[str, Any]:
        """Plain data."""
        head = {"number": self.number, "client": self.client, "role": self.role, "tick": self.tick}
        return {**head, "body_hash": self.body_hash, "body": self.body, **self.verdict.data()}


class AuditTrail:
    """The last verdicts, oldest first; `counted` is how many there were in all."""

    def __init__(self, most: int = MOST_ENTRIES) -> None:
        self._entries: deque[AuditEntry] = deque(maxlen=most)
        self.counted = 0

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[AuditEntry]:
        return iter(self._entries)

    def add(self, body: str | bytes, verdict: Verdict, *, client: str, role: str, tick: int) -> AuditEntry:
        """Keep a verdict; the oldest makes room."""
        raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
        excerpt = raw[:EXCERPT].decode("utf-8", "replace")
        name = hashlib.blake2b(raw, digest_size=16).hexdigest()
        entry = AuditEntry(self.counted, client, role, tick, name, excerpt, verdict)
        self._entries.append(entry)
        self.counted += 1
        return entry

    def lines(self) -> Iterator[str]:
        """One JSON object for each entry."""
        return (json.dumps(entry.data(), ensure_ascii=True) for entry in self._entries)

    def export(self, path: Path) -> Path:
        """Write the lines to a file, whole or not at all. OSError when that can't be."""
        write_whole(path, "".join(f"{line}\n" for line in self.lines()).encode())
        return path
