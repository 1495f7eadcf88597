"""Jobs: slow work in worker threads with progress, cancel and an error that reaches the user."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from psygnal import Signal

State = Literal["running", "done", "failed", "cancelled"]


class Progress(Protocol):
    """Called by the work to say how far it is: a fraction 0 to 1 (None: unknown) and a short text such as "5 of 8"."""

    def __call__(self, fraction: float | None, text: str = "") -> None:
        """Tell how far the work is."""
        ...


class CancelledError(Exception):
    """Raised by work that notices that it was cancelled."""


Work = Callable[[Progress, Callable[[], bool]], Any]


@dataclass
class Job:
    """One piece of slow work; its fields change only in `Jobs.pump`, so the window may read them freely."""

    title: str
    state: State = "running"
    fraction: float | None = None
    text: str = ""
    result: Any = None
    error: BaseException | None = None
    quiet: bool = False
    tells_itself: bool = False
    _cancel: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def is_running(self) -> bool:
        """Whether the work goes on."""
        return self.state == "running"

    def cancel(self) -> None:
        """Ask the work to stop; it does at its next look at `cancelled()`."""
        self._cancel.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether someone asked the work to stop."""
        return self._cancel.is_set()


class Jobs:
    """Runs jobs, each in a thread of its own, and brings what they say to the thread that calls `pump`.

    Work gets (progress, cancelled): it must touch neither Qt nor the live document, only immutable snapshots.
    """

    changed = Signal()
    finished = Signal(Job)

    def __init__(self) -> None:
        self.running: list[Job] = []
        self._news: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._threads: dict[int, threading.Thread] = {}

    def submit(
        self,
        title: str,
        work: Work,
        done: Callable[[Job], None] | None = None,
        *,
        quiet: bool = False,
        tells_itself: bool = False,
    ) -> Job:
        """Start work; `done` is called from `pump` when it ended in whatever way.

        A quiet job shows no progress; of one that `tells_itself`, `done` says what failed, and nobody else has to.
        """
        job = Job(title, quiet=quiet, tells_itself=tells_itself)
        self.running.append(job)
        thread = threading.Thread(target=self._run, args=(job, work, done), name=f"job: {title}", daemon=True)
        self._threads[id(job)] = thread
        thread.start()
        self.changed.emit()
        return job

    def pump(self) -> None:
        """Take in what the workers said since the last call; call it from the one thread that owns the editor."""
        told = False
        while True:
            try:
                news = self._news.get_nowait()
            except queue.Empty:
                break
            news()
            told = True
        if told:
            self.changed.emit()

    def wait(self, job: Job, timeout: float = 60.0) -> None:
        """Block until a job has ended and was told of; for programs without a window and for tests."""
        thread = self._threads.get(id(job))
        if thread is not None:
            thread.join(timeout)
        self.pump()

    def close(self, timeout: float = 5.0) -> None:
        """Cancel everything and wait for the threads to end."""
        for job in self.running:
            job.cancel()
        for thread in list(self._threads.values()):
            thread.join(timeout)
        self.pump()

    def _run(self, job: Job, work: Work, done: Callable[[Job], None] | None) -> None:
        def progress(fraction: float | None, text: str = "") -> None:
            def take() -> None:
                job.fraction, job.text = fraction, text

            self._news.put(take)

        state: State = "done"
        result: Any = None
        error: BaseException | None = None
        try:
            result = work(progress, lambda: job.is_cancelled)
            state = "cancelled" if job.is_cancelled else "done"
        except CancelledError:
            state = "cancelled"
        except Exception as caught:
            state, error = "failed", caught
            logging.getLogger(__name__).debug("job %r failed", job.title, exc_info=True)

        def end() -> None:
            job.state, job.result, job.error = state, result, error
            self.running.remove(job)
            self._threads.pop(id(job), None)
            if done is not None:
                done(job)
            self.finished.emit(job)

        self._news.put(end)
