"""What streaming tells of itself in each frame: queues, memory by kind, uploads, failures and its own time."""

from dataclasses import dataclass, field, fields
from typing import Any

PARTS = ("poll", "select", "want", "upload", "frame")
"""The main thread's work of a frame, in the order in which it is done."""
GENERATION_EDGES_MS = (0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0)
"""Upper edges of the histogram of generation times [ms]; one more bin holds what took longer."""


@dataclass
class StreamingStats:
    """One frame's numbers; what is not called "this frame" counts from the start or is as of now.

    Bytes are counted, never estimated: `slot_bytes` is the pool on the graphics card, used or not; `cache_bytes` all
    chunks in main memory, shown ones too; `flight_bytes` those being made or waiting to be taken; `disk_bytes` files.
    """

    frame: int = 0
    wanted: int = 0
    missing: int = 0
    queue: int = 0
    in_flight: int = 0
    drawn: int = 0
    blending: int = 0
    behind: int = 0
    """Chunks that are not yet at the level that belongs to them."""
    pending_uploads: int = 0
    resident: tuple[int, ...] = (0,) * 6
    slots: int = 0
    slots_used: int = 0
    slot_bytes: int = 0
    cache_bytes: int = 0
    height_bytes: int = 0
    """Of `cache_bytes`; the others are weights."""
    cache_budget: int = 0
    flight_bytes: int = 0
    disk_bytes: int = 0
    buffer_bytes: int = 0
    """The most that reading and writing files has held at a time."""
    memory_budget: int = 0
    uploads: int = 0
    """This frame."""
    upload_bytes: int = 0
    """This frame."""
    uploads_total: int = 0
    generated: int = 0
    generation_ms: tuple[int, ...] = (0,) * (len(GENERATION_EDGES_MS) + 1)
    """How many chunks took how long, by GENERATION_EDGES_MS."""
    hits_memory: int = 0
    hits_disk: int = 0
    misses: int = 0
    retries: int = 0
    failures: int = 0
    failed_now: int = 0
    late_drops: int = 0
    cancelled: int = 0
    evictions: int = 0
    duplicates: int = 0
    holes: int = 0
    """Frames in which a part of the view had no chunk to show."""
    is_hole: bool = False
    """This frame."""
    is_starting: bool = False
    """The first ground is still on its way: what is missing is no hole."""
    teleports: int = 0
    main_ms: float = 0.0
    """This frame: CPU time of the main thread."""
    parts_ms: dict[str, float] = field(default_factory=lambda: dict.fromkeys(PARTS, 0.0))
    """This frame: `main_ms` by part."""
    disk_problem: str = ""
    """Why the disk cache is off, or what was last wrong with one of its files."""

    def to_json(self) -> dict[str, Any]:
        """All numbers as plain JSON values."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}


@dataclass(frozen=True)
class Hitch:
    """A frame in which streaming took longer than a hitch's length: its number, its time and where that went [ms]."""

    frame: int
    ms: float
    parts_ms: dict[str, float]
    uploads: int
    note: str = ""


HITCH_MS = 2.0


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, dict):
        return dict(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return value
