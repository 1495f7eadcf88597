"""Imports what plays in a worker: that takes up to a second, and the window would stand still meanwhile."""

import importlib
import sys
from collections.abc import Callable

from editor.core.jobs import Job, Jobs, Progress

MODULES = (
    "engine.play.playtest.request",
    "engine.balance.kept",
    "engine.balance.curve",
    "engine.balance.properties",
    "editor.core.balance.workers",
    "editor.core.balance.badge",
)


class Loading:
    """Knows whether what plays is imported, and sees to it when it is not."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._job: Job | None = None
        self._after: list[Callable[[], None]] = []
        self._has_failed = False

    def ensure(self, after: Callable[[], None]) -> bool:
        """Import what is missing; True when that goes on now, and `after` is called when it has ended."""
        if self._job is None and (self._has_failed or all(map(_is_imported, MODULES))):
            return False
        self._after.append(after)
        if self._job is None:
            self._job = self._jobs.submit("Loading what plays", _import, self._done, quiet=True)
        return True

    def _done(self, job: Job) -> None:
        # Not tried again: whoever needs what is missing imports it, and tells why that can't be done.
        self._has_failed = job.state == "failed"
        self._job = None
        after, self._after = self._after, []
        for function in after:
            function()


def _is_imported(name: str) -> bool:
    module = sys.modules.get(name)
    return module is not None and not getattr(module.__spec__, "_initializing", False)


def _import(_progress: Progress, cancelled: Callable[[], bool]) -> None:
    for name in MODULES:
        if cancelled():
            return
        importlib.import_module(name)
