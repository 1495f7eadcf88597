"""One pymunk space, built from columns, stepped and thrown away: no contact is remembered that a snapshot lacks.

pymunk's x and y are the world's x and z; its angles grow the other way, so a yaw is minus an angle.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pymunk
from numpy.typing import NDArray
from pymunk import batch

from engine.physics.rigid.limits import BIAS, DT, ITERATIONS, SLAB_M, SLABS, SLOP_M

F64 = NDArray[np.float64]
SIDE_FRICTION = 0.5
STATE = (
    batch.BodyFields.POSITION | batch.BodyFields.ANGLE | batch.BodyFields.VELOCITY | batch.BodyFields.ANGULAR_VELOCITY
)

built = 0
"""How many spaces this process has built, for those who ask what sleep saves."""


@dataclass(frozen=True)
class Shapes:
    """Outlines on the ground: `box` rows (k, 4) half x, half z, cos, sin of yaw; `radius` (k,) is 0 for a box.

    `place` (k, 2) [m] is the middle, `low` and `high` (k,) [m] the heights between which it is solid.
    """

    place: F64
    box: F64
    radius: F64
    low: F64
    high: F64


@dataclass(frozen=True)
class Matter:
    """What moves: state (k, 6) x, z, yaw, velocity x, z, spin; mass [kg]; moment [kg m2] (inf: it never turns)."""

    state: F64
    shapes: Shapes
    mass: F64
    moment: F64
    bounce: F64


def stepped(matter: Matter, walls: Shapes, substeps: int) -> F64:
    """The state of `matter` a tick later, (k, 6). The order of rows is the order in the space; walls come last."""
    global built
    built += 1
    space = pymunk.Space()
    space.iterations, space.collision_slop, space.collision_bias = ITERATIONS, SLOP_M, BIAS
    bodies = [
        pymunk.Body(mass, moment) for mass, moment in zip(matter.mass.tolist(), matter.moment.tolist(), strict=True)
    ]
    space.add(*bodies)
    resting = space.static_body
    # Bodies stand where they belong before they get their shapes: a tree of shapes that all lie at the origin would
    # hold every pair of them. The static body is the last in the buffer.
    count = len(bodies)
    state = np.zeros((count + 1, 6))
    state[:count] = matter.state
    state[:, [2, 5]] *= -1.0
    buffer = batch.Buffer()
    buffer.set_float_buf(state)
    batch.set_space_bodies(space, STATE, buffer)
    masks = _masks(matter.shapes, walls)
    shapes: list[Any] = []
    outlines = zip(matter.shapes.box.tolist(), matter.shapes.radius.tolist(), matter.bounce.tolist(), strict=True)
    for body, ((half_x, half_z, _, _), radius, bounce) in zip(bodies, outlines, strict=True):
        shape = pymunk.Circle(body, radius) if radius > 0.0 else pymunk.Poly(body, _corners(half_x, half_z))
        shape.friction, shape.elasticity = SIDE_FRICTION, bounce
        shapes.append(shape)
    for (x, z), (half_x, half_z, cos, sin), radius in zip(
        walls.place.tolist(), walls.box.tolist(), walls.radius.tolist(), strict=True
    ):
        if radius > 0.0:
            shape = pymunk.Circle(resting, radius, (x, z))
        else:
            turn = pymunk.Transform(cos, -sin, sin, cos, x, z)
            shape = pymunk.Poly(resting, _corners(half_x, half_z), turn)
        shape.friction, shape.elasticity = SIDE_FRICTION, 1.0
        shapes.append(shape)
    for shape, mask in zip(shapes, masks, strict=False):
        shape.filter = pymunk.ShapeFilter(categories=mask, mask=mask)
    space.add(*shapes)
    for _ in range(substeps):
        space.step(DT / substeps)
    out = batch.Buffer()
    batch.get_space_bodies(space, STATE, out)
    given = cast("Any", out).float_buf()
    after = np.frombuffer(given, np.float64)[: count * 6].reshape(count, 6).copy()
    after[:, [2, 5]] *= -1.0
    return after


def _corners(half_x: float, half_z: float) -> list[tuple[float, float]]:
    return [(-half_x, -half_z), (half_x, -half_z), (half_x, half_z), (-half_x, half_z)]


def _masks(matter: Shapes, walls: Shapes) -> Sequence[int]:
    """One bit for each slab of height that a shape fills; empty when all of them meet anyway, as on flat ground."""
    low, high = np.concatenate([matter.low, walls.low]), np.concatenate([matter.high, walls.high])
    if len(low) == 0 or low.max() < high.min() - SLAB_M:
        return ()
    bottom = float(matter.low.min())
    slab = max(SLAB_M, (float(matter.high.max()) - bottom) / SLABS)
    middles = bottom + (np.arange(SLABS) + 0.5) * slab
    fills = (middles >= low[:, None]) & (middles < high[:, None])
    nearest = np.clip(((low + high) / 2 - bottom) / slab, 0, SLABS - 1).astype(np.int64)
    thin = np.flatnonzero(~fills.any(axis=1) & (high > bottom) & (low < middles[-1]))
    fills[thin, nearest[thin]] = True
    return [int(bits) for bits in (fills * (1 << np.arange(SLABS))).sum(axis=1)]
