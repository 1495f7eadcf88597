"""The trail of calls: who asked for what and what came of it, in memory and as lines in the user's state folder."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.llm.agents.reply import Reply
from engine.llm.guard.audit import AuditEntry, AuditTrail
from engine.llm.guard.verdict import Verdict
from engine.llm.proposals.provenance import now
from engine.user_state import project_key, state_folder

FOLDER, FILE, OLDER = "agents", "calls.jsonl", "calls.older.jsonl"
LARGEST_FILE = 4 * 1024 * 1024
"""Bytes; then the file becomes the older one, in place of the one before it."""
ROLE = "outside agent"


def calls_folder(project: Path) -> Path:
    """Where the calls to a project are written: beside its other state, never in the project itself."""
    return state_folder() / FOLDER / project_key(project)


class CallTrail:
    """Every call with its verdict. `folder` is where lines are written; None keeps them in memory alone."""

    def __init__(self, folder: Path | None = None) -> None:
        self.trail = AuditTrail()
        self._folder = folder
        self.lost = 0
        """Lines that could not be written."""

    def note(self, agent: str, tool: str, arguments: Mapping[str, Any] | str, reply: Reply) -> AuditEntry:
        """Keep a call and what it came to."""
        body = arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False, default=str)
        first = reply.findings[0] if reply.findings else None
        verdict = Verdict(
            not reply.is_refused,
            reply.step or "answered",
            (first.reason if first is not None else reply.text)[:400] if reply.is_refused else "",
            None,
            tool[:80],
            first.field if first is not None else "",
            first.rule if first is not None else "",
            first.expected[:400] if first is not None else "",
        )
        entry = self.trail.add(body, verdict, client=agent, role=ROLE, tick=0)
        self._write(entry)
        return entry

    def _write(self, entry: AuditEntry) -> None:
        if self._folder is None:
            return
        # A full disk must not keep the agent from its answer; that something is missing is told.
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / FILE
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_size > LARGEST_FILE:
                    os.replace(path, self._folder / OLDER)
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"when": now(), **entry.data()}, ensure_ascii=True) + "\n")
        except OSError:
            self.lost += 1
