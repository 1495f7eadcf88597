"""Errands: what a thread that serves agents has done in the window's thread, where the window gets round to it."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")
LOOK_S = 0.05
"""So often is looked whether whoever waits has been given up [s]."""


class ErrandsClosedError(Exception):
    """The window does nothing more for agents."""


class Errands:
    """Asked by any thread, done by the one that calls `pump`. Nobody waits any more once it is closed."""

    def __init__(self, wake: Callable[[], object] = lambda: None) -> None:
        """`wake` is called in the thread that asks: it lets the window's thread call `pump` soon."""
        self._wake = wake
        self._waiting: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = queue.SimpleQueue()
        self._closed = threading.Event()

    @property
    def is_due(self) -> bool:
        """Whether somebody waits."""
        return not self._waiting.empty()

    def ask(self, do: Callable[[], T], cancelled: Callable[[], bool] = lambda: False) -> T:
        """Have something done in the window's thread, and give what it gives, or raise what it raises.

        Raises:
            ErrandsClosedError: The window closes, or whoever asked was given up.
        """
        asked: Future[T] = Future()
        self._waiting.put((asked, do))
        self._wake()
        while not asked.done() and not self._closed.is_set() and not cancelled():
            # It may be done in the very moment in which the waiting ends: then what came of it is told below.
            with suppress(TimeoutError):
                return asked.result(LOOK_S)
        if not asked.done() and asked.cancel():
            raise ErrandsClosedError
        return asked.result()

    def pump(self) -> None:
        """Do what waits; called for each frame."""
        while True:
            try:
                asked, do = self._waiting.get_nowait()
            except queue.Empty:  # also where another thread, which closes this, was quicker
                return
            if not asked.set_running_or_notify_cancel():
                continue
            if self._closed.is_set():
                asked.set_exception(ErrandsClosedError())
                continue
            try:
                asked.set_result(do())
            except Exception as error:
                asked.set_exception(error)

    def close(self) -> None:
        """Do nothing more; whoever waits is told within a moment."""
        self._closed.set()
        self.pump()
