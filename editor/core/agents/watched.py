"""A playtest of an agent as a person sees it: a job of the window with its progress, and a way to cancel it."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from editor.core.jobs import Jobs, Progress
    from engine.llm.agents.call import Call

LOOK_S = 0.05


class WatchedCall:
    """Gives the call with what a person says of it mixed in; `ask` has something done in the window's thread."""

    def __init__(self, jobs: "Jobs", ask: Callable[[Callable[[], Any]], Any], title: str, call: "Call") -> None:
        self._jobs, self._ask, self._title, self._call = jobs, ask, title, call
        self._told: tuple[float | None, str] = (None, "")
        self._is_given_up = False
        self._ended = threading.Event()

    def __enter__(self) -> "Call":
        """Show it."""
        self._ask(lambda: self._jobs.submit(self._title, self._show, tells_itself=True))
        return replace(self._call, progress=self._progress, cancelled=self._cancelled)

    def __exit__(self, *_error: object) -> None:
        """Take it away again."""
        self._ended.set()

    def _progress(self, fraction: float | None, text: str) -> None:
        self._told = (fraction, text)
        self._call.progress(fraction, text)

    def _cancelled(self) -> bool:
        return self._is_given_up or self._call.cancelled()

    def _show(self, progress: "Progress", cancelled: Callable[[], bool]) -> None:
        told: tuple[float | None, str] | None = None
        while not self._ended.wait(LOOK_S):
            if told != self._told:
                told = self._told
                progress(*told)
            self._is_given_up = self._is_given_up or cancelled()
