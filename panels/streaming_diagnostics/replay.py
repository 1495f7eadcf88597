"""Flies a recorded path again over the same ground with some settings, in real time, and measures each frame."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event

import numpy as np

from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.source import ChunkSource
from engine.terrain.streaming.stats import HITCH_MS
from engine.terrain.streaming.streamer import TerrainStreamer
from engine.terrain.streaming.viewpoint import ViewPoint
from engine.terrain.streaming.work import Workers
from panels.streaming_diagnostics.run import FRAME_S
from panels.streaming_diagnostics.samples import Samples, quantile_edge

Cancelled = Callable[[], bool]
Told = Callable[[int], None]
"""Called with the number of frames that were flown."""


@dataclass(frozen=True)
class Figure:
    """One row of the comparison: p50, p99 and the greatest of a quantity; None is n/a.

    Where the whole path has one number (`is_one`), it is `most`. `noise` is the share by which two flights with the
    same settings may differ, as five flights of 300 frames with cold caches did on a busy machine, rounded up.
    """

    name: str
    unit: str
    p50: float | None
    p99: float | None
    most: float | None
    more_is_worse: bool = True
    is_one: bool = False
    noise: float = 0.05


def replay(
    ground: ChunkSource,
    config: StreamingConfig,
    path: Sequence[ViewPoint],
    *,
    cancelled: Cancelled = lambda: False,
    told: Told = lambda _frames: None,
    workers: Workers | None = None,
) -> Samples:
    """What each frame of the path measured. In real time with threads; with virtual workers as fast as it goes.

    It begins with empty caches and without the disk, so that two replays begin alike. Stops early when cancelled.
    """
    streamer = TerrainStreamer(ground, config, workers=workers)
    samples = Samples(max(1, len(path)))
    pause = Event()
    is_paced = workers is None
    try:
        # The first frame covers the view with the coarsest chunks; the counts begin with it.
        begun = time.monotonic()
        for number, view in enumerate(path, start=1):
            if cancelled():
                break
            streamer.update(view, number)
            samples.take(streamer.stats())
            told(number)
            if is_paced:
                pause.wait(max(0.0, begun + number * FRAME_S - time.monotonic()))
    finally:
        streamer.close()
    return samples


def figures(samples: Samples) -> list[Figure]:
    """The rows of the comparison, in the order in which they are shown."""
    return [
        _spread(samples, "Main thread", "ms", "main_ms", 0.25),
        _spread(samples, "Queue", "", "queue"),
        _spread(samples, "Still to come", "", "missing"),
        _generation(samples),
        _total(samples, "Frames with holes", "", "is_hole", 0.4),
        _spread(samples, "Uploads a frame", "B", "upload_bytes"),
        _hit_rate(samples),
        _memory(samples),
        _hitches(samples),
    ]


def _spread(samples: Samples, name: str, unit: str, column: str, noise: float = 0.05) -> Figure:
    p50, p99, most = (samples.percentile(column, percent) for percent in (50, 99, 100))
    return Figure(name, unit, p50, p99, most, noise=noise)


def _total(samples: Samples, name: str, unit: str, column: str, noise: float) -> Figure:
    known = samples.column(column)
    known = known[~np.isnan(known)]
    return Figure(name, unit, None, None, float(known.sum()) if len(known) else None, is_one=True, noise=noise)


def _generation(samples: Samples) -> Figure:
    histogram = np.nansum(samples.generation(), axis=0)
    p50, p99, most = (quantile_edge(histogram, share) for share in (0.5, 0.99, 1.0))
    # The edges of the histogram lie up to twice apart, so the next one is no difference yet.
    return Figure("Making a chunk, at most", "ms", p50, p99, most, noise=1.0)


def _hit_rate(samples: Samples) -> Figure:
    """Of the chunks that were asked for, the share that was still in memory or on the disk."""
    sums = [float(np.nansum(samples.column(name))) for name in ("hits_memory", "hits_disk", "generated")]
    rate = (sums[0] + sums[1]) / sum(sums) if sum(sums) else None
    return Figure("Cache hits", "share", None, None, rate, more_is_worse=False, is_one=True)


def _memory(samples: Samples) -> Figure:
    total = samples.column("slot_bytes") + samples.column("cache_bytes") + samples.column("flight_bytes")
    known = total[~np.isnan(total)]
    if not len(known):
        return Figure("Memory", "B", None, None, None)
    return Figure("Memory", "B", *(float(np.percentile(known, percent)) for percent in (50, 99, 100)))


def _hitches(samples: Samples) -> Figure:
    known = samples.column("main_ms")
    known = known[~np.isnan(known)]
    hitches = float((known > HITCH_MS).sum()) if len(known) else None
    return Figure(f"Hitches over {HITCH_MS:g} ms", "", None, None, hitches, is_one=True, noise=0.4)
