"""The draw list: everything that one picture of the game or of a scene shows, as plain arrays and dataclasses.

Axes: metres, y up, the ground plane is (x, z); yaw 0 looks towards +z and grows towards +x [rad].
Colours are "#rrggbb" in sRGB.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.present.effects import Float, Point, Sparks, Telegraph

# A picture's HUD belongs to it: who makes pictures finds all of its words here.
from engine.present.hud import Corner, HudBlock, HudRow, Tone  # noqa: F401  # pyright: ignore[reportUnusedImport]
from engine.present.terrain import TerrainFrame

F32 = NDArray[np.float32]
Side = Literal["player", "party", "hostile", "neutral"]

SIDE_COLOUR: dict[str, str] = {"player": "#ffc667", "party": "#59c8ff", "hostile": "#ff4d5e", "neutral": "#e8e4da"}


@dataclass
class Instances:
    """All things that share one mesh.

    entity: n entity ids ("" where a thing belongs to no entity); position (n, 3) f4 [m]; yaw (n,) f4 [rad];
    scale (n,) f4; tint (n, 3) f4, a factor on the mesh's colours; flash (n,) f4, 0..1, how far the thing is whitened;
    emphasis (n,) f4, a factor on the mesh's rim light, or None for 1; ghost: drawn as a translucent preview;
    lying (n,) f4, above 0 for what has fallen over as a whole, or None; pose (n, WIDTH) f4, what bodies with joints do
    (see engine.present.poses.pose), or None: all rest, at no cost; yields (n,) f4, above 0 for who fades as soon as any
    of it hides the player, or None.
    """

    mesh: str
    entity: tuple[str, ...]
    position: F32
    yaw: F32
    scale: F32
    tint: F32
    flash: F32
    emphasis: F32 | None = None
    ghost: bool = False
    lying: F32 | None = None
    pose: F32 | None = None
    yields: F32 | None = None

    def __len__(self) -> int:
        return len(self.entity)


def instances(
    mesh: str,
    position: ArrayLike,
    *,
    entity: Sequence[str] | None = None,
    yaw: ArrayLike = 0.0,
    scale: ArrayLike = 1.0,
    tint: ArrayLike = (1.0, 1.0, 1.0),
    flash: ArrayLike = 0.0,
    emphasis: ArrayLike | None = None,
    ghost: bool = False,
    lying: ArrayLike | None = None,
    pose: F32 | None = None,
    yields: ArrayLike | None = None,
) -> Instances:
    """Instances of one mesh from numbers or arrays; single values stand for all n things."""
    points = np.asarray(position, dtype=np.float32).reshape(-1, 3)
    count = len(points)

    def filled(value: ArrayLike, width: int = 0) -> F32:
        shape = (count, width) if width else (count,)
        given = np.asarray(value, dtype=np.float32)
        if given.shape == shape:
            return np.ascontiguousarray(given)
        made = np.empty(shape, dtype=np.float32)
        made[...] = given
        return made

    return Instances(
        mesh=mesh,
        entity=tuple(entity) if entity is not None else ("",) * count,
        position=points,
        yaw=filled(yaw),
        scale=filled(scale),
        tint=filled(tint, 3),
        flash=filled(flash),
        emphasis=None if emphasis is None else filled(emphasis),
        ghost=ghost,
        lying=None if lying is None else filled(lying),
        pose=pose,
        yields=None if yields is None else filled(yields),
    )


@dataclass(frozen=True)
class Plate:
    """A name above a thing; `fraction` 0..1 draws its bar (None: no bar).

    `tone` other than "normal" gives it a dashed edge ("warning", "bad"); `is_kept`: the subtitle is shown far away too.
    `is_foremost`: larger, whole and in front of all others, which make room for it.
    """

    entity: str
    title: str
    subtitle: str
    position: Point
    fraction: float | None = None
    side: Side = "neutral"
    tone: Tone = "normal"
    is_kept: bool = False
    is_foremost: bool = False


@dataclass(frozen=True)
class Ring:
    """A ring on the ground around a thing; `colour` wins over that of `side`; `facing` [rad] draws an arrow tip."""

    position: Point
    radius: float
    side: Side = "neutral"
    colour: str = ""
    style: Literal["solid", "dashed"] = "solid"
    facing: float | None = None


@dataclass(frozen=True)
class Ribbon:
    """A thread of light from start to end; `sag` [m] lowers (negative: lifts) its middle; `strands` twist around it."""

    start: Point
    end: Point
    colour: str
    sag: float = 0.0
    end_colour: str = ""
    width: float = 0.16
    strands: int = 0


@dataclass(frozen=True)
class Glow:
    """A soft light in the air: `strength` 1 is a lamp, `drift` makes it a mote, `lights` lets it light what is near."""

    position: Point
    radius: float
    colour: str
    strength: float = 1.0
    drift: bool = False
    lights: bool = False


@dataclass(frozen=True)
class AreaMark:
    """An area on the ground: circle by `radius`, box by `size` (x, z) [m] and `yaw` [rad]."""

    entity: str
    shape: Literal["circle", "box"]
    position: Point
    radius: float = 1.0
    size: tuple[float, float] = (1.0, 1.0)
    yaw: float = 0.0
    colour: str = "#ffffff"
    dashed: bool = False


@dataclass(frozen=True)
class GroundLine:
    """A polyline draped over the ground: a path, the edge of a cone. points: (x, y, z) [m].

    `lift` [m] is how high it hangs, clear of grass; `through` as for rings.
    """

    points: tuple[Point, ...]
    colour: str
    width: float = 0.1
    dashed: bool = False
    lift: float = 0.05
    through: float = 0.0


@dataclass(frozen=True, eq=False)
class RingBatch:
    """Many rings on the ground at once, as arrays.

    place (n, 3) f4: x, height above the ground, z [m]; radius (n,) f4 [m]; colour (n, 4) f4, sRGB and opacity 0..1.
    `through` 0..1 is the share of the opacity that is left of a ring where bodies stand before it.
    """

    place: F32
    radius: F32
    colour: F32
    width: float = 0.06
    dashed: bool = False
    through: float = 0.0


@dataclass(frozen=True, eq=False)
class LineBatch:
    """Many straight lines draped over the ground at once, as arrays.

    start, end (n, 2) f4: x, z [m]; lift (n,) f4, height above the ground [m]; colour (n, 4) f4, sRGB and opacity;
    width (n,) f4 [m]; `tip` [m] draws arrow heads at their ends; `through` as for rings.
    """

    start: F32
    end: F32
    lift: F32
    colour: F32
    width: F32
    tip: float = 0.0
    dashed: bool = False
    through: float = 0.0


@dataclass(frozen=True)
class Label:
    """A short text in a chip at a point of the world; where one `leads`, the picture's edge says where it is."""

    text: str
    position: Point
    colour: str = "#e8e4da"
    entity: str = ""
    leads: bool = False


