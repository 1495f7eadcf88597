"""The watchdog tells who held the main thread, and is silent about everything else. Its clock is handed to it."""

import threading
from collections.abc import Iterator

import pytest

from editor.core.profiling import watchdog as module
from editor.core.profiling.watchdog import BEAT_S, LIMIT_S, Stall, Watchdog


@pytest.fixture
def dog() -> Iterator[Watchdog]:
    watchdog = Watchdog()
    yield watchdog
    watchdog.stop()


def test_beats_in_time_are_no_stalls(dog: Watchdog):
    for number in range(10):
        dog.beat(number * (LIMIT_S + BEAT_S) * 0.99)
    assert dog.count == 0
    assert dog.worst is None


def test_a_beat_too_late_is_told_with_its_length(dog: Watchdog):
    told: list[Stall] = []
    dog.told = told.append
    for now in (0.0, 0.3, 0.31, 0.9):
        dog.beat(now)
    assert [round(stall.seconds, 3) for stall in told] == [round(0.3 - BEAT_S, 3), round(0.59 - BEAT_S, 3)]
    assert dog.count == 2
    assert dog.worst is told[1]


def test_excused_work_is_not_told_and_what_comes_after_is(dog: Watchdog):
    dog.beat(0.0)
    with dog.excused():
        pass
    dog.beat(1.0)
    assert dog.count == 0
    dog.beat(2.0)
    assert dog.count == 1


def test_a_measurement_starts_anew(dog: Watchdog):
    dog.beat(0.0)
    dog.beat(1.0)
    dog.clear()
    dog.beat(9.0)
    assert (dog.count, dog.worst) == (0, None)


def hold_until(seen: threading.Event) -> None:
    """Hold the thread as slow work does."""
    assert seen.wait(10.0)


def test_the_stack_of_who_holds_the_thread_is_seen_from_beside(dog: Watchdog, monkeypatch: pytest.MonkeyPatch):
    looked = threading.Event()
    real = module._own_lines

    def look(frame):
        lines = real(frame)
        looked.set()
        return lines

    monkeypatch.setattr(module, "_own_lines", look)
    monkeypatch.setattr(module, "OWN", ("tests",))
    dog.start()
    dog.beat()
    hold_until(looked)
    dog.beat(module.time.perf_counter() + 1.0)

    assert dog.worst is not None
    assert dog.worst.stack[-1].endswith("hold_until")
    assert dog.worst.place.startswith("tests/editor/core/profiling/test_watchdog.py:")


def test_its_thread_ends_with_it():
    dog = Watchdog()
    dog.start()
    assert any(thread.name == "watchdog" for thread in threading.enumerate())
    dog.stop()
    assert not any(thread.name == "watchdog" for thread in threading.enumerate())
    dog.stop()
