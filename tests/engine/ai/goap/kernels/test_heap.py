"""Open nodes leave the heap by total, then weight, then age, whatever order they came in."""

import heapq
from random import Random

import numpy as np
import pytest

from engine.ai.goap.kernels import heap
from engine.world.kernel import plain_twin

PUSH, POP = plain_twin(heap.push), plain_twin(heap.pop)


@pytest.mark.parametrize("seed", range(8))
def test_the_first_to_leave_is_the_least_of_those_that_wait(seed: int):
    chance = Random(seed)
    room, waiting, size = np.full((80, 3), -1, np.int64), list[tuple[int, int, int]](), 0
    for node in chance.sample(range(80), 80):
        entry = (chance.randint(0, 4), chance.randint(0, 2), node)
        size = PUSH(size, *entry, room)
        heapq.heappush(waiting, entry)
        assert size == len(waiting)
        while waiting and chance.random() < 0.3:
            size = POP(size, room)
            assert tuple(room[size].tolist()) == heapq.heappop(waiting)
    while waiting:
        size = POP(size, room)
        assert (size, tuple(room[size].tolist())) == (len(waiting) - 1, heapq.heappop(waiting))
