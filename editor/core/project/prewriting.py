"""Writes the texts of large changes in the background, so that saving and copying find them made."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from editor.core.jobs import CancelledError
from engine.document import ChangeSet

if TYPE_CHECKING:
    from editor.core.jobs import Job
    from editor.core.workbench import Workbench

MANY = 500
"""Changed values from which on their texts are not left to the save: each takes a fortieth of a millisecond."""
QUIET_S = 0.25
BATCH = 100
REST_S = 0.002
"""How long the thread rests after each batch: whoever waits for the interpreter gets it at once."""


class Prewriting:
    """Asks a thread for the texts of changed entities after a pause in the changes; `pump` decides when.

    A text stays with its entity's block and is the same whoever asks for it first, so nothing depends on this but time.
    """

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self._due: float | None = None
        self._job: Job | None = None

    def follow(self, change: ChangeSet) -> None:
        """Something changed: begin after a pause where it was much, or where much waits already."""
        if self._due is not None or len(change.paths) >= MANY:
            self._due = time.monotonic() + QUIET_S

    @property
    def is_due(self) -> bool:
        """Whether texts are to be written and nothing has begun."""
        return self._due is not None

    def pump(self) -> None:
        """Begin when the pause is over and nothing is written."""
        if self._due is None or self._job is not None or time.monotonic() < self._due:
            return
        self._due = None
        document = self._bench.document
        if document is None:
            return
        snapshot = document.snapshot()

        def work(_progress: object, cancelled: Callable[[], bool]) -> None:
            for node in snapshot.files.values():
                if node.loose is not None:
                    continue
                for number, block in enumerate(node.entities.values(), start=1):
                    block.text(node.newline)
                    if number % BATCH == 0:
                        if cancelled():
                            raise CancelledError
                        time.sleep(REST_S)
                _ = node.text

        def done(_job: "Job") -> None:
            self._job = None

        self._job = self._bench.jobs.submit("Write texts of changes", work, done, quiet=True)

    def close(self) -> None:
        """Begin nothing more for the project that was open."""
        self._due = None
        if self._job is not None:
            self._job.cancel()
