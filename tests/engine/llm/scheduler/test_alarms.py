"""Alarms ring in their order, once, on time; those that are taken back never do; one timer stands behind all."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.llm.scheduler.alarms import Alarms
from tests.engine.llm.virtual_loop import run_virtually

TIMES = st.floats(0.0, 50.0)


@given(st.lists(st.tuples(TIMES, st.none() | TIMES, st.none() | TIMES), max_size=30))
def test_each_rings_on_time_unless_it_is_taken_back_before(wanted):
    """(when, taken back when, and another one that it sets for so much later)."""

    async def main() -> None:
        loop = asyncio.get_running_loop()
        alarms = Alarms(loop)
        rung: list[tuple[float, float]] = []

        def ring(when: float, later: float | None) -> None:
            rung.append((when, loop.time()))
            if later is not None:
                due = loop.time() + later
                alarms.at(due, lambda: rung.append((due, loop.time())))

        expected = 0
        for when, taken, later in wanted:
            alarm = alarms.at(when, lambda when=when, later=later: ring(when, later))
            if taken is not None:
                loop.call_at(taken, alarm.cancel)
            is_sure = taken is None or taken > when + 1e-3
            is_taken = taken is not None and taken < when - 1e-3
            expected += (1 + (later is not None)) if is_sure else 0
            if not is_sure and not is_taken:
                expected = -1_000  # either may come first
        await asyncio.sleep(200.0)
        assert all(abs(at - when) < 1e-3 for when, at in rung)
        assert expected < 0 or len(rung) == expected
        assert len(alarms) == 0
        alarms.close()

    run_virtually(main())


def test_one_that_fails_keeps_no_other_from_ringing():
    async def main() -> None:
        loop = asyncio.get_running_loop()
        told: list[object] = []
        loop.set_exception_handler(lambda _loop, context: told.append(context["exception"]))
        alarms, rung = Alarms(loop), []
        alarms.at(1.0, lambda: 1 / 0)
        alarms.at(1.0, lambda: rung.append("same time"))
        alarms.at(2.0, lambda: rung.append("later"))
        await asyncio.sleep(3.0)
        assert [type(error) for error in told] == [ZeroDivisionError]
        assert rung == ["same time", "later"]

    run_virtually(main())


def test_those_that_are_taken_back_make_room_and_closing_stops_the_timer():
    async def main() -> None:
        alarms = Alarms(asyncio.get_running_loop())
        for _ in range(10_000):
            alarms.at(60.0, pytest.fail).cancel()
        assert len(alarms) == 0
        assert len(alarms._heap) < 200
        alarms.at(1.0, pytest.fail)
        alarms.close()
        await asyncio.sleep(100.0)

    run_virtually(main())
