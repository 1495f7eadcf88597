"""Whether commits that a history suspects are slower: measured by turns, each case once, in a time that is bounded."""

import json
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from engine.benchmarks.machine import machine_facts
from engine.benchmarks.verifying.trees import TreeError, trees_of
from engine.benchmarks.verifying.turns import Found, OutOfTimeError, TurnError, Turns, both_sides
from engine.benchmarks.verifying.verdict import Verdict, verdict

FILE = "by_turns.json"
TURNS = 40
KEPT = timedelta(days=7)
"""How long it is believed that two commits do not differ."""


class NotConfirmedError(Exception):
    """A case could not be measured; the message says why, and what would help."""


def _silent(_text: str) -> None:
    """No progress."""


class Confirming:
    """Measures cases of commits by turns. Leave it (it is a context) to take the work trees down.

    Two commits stay checked out, and their processes alive, until others are asked for. What was measured is kept in
    `folder` (None: nowhere) with the machine and the time, so that a regression that was confirmed is measured once,
    whoever asks again on whatever day. After `seconds` (None: never) nothing more is measured.
    """

    def __init__(
        self,
        repository: Path,
        turns: int = TURNS,
        *,
        folder: Path | None = None,
        seconds: float | None = None,
        progress: Callable[[str], None] = _silent,
    ) -> None:
        self._repository, self._turns, self._progress = repository, turns, progress
        self._seconds = seconds
        self._until = None if seconds is None else time.monotonic() + seconds
        self._path = folder / FILE if folder is not None else None
        self._machine = str(machine_facts()["hardware_id"])
        self._open = ExitStack()
        self._commits: tuple[str, str] | None = None
        self._both: Turns | None = None

    def __enter__(self) -> "Confirming":
        """Nothing is checked out before something is asked."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Take down what is checked out."""
        self._open.close()

    def ask(self, good: str, bad: str, name: str, params: Mapping[str, Any], hardware: str = "") -> Verdict:
        """What is said of one case, of which `good` is the base. NotConfirmedError where that can't be told.

        What was measured before holds for the kind of machine that it was measured on: it answers for rows of that
        kind (`hardware`), and for whoever asks on such a machine. What confirms no regression holds for a week, since
        who asks after that has newer runs that say otherwise. Once nothing can be measured any more, whatever was said
        of the case last is the answer.
        """
        case = {"base": good, "head": bad, "benchmark_name": name, "params": dict(params), "turns": self._turns}
        known = self._known()
        said = [entry for entry in known if {key: entry.get(key) for key in case} == case]
        for machine in (hardware, self._machine):
            fresh = [entry for entry in said if entry.get("hardware_id") == machine and _holds(entry)]
            if fresh:
                return Verdict(**fresh[-1]["verdict"])
        if said and self._is_over():
            return Verdict(**said[-1]["verdict"])
        found = self._measured(good, bad, name, params)
        if self._path is not None:
            from engine.whole_file import write_whole

            kept = [entry for entry in known if entry not in said or entry.get("hardware_id") != self._machine]
            now = datetime.now(UTC).isoformat(timespec="seconds")
            entry = {**case, "hardware_id": self._machine, "measured": now, "verdict": asdict(found)}
            write_whole(self._path, json.dumps([*kept, entry], indent=1))
        return found

    def _is_over(self) -> bool:
        return self._until is not None and time.monotonic() >= self._until

    def _measured(self, good: str, bad: str, name: str, params: Mapping[str, Any]) -> Verdict:
        try:
            both = self._checked_out(good, bad)
            cases, left_out = both.cases([name])
            wanted = next((each for each in cases if (each.benchmark, each.params) == (name, dict(params))), None)
            if wanted is None:
                said = [why for why in left_out if why.startswith(f"{Found(name, params, '').title}: ")]
                raise NotConfirmedError("; ".join(said) or "the two commits have no such case in common")
            self._progress(wanted.title)
            told = both.measure(wanted, self._turns)
        except OutOfTimeError:
            self._close()
            raise NotConfirmedError(self._why_no_time()) from None
        except (TreeError, TurnError) as error:
            self._close()
            raise NotConfirmedError(str(error)) from None
        found = told if isinstance(told, str) else verdict(told)
        if not isinstance(found, Verdict):
            raise NotConfirmedError(found or "a result is 0, of which there is no ratio")
        return found

    def _checked_out(self, good: str, bad: str) -> Turns:
        if self._both is None or self._commits != (good, bad):
            self._close()
            if self._is_over():
                raise OutOfTimeError
            self._progress("checking out both commits")
            trees = self._open.enter_context(trees_of(self._repository, (good, bad)))
            self._both = self._open.enter_context(both_sides(trees, until=self._until))
            self._commits = (good, bad)
        return self._both

    def _close(self) -> None:
        self._both = self._commits = None
        self._open.close()

    def _why_no_time(self) -> str:
        if not self._seconds:
            return "it was not measured by turns before, and there is no time to do it now"
        return f"the {self._seconds / 60.0:.3g} minutes for measuring are over; the next run has it"

    def _known(self) -> list[dict[str, Any]]:
        """What was measured before; a file that holds nothing of the kind is written anew."""
        try:
            data: Any = json.loads(self._path.read_text(encoding="utf-8")) if self._path is not None else []
            return [entry for entry in data if Verdict(**entry["verdict"])]
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return []


def _holds(entry: Mapping[str, Any]) -> bool:
    """Whether what was measured may be said again: a regression always, else for some days."""
    if Verdict(**entry["verdict"]).confirms:
        return True
    try:
        return datetime.now(UTC) - datetime.fromisoformat(entry["measured"]) <= KEPT
    except (KeyError, TypeError, ValueError):
        return False
