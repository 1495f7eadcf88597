"""The cache never holds more than its budget, and never drops what is pinned."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.terrain.chunk import Chunk
from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.cache import ChunkCache

BUDGET = 1000
KEYS = [ChunkKey(0, x, 0) for x in range(12)]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "put", "get", "pin", "unpin", "discard"]),
        st.sampled_from(KEYS),
        st.integers(1, 60),
    ),
    max_size=80,
)


def chunk(key: ChunkKey, size: int, version: int = 0) -> Chunk:
    return Chunk(key, version, np.zeros((1, size), np.float32), np.zeros((1, 1, 4), np.uint8), 0.0, 0.0)


@settings(max_examples=300, deadline=None)
@given(STEPS, st.floats(0.3, 1.0), st.floats(0.1, 1.0))
def test_bytes_stay_below_the_high_water_and_what_is_pinned_stays(steps, high, low):
    cache = ChunkCache(BUDGET, high, low)
    held: dict[ChunkKey, Chunk] = {}
    pinned: set[ChunkKey] = set()
    for what, key, size in steps:
        if what == "put" and key not in pinned:
            new = chunk(key, size)
            has_room, dropped = cache.put(new)
            assert not pinned.intersection(dropped)
            held.pop(key, None)
            for each in dropped:
                del held[each]
            if has_room:
                held[key] = new
        elif what == "get":
            assert cache.get(key) is held.get(key)
        elif what == "pin" and key in held:
            cache.pin(key)
            pinned.add(key)
        elif what == "unpin":
            cache.unpin(key)
            pinned.discard(key)
        elif what == "discard" and key not in pinned:
            cache.discard(key)
            held.pop(key, None)
        assert cache.nbytes == sum(each.nbytes for each in held.values())
        assert cache.nbytes <= BUDGET * high
        assert all(key in cache for key in pinned)
        assert len(cache) == len(held)


def test_the_least_recently_used_goes_first_and_down_to_the_low_water():
    cache = ChunkCache(1000, 1.0, 0.5)
    for key in KEYS[:4]:
        cache.put(chunk(key, 58))
    cache.get(KEYS[0])

    has_room, dropped = cache.put(chunk(KEYS[4], 58))

    assert has_room
    assert dropped == [KEYS[1], KEYS[2], KEYS[3]]
    assert cache.nbytes == 2 * 236


def test_a_large_chunk_makes_room_for_itself():
    cache = ChunkCache(1000)
    for key in KEYS[:10]:
        cache.put(chunk(key, 24))

    has_room, dropped = cache.put(chunk(KEYS[11], 200))

    assert has_room
    assert dropped == KEYS[: len(dropped)]
    assert cache.nbytes <= 1000


def test_a_pinned_chunk_gives_way_to_a_newer_version_of_itself():
    cache = ChunkCache(1000)
    cache.put(chunk(KEYS[0], 50, version=1))
    cache.pin(KEYS[0])

    cache.put(chunk(KEYS[0], 50, version=2))

    found = cache.get(KEYS[0])
    assert found is not None
    assert found.version == 2
    assert cache.nbytes == 204
