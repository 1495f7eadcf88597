"""One recorded run: the camera's path and what each frame measured, with the ground and settings that it flew over."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from engine.schema.files import TerrainSettings
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.stats import Hitch, StreamingStats
from engine.terrain.streaming.viewpoint import ViewPoint
from panels.streaming_diagnostics.samples import COLUMNS, Samples

F64 = NDArray[np.float64]
FRAME_S = 1.0 / 60.0


@dataclass(frozen=True)
class Origin:
    """Where a run comes from: project, scene, machine, when it was taken (UTC, ISO 8601), whether software drew."""

    project: str = ""
    scene: str = ""
    machine: str = ""
    taken: str = ""
    is_software: bool = False


@dataclass(frozen=True, eq=False)
class Run:
    """n frames: views (n, 9) f8 as `ViewPoint.to_json`, rows (n, columns) f8 in the order of COLUMNS, NaN = n/a.

    `config` are the settings as the file has them, before any scaling for software.
    """

    origin: Origin
    ground: TerrainSettings
    config: StreamingConfig
    views: F64
    rows: F64
    hitches: tuple[Hitch, ...] = ()

    def __len__(self) -> int:
        return len(self.views)

    @property
    def seconds(self) -> float:
        """How long the path is at 60 frames a second [s]."""
        return len(self) * FRAME_S

    def column(self, name: str) -> F64:
        """One measured column (n,)."""
        return self.rows[:, COLUMNS.index(name)]

    def viewpoints(self) -> list[ViewPoint]:
        """The camera of each frame."""
        return [ViewPoint.from_json(row) for row in self.views.tolist()]


@dataclass(eq=False)
class Recorder:
    """Takes in frames until `wanted` of them are there."""

    origin: Origin
    ground: TerrainSettings
    config: StreamingConfig
    wanted: int
    views: list[list[float]] = field(default_factory=list[list[float]])
    _samples: Samples = field(init=False, repr=False)
    _hitches: list[Hitch] = field(default_factory=list[Hitch], repr=False)

    def __post_init__(self) -> None:
        self._samples = Samples(self.wanted)

    def __len__(self) -> int:
        return len(self.views)

    @property
    def is_full(self) -> bool:
        """Whether all wanted frames are there."""
        return len(self) >= self.wanted

    def take(self, view: ViewPoint, stats: StreamingStats, hitches: Sequence[Hitch]) -> None:
        """Take in one frame and, if it was one, its hitch."""
        if self.is_full:
            return
        if not self._samples.take(stats):
            return
        if len(self._samples) <= len(self.views):
            # The frames began anew, as with another streamer: one run is one stretch.
            self.views, self._hitches = [], []
        self.views.append(view.to_json())
        if hitches and hitches[-1].frame == stats.frame:
            self._hitches.append(hitches[-1])

    def run(self) -> Run:
        """What was taken in until now."""
        views = np.array(self.views, dtype=np.float64).reshape(-1, 9)
        return Run(self.origin, self.ground, self.config, views, self._samples.rows(), tuple(self._hitches))


def origin_now(project: str, scene: str, *, is_software: bool) -> Origin:
    """The origin of a run that is recorded now, on this machine."""
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return Origin(project, scene, machine, datetime.now(UTC).isoformat(timespec="seconds"), is_software)
