"""Keyframes are kept by tick: whatever was added and cut, what is there is what was last said, and no room is lost."""

import numpy as np
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from engine.play.recording import RecordingError
from engine.play.recording.data import LARGEST, Keyframes, decompress, pack_snapshot
from engine.play.running.state import SessionSnapshot
from engine.world.world import WorldSnapshot

TICKS = st.integers(0, 8)
STEPS = st.lists(st.one_of(st.tuples(TICKS, st.binary(min_size=1, max_size=9)), TICKS), max_size=12)


def snapshot(number: int, count: int = 4) -> SessionSnapshot:
    return SessionSnapshot(WorldSnapshot(1, 1, {"a": np.full(count, number, np.int32)}), ())


@given(STEPS)
def test_whatever_is_added_and_cut_each_tick_gives_what_was_last_said_of_it(steps):
    frames, known = Keyframes(), {}
    for step in steps:
        if isinstance(step, int):
            frames.cut(step)
            known = {tick: packed for tick, packed in known.items() if tick <= step}
        else:
            frames.add_packed(step[0], {"of": step[0]}, step[1])
            known[step[0]] = step[1]
        assert list(frames.packed()) == [(tick, {"of": tick}, known[tick]) for tick in sorted(known)]
        assert (frames.ticks, len(frames)) == (tuple(sorted(known)), len(known))
        assert [frames.before(tick) for tick in range(-1, 10)] == [
            max((each for each in known if each <= tick), default=None) for tick in range(-1, 10)
        ]


def test_states_come_back_by_their_ticks_also_after_going_back():
    frames = Keyframes()
    for tick in (0, 300, 600):
        frames.add(tick, snapshot(tick))
    frames.cut(300)
    for tick in (600, 900):
        frames.add(tick, snapshot(-tick))

    assert [int(frames.at(tick).world.arrays["a"][0]) for tick in frames.ticks] == [0, 300, -600, -900]
    with pytest.raises(KeyError):
        frames.at(301)


def test_a_state_that_no_reader_would_unpack_is_left_out():
    frames, most = Keyframes(), snapshot(0, LARGEST // 4)
    assert len(pack_snapshot(most)[1]) == LARGEST
    frames.add(0, most)
    frames.add(60, snapshot(0, LARGEST // 4 + 1))
    assert frames.ticks == (0,)


def test_a_block_is_unpacked_up_to_its_limit():
    block = zstandard.compress(b"12345")
    assert decompress(block, 5) == decompress(block) == b"12345"
    assert decompress(zstandard.compress(b"")) == b""
    with pytest.raises(RecordingError, match=r"a block would unpack to 5 bytes; the limit is 4$"):
        decompress(block, 4)
    for damaged in (b"", b"12345", block[:-1]):
        with pytest.raises(RecordingError, match="a block is damaged"):
            decompress(damaged)
