"""Errands: done in the thread that pumps, told to the one that asks, and nobody is left waiting."""

import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from editor.core.agents import errands as module
from editor.core.agents.errands import Errands, ErrandsClosedError

ROUNDS = 2000


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_two_threads_pump_and_neither_waits_for_what_the_other_took(hasty: None) -> None:
    errands = Errands()
    meeting = threading.Barrier(2)

    def pump() -> None:
        for _ in range(ROUNDS):
            meeting.wait()
            errands.pump()
            meeting.wait()

    def ask() -> None:
        for _ in range(ROUNDS):
            with pytest.raises(ErrandsClosedError):
                errands.ask(int, cancelled=lambda: True)  # it stays in the queue
            meeting.wait()
            errands.pump()
            meeting.wait()

    threads = [threading.Thread(target=each, daemon=True) for each in (pump, ask)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    waiting = [each for each in threads if each.is_alive()]
    meeting.abort()
    assert waiting == []
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
