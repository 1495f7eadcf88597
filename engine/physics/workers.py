"""Worker threads for compiled kernels: a call over many chunks, finished when the last chunk is."""

import itertools
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Kernel = Callable[..., Any]


@dataclass
class _Round:
    """One call: what to run, who has taken what, and what came of it."""

    kernel: Kernel
    calls: Sequence[tuple[Any, ...]]
    tickets: Iterator[int]
    results: list[Any]
    shares: list[int]
    errors: list[BaseException] = field(default_factory=list[BaseException])

    def work(self, worker: int) -> None:
        """Take chunks until none is left. Tickets are the only thing that threads compete for."""
        for ticket in self.tickets:
            if ticket >= len(self.calls):
                return
            try:
                self.results[ticket] = self.kernel(*self.calls[ticket])
            except BaseException as error:
                self.errors.append(error)
                return
            self.shares[worker] += 1


class _Mailbox:
    """What a worker thread holds on to; never the pool itself, so that a forgotten pool can end."""

    def __init__(self) -> None:
        self.wake, self.done = threading.Semaphore(0), threading.Semaphore(0)
        self.round: _Round | None = None


def _serve(mailbox: _Mailbox, worker: int) -> None:
    while True:
        mailbox.wake.acquire()
        work = mailbox.round
        if work is None:
            return
        work.work(worker)
        mailbox.done.release()


def _dismiss(mailboxes: list[_Mailbox], threads: list[threading.Thread]) -> None:
    for mailbox in mailboxes:
        mailbox.round = None
        mailbox.wake.release()
    for thread in threads:
        if thread is not threading.current_thread():
            thread.join()
    mailboxes.clear()
    threads.clear()


class WorkerPool:
    """`threads` threads in all, the caller's among them; the others start with the first call and end with the pool.

    The kernels must release the GIL, write to disjoint places and read nothing that another chunk of the same call
    writes; then the result does not depend on the number of threads.
    """

    def __init__(self, threads: int) -> None:
        """ValueError when there would be no thread."""
        if threads < 1:
            raise ValueError(f"a pool of {threads} threads can't work; expected 1 or more")
        self.threads = threads
        self._mailboxes: list[_Mailbox] = []
        self._started: list[threading.Thread] = []
        self._finalizer = weakref.finalize(self, _dismiss, self._mailboxes, self._started)

    def run(self, kernel: Kernel, calls: Sequence[tuple[Any, ...]]) -> tuple[list[Any], tuple[int, ...]]:
        """Run `kernel(*call)` for each call; (results in call order, chunks done by each thread). Raises its error."""
        self._start()
        count = len(calls)
        work = _Round(kernel, calls, itertools.count(), [None] * count, [0] * self.threads)
        helpers = self._mailboxes[: max(0, count - 1)]
        for mailbox in helpers:
            mailbox.round = work
            mailbox.wake.release()
        work.work(0)
        for mailbox in helpers:
            mailbox.done.acquire()
        if work.errors:
            raise work.errors[0]
        return work.results, tuple(work.shares)

    def close(self) -> None:
        """End the worker threads; the next call would start them again."""
        _dismiss(self._mailboxes, self._started)

    def _start(self) -> None:
        while len(self._mailboxes) < self.threads - 1:
            mailbox, worker = _Mailbox(), len(self._mailboxes) + 1
            thread = threading.Thread(
                target=_serve, args=(mailbox, worker), name=f"astraweave-crowd-{worker}", daemon=True
            )
            self._mailboxes.append(mailbox)
            self._started.append(thread)
            thread.start()
