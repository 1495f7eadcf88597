"""Frames are kept as they were measured, counted things by what each frame added, and n/a is never 0."""

import math
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from engine.terrain.streaming.stats import GENERATION_EDGES_MS, StreamingStats
from panels.streaming_diagnostics.samples import Samples, buckets, quantile_edge
from panels.streaming_diagnostics.standing import RECENT_FRAMES, standing_of

BINS = len(GENERATION_EDGES_MS) + 1


def bins(**counts):
    found = [0] * BINS
    for place, count in counts.items():
        found[int(place[1:])] = count
    return tuple(found)


def test_counted_things_are_told_as_what_each_frame_added():
    samples = Samples()
    for frame, made in ((1, 40), (2, 43), (3, 43)):
        samples.take(StreamingStats(frame=frame, generated=made, generation_ms=bins(b2=made)))

    assert math.isnan(samples.column("generated")[0])
    assert samples.column("generated")[1:].tolist() == [3, 0]
    assert np.nansum(samples.generation(), axis=0)[2] == 3


def test_the_same_frame_is_taken_in_once_and_an_earlier_one_begins_anew():
    samples = Samples()
    assert samples.take(StreamingStats(frame=7))
    assert not samples.take(StreamingStats(frame=7))
    samples.take(StreamingStats(frame=8))
    assert len(samples) == 2

    assert samples.take(StreamingStats(frame=1))

    assert samples.column("frame").tolist() == [1]


def test_what_was_not_measured_is_none():
    samples = Samples()
    assert samples.last("queue") is None
    assert samples.percentile("main_ms", 99) is None
    assert samples.row_at(3.0) is None

    samples.add({"frame": 1.0})

    assert samples.last("queue") is None
    assert samples.row_at(1.0)["main_ms"] is None


def test_the_window_keeps_the_newest():
    samples = Samples(4)
    for frame in range(10):
        samples.take(StreamingStats(frame=frame, queue=frame * 2))

    assert samples.column("frame").tolist() == [6, 7, 8, 9]
    assert samples.column("queue", 2).tolist() == [16, 18]
    assert samples.rows().shape[0] == 4


@given(some.lists(some.integers(0, 50), min_size=BINS, max_size=BINS), some.floats(0.01, 1.0))
def test_a_quantile_is_the_edge_that_holds_at_least_its_share(counts, share):
    edge = quantile_edge(np.array(counts, dtype=float), share)

    if not sum(counts):
        assert edge is None
        return
    place = BINS - 1 if edge == math.inf else GENERATION_EDGES_MS.index(edge)
    assert sum(counts[: place + 1]) >= share * sum(counts) - 1e-6
    assert sum(counts[:place]) < share * sum(counts) + 1e-6


@given(some.lists(some.floats(0, 1e6), min_size=1, max_size=200), some.integers(1, 30))
def test_groups_lose_no_spike_and_no_count(values, each):
    array = np.array(values)

    assert np.nanmax(buckets(array, each, "max")) == array.max()
    assert math.isclose(np.nansum(buckets(array, each, "sum")), array.sum(), rel_tol=1e-9, abs_tol=1e-9)
    assert buckets(array, each, "last")[-1] == array[-1]


def moods(*stats, failed=0, budget=1.0):
    samples = Samples()
    for frame, each in enumerate(stats):
        samples.take(replace(each, frame=frame))
    return standing_of(samples, failed, budget).mood


def test_the_light_says_the_worst_that_is_true():
    calm, late = StreamingStats(main_ms=0.2), StreamingStats(main_ms=1.7)
    many = RECENT_FRAMES * 3

    assert moods() == "none"
    assert moods(*[calm] * many) == "good"
    assert moods(*[replace(calm, missing=5)] * 10) == "busy"
    assert moods(*[replace(calm, missing=5)] * many) == "late"
    assert moods(*[late] * many) == "late"
    assert moods(*[late] * many, failed=1) == "bad"
    assert moods(*[calm] * many, replace(calm, is_hole=True)) == "bad"


def test_a_queue_that_becomes_shorter_is_no_reason_to_worry():
    draining = [StreamingStats(main_ms=0.2, missing=600 - k) for k in range(RECENT_FRAMES * 3)]

    assert moods(*draining) == "busy"


def test_a_hole_is_told_while_it_is_there_then_as_past_and_never_before_the_first_ground():
    calm = StreamingStats(main_ms=0.2)
    hole = replace(calm, is_hole=True)

    assert moods(*[calm] * 3, *[hole] * 2) == "bad"
    assert moods(*[calm] * 3, *[hole] * 2, calm) == "late"
    assert moods(*[calm] * 3, hole, *[calm] * RECENT_FRAMES) == "good"
    assert moods(*[replace(hole, is_starting=True)] * 2) == "good"
    assert moods(*[replace(hole, is_starting=True)] * 2, calm) == "good"
