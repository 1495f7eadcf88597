"""Box2D 2.3 as a peer, through its Python binding."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# The binding has no types of its own.

import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.benchmarks.peers.peer import DT, MASS_KG, walls
from engine.benchmarks.scenes.crowd_scene import RADIUS_M, CrowdScene

with warnings.catch_warnings():  # made by an old SWIG, whose types end the process where its warning is an error
    warnings.simplefilter("ignore", DeprecationWarning)
    import Box2D

VELOCITY_ITERATIONS, POSITION_ITERATIONS = 8, 3  # what its manual recommends


class Box2dWorld:
    """One world. It has no door for many bodies at once: velocities and positions pass one by one."""

    def __init__(self, scene: CrowdScene) -> None:
        world: Any = Box2D.b2World(gravity=(0, 0), doSleep=False)
        self._world = world
        density = MASS_KG / (np.pi * RADIUS_M**2)
        self._bodies: list[Any] = []
        for x, z in scene.starts.tolist():
            body = world.CreateDynamicBody(position=(x, z), fixedRotation=True)
            body.CreateCircleFixture(radius=RADIUS_M, density=density, friction=0)
            self._bodies.append(body)
        for x, z, half_x, half_z in [*scene.boxes.tolist(), *walls(scene)]:
            world.CreateStaticBody(position=(x, z)).CreatePolygonFixture(box=(half_x, half_z), friction=0)
        for x, z, radius in scene.circles.tolist():
            world.CreateStaticBody(position=(x, z)).CreateCircleFixture(radius=radius, friction=0)

    def set_velocities(self, velocity: NDArray[np.float32]) -> None:
        """Give every body its velocity (n, 2) [m/s]."""
        for body, wanted in zip(self._bodies, velocity.tolist(), strict=True):
            body.linearVelocity = wanted

    def step(self) -> None:
        """Advance by DT."""
        self._world.Step(DT, VELOCITY_ITERATIONS, POSITION_ITERATIONS)

    def positions(self) -> NDArray[np.float64]:
        """(n, 2) [m] of every body."""
        return np.array([body.position.tuple for body in self._bodies])


def make_world(scene: CrowdScene) -> Box2dWorld:
    """The scene in Box2D."""
    return Box2dWorld(scene)
