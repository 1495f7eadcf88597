"""States that are kept compressed are the same states."""

import tracemalloc

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from engine.play.past.packed import MOST_BYTES, MOST_FORMS, PackedArrays, packed, size_of
from engine.play.running.state import SessionSnapshot
from engine.world.world import WorldSnapshot

ARRAYS = st.dictionaries(
    st.text("abc", min_size=1, max_size=3),
    hnp.arrays(
        st.sampled_from([np.float32, np.int32, np.uint8, np.uint64]),
        hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
    ),
    max_size=6,
)


@given(ARRAYS, ARRAYS)
def test_every_bit_type_and_shape_comes_back_also_in_turns(one, other):
    kept = [(arrays, PackedArrays(arrays)) for arrays in (one, other)]
    for arrays, found in kept * 2:
        assert list(found) == list(arrays)
        assert len(found) == len(arrays)
        for name, array in arrays.items():
            assert found[name].dtype == array.dtype
            assert found[name].shape == array.shape
            assert found[name].tobytes() == array.tobytes()


def snapshot(count):
    return SessionSnapshot(WorldSnapshot(1, 1, {"a": np.zeros(count, np.uint8)}), ())


def test_what_was_looked_at_last_stays_unpacked_and_nobody_can_change_it():
    one, other = (PackedArrays({"a": np.arange(3), "b": np.array([number])}) for number in (1, 2))
    array = one["a"]
    assert one["a"] is array
    assert (int(one["b"][0]), int(other["b"][0])) == (1, 2)
    assert one["a"] is not array
    assert not array.flags.writeable


def test_what_repeats_takes_less_room_and_what_is_large_stays_as_it_is():
    small, large = snapshot(100_000), snapshot(MOST_BYTES + 1)
    assert size_of(packed(small)) < 1_000
    assert packed(packed(small)) is not small
    assert packed(large) is large
    again = packed(small)
    assert packed(again) is again


def test_a_state_takes_hardly_more_room_than_its_packed_numbers():
    """Names, types and shapes are those of the states before: a long run keeps hundreds, those of two chapters too."""
    states = [{f"column_{k}": np.full(12 + number % 2, k, np.int32) for k in range(200)} for number in range(22)]
    kept = [PackedArrays(state) for state in states[:2]]
    tracemalloc.start()
    try:
        kept += [PackedArrays(state) for state in states[2:]]
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    # Python keeps some 40 kB of freed tuples at hand; with what the states share, they would hold ten times as much.
    assert held < sum(each.nbytes for each in kept[2:]) + 60_000


def test_what_states_share_is_let_go_with_many_kinds_of_them():
    """Each scene that was ever played has names and shapes of its own."""
    PackedArrays({"a": np.zeros(1)})
    tracemalloc.start()
    try:
        for number in range(10 * MOST_FORMS):
            PackedArrays({f"column_{k}": np.zeros(number, np.int32) for k in range(100)})
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert held < MOST_FORMS * 100 * 400
