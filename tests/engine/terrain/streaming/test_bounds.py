"""What a streamer remembers is bounded, however far its camera has come."""

import pytest

from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming import pace
from engine.terrain.streaming.history import MOST_CHUNKS
from tests.engine.terrain.streaming.flights import flight, follow, virtual


def test_what_is_remembered_of_chunks_left_behind_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pace, "MOST_JOBS", 64)
    streamer = virtual()

    follow(streamer, flight(500, 400.0))
    for x in range(200):  # offered ahead, and never taken up
        streamer._job(ChunkKey(0, x, 900))

    look = streamer._outlook
    assert len(streamer._jobs) <= 64
    assert len(streamer._telling.histories) <= MOST_CHUNKS
    assert set(streamer._requests.missing) <= look.want.keys | set(streamer._lost)
    assert len(streamer._lost) + len(streamer._unasked) <= 2 * streamer.stats().slots
    assert len(streamer._stock.residents) <= streamer.stats().slots
