"""Errands: done in the thread that pumps, told to the one that asks, and nobody is left waiting."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest

from editor.core.agents import errands as module
from editor.core.agents.errands import Errands, ErrandsClosedError


class Contended(queue.SimpleQueue[Any]):
    """Once, another thread takes everything out of it in the very moment in which one takes something."""

    rival: Callable[[], object] | None = None

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """As ever, but for the moment."""
        self._contend()
        return super().get(block, timeout)

    def get_nowait(self) -> Any:
        """As ever, but for the moment."""
        self._contend()
        return super().get_nowait()

    def _contend(self) -> None:
        rival, self.rival = self.rival, None
        if rival is not None:
            other = threading.Thread(target=rival)
            other.start()
            other.join()


def test_two_threads_pump_and_neither_waits_for_what_the_other_took(monkeypatch: pytest.MonkeyPatch) -> None:
    contended = Contended()
    with monkeypatch.context() as patch:
        patch.setattr(queue, "SimpleQueue", lambda: contended)
        errands = Errands()
    with pytest.raises(ErrandsClosedError):
        errands.ask(int, cancelled=lambda: True)  # it stays in the queue
    assert errands.is_due
    contended.rival = errands.pump
    pumping = threading.Thread(target=errands.pump, daemon=True)
    pumping.start()
    pumping.join(20)
    assert not pumping.is_alive()
    assert contended.rival is None
    assert not errands.is_due


class Overtaken(Future[int]):
    """What is asked is done in the very moment in which waiting for it has been given up."""

    errands: Errands

    def result(self, timeout: float | None = None) -> int:
        """As ever, but for the moment."""
        try:
            return super().result(timeout)
        except TimeoutError:
            self.errands.pump()
            raise


@pytest.fixture
def overtaken(monkeypatch: pytest.MonkeyPatch) -> Errands:
    """Errands that are always overtaken."""
    monkeypatch.setattr(module, "Future", Overtaken)
    monkeypatch.setattr(module, "LOOK_S", 0.001)
    Overtaken.errands = Errands()
    return Overtaken.errands


def test_what_is_done_when_the_waiting_ends_is_told(overtaken: Errands) -> None:
    assert overtaken.ask(lambda: 7) == 7


def test_a_timeout_of_what_was_done_is_told_as_such(overtaken: Errands) -> None:
    def slow() -> int:
        raise TimeoutError("the disk")

    with pytest.raises(TimeoutError, match="the disk"):
        overtaken.ask(slow)


def test_who_waits_is_told_when_it_closes() -> None:
    closed = Errands()
    closed.close()
    with pytest.raises(ErrandsClosedError):
        closed.ask(int)
