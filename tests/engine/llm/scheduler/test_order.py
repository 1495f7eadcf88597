"""Who is asked first: by priority, first come first served, and whoever has waited long before both."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from engine.llm.scheduler.scheduler import LlmScheduler
from engine.llm.scheduler.terms import Limits, Priority
from engine.llm.scheduler.waiting import Waiting
from tests.engine.llm.scheduler.questions import HandClient, asking, settle
from tests.engine.llm.virtual_loop import run_virtually

HIGH, NORMAL, LOW = Priority
PRIORITIES = st.sampled_from(Priority)


def served(waiting: Waiting[int]) -> list[int]:
    """Everyone in the order in which they are next; `waiting` is empty then."""
    order = []
    while (first := waiting.first()) is not None:
        order.append(first)
        waiting.leave(PLACES[id(waiting)][first])
    return order


PLACES: dict[int, dict[int, object]] = {}


@given(st.lists(st.tuples(PRIORITIES, st.floats(0.0, 5.0)), max_size=60), st.data())
def test_first_come_first_served_within_a_priority_and_none_waits_beyond_its_age(arrivals: list, data: st.DataObject):
    waiting: Waiting[int] = Waiting(10.0)
    now, times = 0.0, []
    places = PLACES[id(waiting)] = {}
    for number, (priority, pause) in enumerate(arrivals):
        now += pause
        times.append(now)
        places[number] = waiting.put(number, priority, now, number)
    gone = set(data.draw(st.lists(st.sampled_from(range(len(arrivals))), unique=True)) if arrivals else [])
    for number in gone:
        waiting.leave(places[number])
    assert len(waiting) == len(arrivals) - len(gone)

    order = served(waiting)

    assert sorted(order) == sorted(set(range(len(arrivals))) - gone)
    for place, one in enumerate(order):
        for later in order[place + 1 :]:
            mine, other = arrivals[one][0], arrivals[later][0]
            assert mine != other or one < later, "not first come first served"
            assert times[one] - times[later] <= 10.0 * (other - mine), "waited beyond its age"


def test_a_low_one_is_served_though_high_ones_never_cease():
    async def main():
        client = HandClient()
        scheduler = LlmScheduler(client, limits=Limits(slots=1, ageing=3.0))
        scheduler.submit(asking("busy"), priority=HIGH)
        scheduler.submit(asking("low"), priority=LOW)
        for number in range(30):
            await settle()
            scheduler.submit(asking(f"high {number}"), priority=HIGH)
            client.calls[-1].set_result("done")
            await asyncio.sleep(1.0)
        place = client.asked.index("low")
        await scheduler.close()
        return place

    assert 3 < run_virtually(main()) < 9


def test_of_those_that_wait_the_urgent_one_is_next():
    async def main():
        client = HandClient()
        scheduler = LlmScheduler(client, limits=Limits(slots=1))
        for text, priority in (("busy", LOW), ("low", LOW), ("a", NORMAL), ("b", NORMAL), ("urgent", HIGH)):
            scheduler.submit(asking(text), priority=priority)
        for number in range(5):
            await settle()
            client.calls[number].set_result("done")
        await settle()
        return client.asked

    assert run_virtually(main()) == ["busy", "urgent", "a", "b", "low"]


def test_a_queue_that_is_mostly_left_takes_no_room():
    waiting: Waiting[int] = Waiting(1.0)
    places = [waiting.put(number, NORMAL, 0.0, number) for number in range(1000)]

    for place in places[1:]:
        waiting.leave(place)

    assert (len(waiting), waiting.first()) == (1, 0)
    assert len(waiting._heap) < 50


def test_who_leaves_and_comes_back_has_its_old_place():
    waiting: Waiting[int] = Waiting(1.0)
    waiting.put(0, NORMAL, 0.0, 0)
    for _ in range(3):
        waiting.leave(waiting.put(1, NORMAL, 1.0, 1))
    waiting.put(2, NORMAL, 2.0, 2)
    place = waiting.put(1, NORMAL, 1.0, 1)

    assert (len(waiting), waiting.first()) == (3, 0)
    waiting.leave(place)
    assert len(waiting) == 2
