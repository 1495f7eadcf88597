"""One tree's process, asked line by line, in a group of its own that ends with it."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE_S = 10.0
"""How long a process that has nothing more to do may take to leave."""

SECRETS = ("_TOKEN", "_KEY", "_SECRET", "_PASSWORD")
"""Ends of names of variables that a commit's own code has no business with."""


class TurnError(Exception):
    """A tree's benchmarks could not be measured; the message says which, and what was told last."""


class OutOfTimeError(TurnError):
    """The time that was given is over."""


class Side:
    """A tree's process; with `until`, a time of the monotonic clock, it answers nothing after that."""

    def __init__(self, tree: Path, errors: Any, until: float | None = None) -> None:
        self._tree, self._errors, self._until = tree, errors, until
        worker = Path(__file__).with_name("worker.py")
        environment = {name: value for name, value in os.environ.items() if not name.endswith(SECRETS)}
        environment |= {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
        group = None if sys.platform == "win32" else 0
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(worker)], cwd=tree, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, process_group=group,
        )  # fmt: skip

    def ask(self, do: str, **more: Any) -> dict[str, Any]:
        """Its answer. TurnError when it has ended instead, OutOfTimeError when it was ended for the time's sake."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        if self._until is not None and time.monotonic() >= self._until:
            raise OutOfTimeError(f"{self._tree.name} was to {do} when the time was over")
        with self._watched() as is_late:
            try:
                self.process.stdin.write(json.dumps({"do": do, **more}) + "\n")
                self.process.stdin.flush()
                line = self.process.stdout.readline()
            except OSError:
                line = ""
        if line:
            return json.loads(line)
        if is_late.is_set():
            raise OutOfTimeError(f"{self._tree.name} was still to {do} when the time was over")
        self._errors.seek(0)
        told = self._errors.read().strip()[-400:]
        raise TurnError(f"{self._tree.name} ended while it was asked to {do}: {told or 'it said nothing'}")

    def dismiss(self) -> None:
        """Nothing more is asked: it leaves by itself."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):  # what it was asked last may lie there still
            self.process.stdin.close()

    def end(self, *, by_force: bool) -> None:
        """End it, with all that it started."""
        assert self.process.stdout is not None
        if not by_force:
            self.dismiss()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(PATIENCE_S)
        self._kill()
        self.process.wait()
        self.dismiss()
        self.process.stdout.close()

    @contextmanager
    def _watched(self) -> Generator[threading.Event]:
        is_late = threading.Event()
        if self._until is None:
            yield is_late
            return

        def end() -> None:
            is_late.set()
            self._kill()

        timer = threading.Timer(max(0.0, self._until - time.monotonic()), end)
        timer.daemon = True
        timer.start()
        try:
            yield is_late
        finally:
            timer.cancel()
            timer.join()

    def _kill(self) -> None:
        if sys.platform == "win32":
            self.process.kill()
            return
        # Its group has its number, also after itself has ended, for as long as one of them is left.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)


@contextmanager
def side(tree: Path, until: float | None = None) -> Generator[Side]:
    """A tree's process, for as long as it is needed; what goes wrong meanwhile ends it at once."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        made = Side(tree, errors, until)
        try:
            yield made
        except BaseException:
            made.end(by_force=True)
            raise
        made.end(by_force=False)
