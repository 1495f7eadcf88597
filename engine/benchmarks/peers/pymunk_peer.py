"""pymunk (Chipmunk2D) as a peer: batch interface, spatial hash, stiff contacts."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# Its buffers have no types of their own.

import numpy as np
import pymunk
from numpy.typing import NDArray
from pymunk import batch

from engine.benchmarks.peers.peer import DT, MASS_KG, walls
from engine.benchmarks.scenes.crowd_scene import RADIUS_M, CrowdScene

# Its defaults are for pixels: with a slop of 0.1 everybody would stand 10 cm inside each other. Stiffer costs no time.
SLOP_M = 0.001
BIAS = (1 - 0.9) ** 60


class PymunkWorld:
    """One space; bodies come back in the order in which they were added, the static one after them."""

    def __init__(self, scene: CrowdScene) -> None:
        self._space = space = pymunk.Space(threaded=False)
        space.use_spatial_hash(2 * RADIUS_M, scene.agents * 2)
        space.collision_slop, space.collision_bias = SLOP_M, BIAS
        ids: list[int] = []
        for x, z in scene.starts.tolist():
            body = pymunk.Body(MASS_KG, float("inf"))
            body.position = x, z
            shape = pymunk.Circle(body, RADIUS_M)
            shape.friction = 0.0
            space.add(body, shape)
            ids.append(body.id)
        for x, z, half_x, half_z in [*scene.boxes.tolist(), *walls(scene)]:
            signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
            self._add_static(pymunk.Poly(space.static_body, [(x + a * half_x, z + b * half_z) for a, b in signs]))
        for x, z, radius in scene.circles.tolist():
            self._add_static(pymunk.Circle(space.static_body, radius, (x, z)))
        self._count = scene.agents
        self._velocity = np.zeros((scene.agents + 1, 2))
        self._in, self._out = batch.Buffer(), batch.Buffer()
        self._in.set_float_buf(self._velocity)
        batch.get_space_bodies(space, batch.BodyFields.BODY_ID, self._out)
        order = list(memoryview(self._out.int_buf()).cast("P"))
        if order[: len(ids)] != ids or len(order) != len(ids) + 1:
            raise RuntimeError("pymunk's batch interface does not keep the order of bodies; expected that of adding")

    def _add_static(self, shape: pymunk.Shape) -> None:
        shape.friction = 0.0
        self._space.add(shape)

    def set_velocities(self, velocity: NDArray[np.float32]) -> None:
        """Give every body its velocity (n, 2) [m/s]."""
        self._velocity[: self._count] = velocity
        batch.set_space_bodies(self._space, batch.BodyFields.VELOCITY, self._in)

    def step(self) -> None:
        """Advance by DT."""
        self._space.step(DT)

    def positions(self) -> NDArray[np.float64]:
        """(n, 2) [m] of every body."""
        self._out.clear()
        batch.get_space_bodies(self._space, batch.BodyFields.POSITION, self._out)
        return np.frombuffer(self._out.float_buf(), np.float64).reshape(-1, 2)[: self._count]


def make_world(scene: CrowdScene) -> PymunkWorld:
    """The scene in pymunk."""
    return PymunkWorld(scene)
