"""The plots as numbers: which columns each shows, in which unit, against which budget."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.stats import PARTS
from panels.streaming_diagnostics.figures import MIB, count, milliseconds, size
from panels.streaming_diagnostics.samples import Samples, buckets, quantile_edge

F64 = NDArray[np.float64]
SCALES = {"ms": 1.0, "MiB": MIB, "KiB": 1024.0, "": 1.0}


@dataclass(frozen=True)
class Plot:
    """One plot: `columns` name -> column, stacked as bars (`is_stacked`) or drawn as lines, in a unit."""

    id: str
    title: str
    unit: str
    columns: tuple[tuple[str, str], ...]
    how: str = "max"
    is_stacked: bool = True
    is_count: bool = False
    budget: Callable[[StreamingConfig, Samples], float | None] = lambda _config, _samples: None
    tip: str = ""


PLOTS = (
    Plot(
        "main", "Main thread", "ms", tuple((name, f"part.{name}") for name in PARTS),
        budget=lambda config, _samples: config.frame_budget_ms,
        tip="CPU time of streaming in each frame, by part; the dashed line is the frame budget.",
    ),
    Plot(
        "queue", "Queue and in flight", "", (("in flight", "in_flight"), ("queued", "queue")), is_count=True,
        tip="Chunks that are being made, and those that wait for a worker.",
    ),
    Plot(
        "memory", "Memory", "MiB",
        (("on the card", "slot_bytes"), ("chunks", "cache_bytes"), ("in flight", "flight_bytes")), how="last",
        budget=lambda _config, samples: samples.last("memory_budget"),
        tip="Counted bytes by kind; the dashed line is the memory budget.",
    ),
    Plot(
        "uploads", "Uploads a frame", "KiB", (("uploaded", "upload_bytes"),), is_count=True,
        budget=lambda config, _samples: float(config.upload_bytes),
        tip="The most that one frame sent to the graphics card; the dashed line is the most it may send.",
    ),
    Plot(
        "generation", "Making a chunk", "ms", (("p50", "0.5"), ("p99", "0.99")), is_stacked=False,
        tip="Half of the chunks, and 99 of 100, were made within this time: upper edges of a histogram, no estimates.",
    ),
    Plot(
        "cache", "Where chunks came from", "",
        (("memory", "hits_memory"), ("disk", "hits_disk"), ("made", "generated")), how="sum", is_count=True,
        tip="Chunks that were kept in memory, read from the disk cache, or had to be made.",
    ),
)  # fmt: skip


def drawn(plot: Plot, samples: Samples, most: int) -> tuple[F64, list[F64]]:
    """X (n,) frames and one y (n,) for each column of the plot, in its unit; NaN is what was not measured."""
    each = max(1, -(-len(samples) // max(1, most)))
    x = buckets(samples.column("frame"), each, "last")
    if plot.id == "generation":
        return x, _generation(plot, samples, each)
    scale = SCALES[plot.unit]
    return x, [buckets(samples.column(column), each, plot.how) / scale for _name, column in plot.columns]


def _generation(plot: Plot, samples: Samples, each: int) -> list[F64]:
    histograms = samples.generation()
    missing = -len(histograms) % each
    padded = np.concatenate([np.full((missing, histograms.shape[1]), np.nan), histograms])
    grouped = np.nansum(padded.reshape(-1, each, histograms.shape[1]), axis=1)
    return [
        np.array([np.nan if (edge := quantile_edge(row, float(share))) is None or edge == np.inf else edge
                  for row in grouped])
        for _name, share in plot.columns
    ]  # fmt: skip


def value_text(plot: Plot, value: float | None) -> str:
    """A value of the plot in words; bytes and times in the unit that suits them."""
    if plot.unit == "ms":
        return milliseconds(value)
    return size(value) if plot.unit in ("MiB", "KiB") else count(value)


def now_texts(plot: Plot, samples: Samples) -> list[tuple[str, str]]:
    """Name and newest value of each column, as the plot's own legend says them."""
    if plot.id == "generation":
        whole = np.nansum(samples.generation(), axis=0) if len(samples) else np.zeros(1)
        edges = [quantile_edge(whole, float(share)) for _name, share in plot.columns]
        return [(name, _edge_text(edge)) for (name, _share), edge in zip(plot.columns, edges, strict=True)]
    if plot.how == "sum":
        sums = [np.nansum(samples.column(column)) if len(samples) else None for _name, column in plot.columns]
        return [(name, count(total)) for (name, _column), total in zip(plot.columns, sums, strict=True)]
    texts = [(name, value_text(plot, samples.last(column))) for name, column in plot.columns]
    # The disk is no part of the memory budget, so it is told and not drawn.
    return [*texts, ("disk", size(samples.last("disk_bytes")))] if plot.id == "memory" else texts


def _edge_text(edge: float | None) -> str:
    return "> 50 ms" if edge == np.inf else f"≤ {milliseconds(edge)}" if edge is not None else "n/a"
