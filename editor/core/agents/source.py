"""What agents look at: the open document as it is edited now, read in their threads from a state that never changes."""

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from editor.core.agents.errands import Errands, ErrandsClosedError
from editor.core.agents.watched import WatchedCall
from editor.core.proposals.at_work import is_at_work_on

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from editor.core.balance.service import Balance
    from editor.core.proposals.service import Proposals
    from editor.core.workbench import Workbench
    from engine.balance.kept import KeptResults
    from engine.document import Snapshot
    from engine.llm.agents.call import Call
    from engine.llm.agents.desk import Shot
    from engine.llm.proposals.scope import Scope
    from engine.play.playtest.backends import Backend

LOOK_S = 0.05
Painter = Callable[["Shot", Errands], bytes]
"""Draws a picture as PNG: called in a thread beside the window, with errands for what only the window's thread may."""
GONE = "the window does nothing more for agents"
"""Whoever answers agents knows why."""


class OpenDocument:
    """A Source. The window's thread puts each new state into one attribute, whole; other threads only read that."""

    def __init__(
        self,
        bench: "Workbench",
        balance: "Balance",
        proposals: "Proposals",
        painter: "Callable[[], Painter | None]",
        wake: Callable[[], object],
    ) -> None:
        """`painter` tells who draws pictures now, `wake` lets the window look at what is asked of it."""
        document = bench.document
        assert document is not None
        self.folder: Path = document.folder
        self.errands = Errands(wake)
        self._bench, self._balance, self._proposals, self._painter = bench, balance, proposals, painter
        self._is_closed = False
        self._now: tuple[Snapshot, str | None, str | None] = (document.snapshot(), bench.scene, bench.encounter)

    def follow(self) -> None:
        """Take what is open as it is now; in the window's thread."""
        document = self._bench.document
        if document is not None:
            self._now = (document.snapshot(), self._bench.scene, self._bench.encounter)

    @property
    def game(self) -> "Sequence[ModuleType]":
        """The project's own modules, as they are trusted now."""
        return self._bench.game

    def place(self) -> "Scope | None":
        """The scene and the encounter that are open."""
        from engine.llm.proposals.scope import Scope

        state, scene, encounter = self._now
        # A prefab by itself, or a scene that has just gone, is nothing to propose changes of.
        return Scope(scene, encounter) if scene and f"scenes/{scene}" in state.files else None

    def snapshot(self) -> "Snapshot":
        """See Source."""
        from engine.llm.agents.source import ProjectGoneError

        if self._is_closed:
            raise ProjectGoneError(GONE)
        return self._now[0]

    def backend(self, cancelled: Callable[[], bool]) -> "Backend":
        """The window's own worker processes; what has to be compiled for them is compiled first, as for the window."""
        from editor.core.balance.workers import JobBackend
        from engine.play.playtest.backends import PlaytestCancelledError

        ready = threading.Event()
        is_given_up = lambda: cancelled() or self._is_closed  # noqa: E731
        if self.asked(lambda: self._balance.is_cold(ready.set), is_given_up):
            while not ready.wait(LOOK_S):
                if is_given_up():
                    raise PlaytestCancelledError
        return JobBackend(self.asked(lambda: self._balance.workers, is_given_up), is_given_up)

    def results(self) -> "KeptResults":
        """Those that the window keeps."""
        return self.asked(lambda: self._balance.kept)

    def watched(self, title: str, call: "Call") -> "AbstractContextManager[Call]":
        """A call that the window shows among its jobs, where a person may cancel it."""
        return WatchedCall(self._bench.jobs, self.asked, title, call)

    def is_in_hands(self, proposal: str) -> bool:
        """Whether a person has ticked other parts of it, or plays it."""
        return self.asked(lambda: is_at_work_on(self._proposals, proposal))

    def profile(self) -> dict[str, Any] | None:
        """The last step of what plays in the window; None while nothing does, or it was not measured."""

        def last() -> dict[str, Any] | None:
            session = self._bench.play.session
            return session.physics.get_last_step_profile().to_json() if session is not None and session.tick else None

        return self.asked(last)

    def picture(self, shot: "Shot") -> bytes:
        """The viewport's picture, drawn by the window itself."""
        from engine.llm.agents.reply import refuse
        from engine.llm.agents.source import ProjectGoneError

        painter = self._painter()
        if painter is None:
            raise refuse("a renderer", "the viewport draws nothing at the moment", expected="a window with OpenGL")
        try:
            return painter(shot, self.errands)
        except ErrandsClosedError:
            raise ProjectGoneError(GONE) from None

    def asked(self, do: Callable[[], Any], cancelled: Callable[[], bool] = lambda: False) -> Any:
        """Have something done in the window's thread. ProjectGoneError when it does nothing more."""
        from engine.llm.agents.source import ProjectGoneError

        try:
            return self.errands.ask(do, cancelled)
        except ErrandsClosedError:
            raise ProjectGoneError(GONE) from None

    def close(self) -> None:
        """Let nobody look any more; whoever waits for the window is told."""
        self._is_closed = True
        self.errands.close()
