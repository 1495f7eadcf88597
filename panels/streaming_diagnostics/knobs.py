"""The settings of streaming as sliders: each number with its range, its default, and how it is put back."""

from dataclasses import dataclass
from math import exp, log
from typing import Any

from engine.schema.fields import FieldSpec
from engine.terrain.streaming.config import StreamingConfig

STEPS = 1000
LOGARITHMIC = {"lod_distances_m", "memory_mib", "upload_bytes", "disk_mib", "teleport_speed"}
ENDS = {"lod_distances_m": (32.0, 8192.0), "memory_mib": (8.0, 2048.0), "disk_mib": (0.0, 4096.0),
        "teleport_speed": (10.0, 1000.0), "high_water": (0.5, 1.0), "low_water": (0.5, 1.0),
        "upload_bytes": (65536.0, 16777216.0)}  # fmt: skip
"""Where a slider ends though the field takes more: what lies beyond can be typed."""
TITLES = {
    "view_distance_m": "View distance", "frame_budget_ms": "Frame budget", "upload_bytes": "Upload a frame",
    "memory_mib": "Memory", "disk_mib": "Disk cache", "prefetch_s": "Prefetch", "teleport_speed": "Counts as a jump",
    "software_scale": "Scale on software", "grid_quads": "Grid squares",
}  # fmt: skip
UNITS = {"1": "", "B": "KiB"}
GROUPS = (
    ("Levels of detail", ("lod_distances_m", "view_distance_m", "hysteresis", "fade_frames")),
    ("Budgets", ("memory_mib", "frame_budget_ms", "upload_bytes", "jobs", "high_water", "low_water", "disk_mib")),
    ("Fetching", ("prefetch_s", "teleport_speed", "retries")),
    ("Drawing", ("software_scale", "grid_quads")),
)


@dataclass(frozen=True)
class Knob:
    """One slider: a field, and which of its numbers where it has several (`place`)."""

    field: str
    place: int | None
    title: str
    unit: str
    doc: str
    low: float
    high: float
    step: float
    default: float
    whole: bool

    @property
    def id(self) -> str:
        """A name for it alone."""
        return self.field if self.place is None else f"{self.field}.{self.place}"

    @property
    def factor(self) -> float:
        """What a shown number is worth in the field's own unit."""
        return 1024.0 if self.unit == "KiB" else 1.0

    def of(self, config: StreamingConfig) -> float:
        """The number that a configuration holds."""
        value = getattr(config, self.field)
        return float(value if self.place is None else value[self.place])

    def put(self, config: StreamingConfig, value: float) -> StreamingConfig:
        """The configuration with another number."""
        new: Any = round(value) if self.whole else round(float(value), 6)
        if self.place is not None:
            parts = list(getattr(config, self.field))
            parts[self.place] = new
            new = tuple(parts)
        return config.model_copy(update={self.field: new})

    def is_default(self, config: StreamingConfig) -> bool:
        """Whether the number is what a file without it means."""
        return self.of(config) == self.default

    def to_slider(self, value: float) -> int:
        """Where the handle stands for a number, 0 to STEPS."""
        value = min(max(value, self.low), self.high)
        if self.field in LOGARITHMIC and self.low > 0:
            return round(STEPS * log(value / self.low) / log(self.high / self.low))
        return round(STEPS * (value - self.low) / (self.high - self.low))

    def from_slider(self, place: int) -> float:
        """The number of a place of the handle, on the field's steps; both ends are reached."""
        if place <= 0 or place >= STEPS:
            return self.low if place <= 0 else self.high
        share = place / STEPS
        if self.field in LOGARITHMIC and self.low > 0:
            value = self.low * exp(share * log(self.high / self.low))
        else:
            value = self.low + share * (self.high - self.low)
        return min(max(round(value / self.step) * self.step, self.low), self.high)


def knobs() -> tuple[Knob, ...]:
    """Every number of the configuration, in the order of GROUPS, those that are in no group last."""
    specs = {spec.name: spec for spec in StreamingConfig.fields()}
    named = [name for _title, names in GROUPS for name in names if name in specs]
    order = [*named, *(name for name in specs if name not in named)]
    return tuple(knob for name in order for knob in _of(specs[name]))


def _of(spec: FieldSpec) -> list[Knob]:
    if isinstance(spec.default, tuple):
        return [_knob(spec, place, float(value)) for place, value in enumerate(spec.default)]
    return [_knob(spec, None, float(spec.default))] if isinstance(spec.default, (int, float)) else []


def _knob(spec: FieldSpec, place: int | None, default: float) -> Knob:
    low = spec.ge if spec.ge is not None else spec.gt
    high = spec.le if spec.le is not None else spec.lt
    ends = ENDS.get(spec.name, (low if low is not None else 0.0, high if high is not None else default * 8))
    title = TITLES.get(spec.name, spec.title) if place is None else f"Level {place} to"
    step = spec.step or (32.0 if place is not None else 1.0)
    return Knob(
        spec.name, place, title, UNITS.get(spec.unit, spec.unit), spec.doc, ends[0], ends[1], step, default,
        isinstance(spec.default, int),
    )  # fmt: skip


def differences(one: StreamingConfig, other: StreamingConfig) -> str:
    """What `other` has otherwise, in words, such as "memory: 96 → 128 MiB"; "" for nothing."""
    told = [
        f"{knob.title.lower()}: {knob.of(one) / knob.factor:g} → {knob.of(other) / knob.factor:g} {knob.unit}".rstrip()
        for knob in knobs()
        if knob.of(one) != knob.of(other)
    ]
    return ", ".join(told)
