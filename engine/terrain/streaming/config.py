"""How the ground streams: levels of detail, budgets and caches, as written in a project's streaming_config.toml."""

from typing import Annotated

from pydantic import BeforeValidator

from engine.schema.described import Described
from engine.schema.fields import prop

FILE_NAME = "streaming_config.toml"
MIB = 1 << 20


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


Distances = Annotated[tuple[float, ...], BeforeValidator(_tuple)]


class StreamingConfig(Described):
    """How an endless ground is streamed; every value may be changed while it runs."""

    lod_distances_m: Distances = prop(
        (256.0, 512.0, 1024.0, 2048.0, 4096.0), unit="m", gt=0.0,
        doc="How far level 0, 1, 2, 3 and 4 reach, in growing order; beyond, the ground is of level 5.",
    )  # fmt: skip
    view_distance_m: float = prop(
        6144.0, unit="m", ge=512.0, le=16384.0, step=256.0, doc="How far the ground is drawn at all."
    )
    hysteresis: float = prop(
        0.1, unit="1", ge=0.0, le=0.5, step=0.01,
        doc="How much farther than its distance a level is kept once it is shown, so that nothing flips to and fro.",
    )  # fmt: skip
    fade_frames: int = prop(
        12, unit="1", ge=1, le=120, step=1, doc="Frames over which one level of detail changes into the next."
    )
    jobs: int = prop(4, unit="1", ge=1, le=16, step=1, doc="Chunks that are made at the same time, each on a thread.")
    frame_budget_ms: float = prop(
        1.0, unit="ms", ge=0.1, le=8.0, step=0.1, doc="Time that streaming may take of each frame."
    )
    upload_bytes: int = prop(
        MIB, unit="B", ge=65536, le=64 * MIB, step=65536, doc="Bytes that may be sent to the graphics card in a frame."
    )
    memory_mib: float = prop(
        96.0, unit="MiB", ge=1.0, le=8192.0, step=8.0,
        doc="Memory for the ground: the slots on the graphics card and the chunks kept in main memory together.",
    )  # fmt: skip
    high_water: float = prop(
        1.0, unit="1", gt=0.0, le=1.0, step=0.01, doc="Share of the memory above which old chunks are dropped."
    )
    low_water: float = prop(
        0.92, unit="1", gt=0.0, le=1.0, step=0.01, doc="Share of the memory down to which they are then dropped."
    )
    disk_mib: float = prop(
        256.0, unit="MiB", ge=0.0, le=65536.0, step=64.0, doc="Room of the cache on the disk; 0 uses none."
    )
    prefetch_s: float = prop(
        2.0, unit="s", ge=0.0, le=10.0, step=0.25, doc="How far ahead along the camera's way chunks are fetched."
    )
    teleport_speed: float = prop(
        100.0, unit="m/s", gt=0.0, le=10000.0, step=10.0,
        doc="A jump faster than this, against the speed told with it, is a teleport: nothing is fetched along it.",
    )  # fmt: skip
    retries: int = prop(
        3, unit="1", ge=0, le=10, step=1, doc="How often a chunk that failed is tried again before it is given up."
    )
    software_scale: float = prop(
        0.5, unit="1", gt=0.05, le=1.0, step=0.05, doc="Factor on all distances where the processor draws."
    )
    grid_quads: int = prop(
        64,
        unit="1",
        ge=8,
        le=64,
        step=8,
        doc="Squares along a chunk's side as drawn, rounded down to a power of two; 64 draws every point.",
    )

    def scaled(self, factor: float) -> "StreamingConfig":
        """The same with all distances multiplied by `factor`."""
        if factor == 1.0:
            return self
        distances = tuple(distance * factor for distance in self.lod_distances_m)
        return self.model_copy(update={"lod_distances_m": distances, "view_distance_m": self.view_distance_m * factor})

    @property
    def memory_bytes(self) -> int:
        """The memory for the ground [B]."""
        return round(self.memory_mib * MIB)

    @property
    def disk_bytes(self) -> int:
        """The room of the cache on the disk [B]."""
        return round(self.disk_mib * MIB)