class HeightSource(Protocol):
    """Ground without an end, or nearly so."""

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Low x, low z, high x, high z [m], between which places may be asked for."""
        ...

    def heights_at(self, x: ArrayLike, z: ArrayLike) -> F32:
        """Heights [m] at (x, z) [m]."""
        ...

    def changed_box(self, before: Any) -> tuple[float, float, float, float] | None:
        """Low x, low z, high x, high z [m] of all that differs from another ground; None where that may be anywhere."""
        ...


class Scenery(Protocol):
    """What stands on endless ground by itself, in pieces."""

    @property
    def shown(self) -> tuple[Hashable, ...]:
        """Keys (level, x, z) of the pieces to draw now."""
        ...

    @property
    def is_whole(self) -> bool:
        """Whether all that is in reach is shown."""
        ...

    @property
    def reach(self) -> tuple[float, ...]:
        """How far from the eye the things of levels 0, 1 and so on stand for sure [m]."""
        ...

    @property
    def rows(self) -> Mapping[Any, Any]:
        """Of each piece shown, the rows (see engine.terrain.props); others from a change of the piece on."""
        ...


@dataclass(frozen=True)
class GroundLook:
    """What a patch of ground is coloured like, and the mesh that stands on the hills beyond it ("" for none)."""

    grass: str = "#2b4746"
    dry: str = "#5d6c52"
    bare: str = "#6d6a4a"
    rock: str = "#5b5560"
    path: str = "#73736b"
    far_trees: str = "pine"


@dataclass(frozen=True, eq=False)
class Ground:
    """A height field.

    heights (h, w) f4 [m], row = z, column = x; origin (x, z) of sample [0, 0]; cell [m]; path (h, w) f4 0..1 where
    people walked, or None; materials (h, w, 4) u1: painted sand, forest, rock and path, 255 is wholly, or None.
    `revision` changes whenever the arrays do. Not `is_drawn`: a window on endless ground, which things stand on and
    shadows fall on, while chunks of its own show it; `beyond` knows the heights around the window.
    """

    heights: F32
    origin: tuple[float, float]
    cell: float
    path: F32 | None = None
    revision: int = 0
    is_drawn: bool = True
    beyond: HeightSource | None = None
    materials: NDArray[np.uint8] | None = None
    look: GroundLook = GroundLook()


@dataclass(frozen=True)
class Environment:
    """Light and air. The azimuth of the sun [deg] is counted like yaw (0 = +z, grows towards +x)."""

    sun_azimuth: float = 198.4
    sun_elevation: float = 17.5
    sun_disc_elevation: float = 6.3
    sun_colour: str = "#ffba85"
    sky_zenith: str = "#161b47"
    sky_middle: str = "#2a5c76"
    horizon_cool: str = "#6f86a4"
    horizon_warm: str = "#ff9a5a"
    light_above: str = "#5f93ae"
    light_below: str = "#38325a"
    fog_density: float = 1.0
    exposure: float = 1.0
    cloud_colour: str = "#5d5580"
    clouds: float = 1.0
    stars: float = 1.0
    moon: float = 1.0


@dataclass
class DrawList:
    """One picture. `camera_target` is what the game camera follows; `time` [s] only moves light and air.

    `camera_shake` 0..1 is how hard the ground shakes.

    `terrain` is the streamed ground of an endless world; `ground` is then a window of it, around what is looked at.

    `notes` are sentences under the legend: what an overlay counted, or what it needs before it can show anything.
    `scenery` is what stands on endless ground by itself; `view_m` [m] is how far it is drawn.
    `danger` 0..1 is how near the player is to falling: the edge of the picture tells.
    """

    ground: Ground | None = None
    terrain: TerrainFrame | None = None
    environment: Environment = field(default_factory=Environment)
    instances: list[Instances] = field(default_factory=list)
    plates: list[Plate] = field(default_factory=list)
    rings: list[Ring] = field(default_factory=list)
    ribbons: list[Ribbon] = field(default_factory=list)
    glows: list[Glow] = field(default_factory=list)
    areas: list[AreaMark] = field(default_factory=list)
    lines: list[GroundLine] = field(default_factory=list)
    ring_batches: list[RingBatch] = field(default_factory=list)
    line_batches: list[LineBatch] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    sparks: list[Sparks] = field(default_factory=list)
    telegraphs: list[Telegraph] = field(default_factory=list)
    floats: list[Float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hud: list[HudBlock] = field(default_factory=list)
    camera_target: Point | None = None
    camera_shake: float = 0.0
    time: float = 0.0
    scenery: Scenery | None = None
    view_m: float = 6144.0
    danger: float = 0.0


def with_entities(part: Instances, keep: Sequence[int] | NDArray[np.intp]) -> Instances:
    """The same mesh with only the instances at the given indices, in that order."""
    rows = np.asarray(keep, dtype=np.intp)
    entities = [part.entity[int(i)] for i in rows.tolist()]
    return replace(
        part,
        entity=tuple(entities),
        position=part.position[rows],
        yaw=part.yaw[rows],
        scale=part.scale[rows],
        tint=part.tint[rows],
        flash=part.flash[rows],
        emphasis=None if part.emphasis is None else part.emphasis[rows],
        lying=None if part.lying is None else part.lying[rows],
        pose=None if part.pose is None else part.pose[rows],
        yields=None if part.yields is None else part.yields[rows],
    )
