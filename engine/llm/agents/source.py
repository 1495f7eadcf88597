"""Where agents look: the project as it is now, be it a folder on disk or what a window has open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from time import monotonic
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from engine.balance.kept import KeptResults
from engine.document import Document, Snapshot
from engine.document.errors import DocumentError
from engine.llm.agents.standing import LentWorkers
from engine.llm.proposals.scope import Scope
from engine.play.playtest.backends import Backend, Serial
from engine.play.playtest.cores import cores

if TYPE_CHECKING:
    from engine.llm.agents.call import Call

HEAD = "project.toml"
LOOK_EVERY_S = 1.0
"""So old may be what an agent sees of files that another program has changed."""


class ProjectGoneError(Exception):
    """The project can't be read any more; the message says why."""


class Source(Protocol):
    """A project that agents may look at. Nobody changes it through this."""

    folder: Path

    @property
    def game(self) -> Sequence[ModuleType]:
        """The project's own modules, where it is trusted; they run only in playtests and rules, as anywhere."""
        ...

    def place(self) -> Scope | None:
        """What is meant where no encounter is named; None for the project's main one."""
        ...

    def snapshot(self) -> Snapshot:
        """Its state now, in the event loop's thread. ProjectGoneError where there is none."""
        ...

    def backend(self, cancelled: Callable[[], bool]) -> Backend:
        """Where one playtest runs, for as long as it is not cancelled; whoever asked closes it."""
        ...

    def results(self) -> KeptResults:
        """Where the results of runs are remembered."""
        ...

    def watched(self, title: str, call: Call) -> AbstractContextManager[Call]:
        """A call that takes long, shown to a person, if one is there, who may give it up."""
        ...

    def is_in_hands(self, proposal: str) -> bool:
        """Whether a person is at work on a proposal, by its id; in a worker thread."""
        ...

    def profile(self) -> dict[str, Any] | None:
        """What the last measured step of physics cost, as plain data; None where none was measured."""
        ...


class FolderSource:
    """A project's folder. What other programs write there is read anew; nothing is ever written.

    Args:
        document: The project, just opened.
        game: Its own modules.
        trusted: Whether its own Python may run.
        processes: Worker processes of playtests; 0 is one a core.
        clock: Seconds; it tells when to look at the disk again.
    """

    def __init__(
        self,
        document: Document,
        game: Sequence[ModuleType] = (),
        *,
        trusted: bool = False,
        processes: int = 1,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.folder = document.folder
        self.game: Sequence[ModuleType] = game
        self._document = document
        self._trusted = trusted
        self._workers = LentWorkers(processes or cores())
        self._clock = clock
        self._looked = clock()

    def place(self) -> Scope | None:
        """See Source."""
        return None

    def snapshot(self) -> Snapshot:
        """See Source."""
        try:
            if not (self.folder / HEAD).is_file():
                raise ProjectGoneError(f"{self.folder} holds no {HEAD} any more; the project was moved or removed")
            # Looking at hundreds of files takes longer than most calls.
            if self._clock() - self._looked >= LOOK_EVERY_S and self._changed():
                vocabulary = self._document.snapshot().vocabulary
                self._document = Document.open(self.folder, vocabulary=vocabulary, trusted=self._trusted)
        except OSError as error:
            raise ProjectGoneError(f"{self.folder} can't be read: {error.strerror or error}") from error
        except DocumentError as error:
            raise ProjectGoneError(f"the project can't be read: {error}") from error
        return self._document.snapshot()

    def _changed(self) -> bool:
        self._looked = self._clock()
        return bool(self._document.foreign())

    def backend(self, cancelled: Callable[[], bool]) -> Backend:
        """See Source."""
        return self._workers if self._workers.count > 1 else Serial()

    def results(self) -> KeptResults:
        """See Source."""
        return KeptResults()

    def watched(self, title: str, call: Call) -> AbstractContextManager[Call]:
        """Nobody is there."""
        return nullcontext(call)

    def is_in_hands(self, proposal: str) -> bool:
        """Nobody is there."""
        return False

    def profile(self) -> dict[str, Any] | None:
        """Nothing is played here for itself."""
        return None

    def close(self) -> None:
        """End the worker processes."""
        self._workers.end()
