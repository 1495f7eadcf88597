"""rapier3d (Rapier) as a peer: balls that slide on a plane, held upright, on one thread."""

# pyright: reportUnknownMemberType=false
# Its stubs leave types out.

import numpy as np
import rapier3d
from numpy.typing import NDArray

from engine.benchmarks.peers.peer import DT, walls
from engine.benchmarks.scenes.crowd_scene import RADIUS_M, CrowdScene

WALL_HALF_M = 2.0


class RapierWorld:
    """One world. It has no door for many bodies at once: velocities and positions pass one by one."""

    def __init__(self, scene: CrowdScene) -> None:
        self._world = world = rapier3d.PhysicsWorld()
        world.set_num_threads(1)
        world.integration_parameters.dt = DT
        axes = rapier3d.LockedAxes
        locked = axes.ROTATION_LOCKED | axes.TRANSLATION_LOCKED_Y
        handles = [
            world.add_body(
                rapier3d.RigidBody.dynamic().translation((x, 0.0, z)).locked_axes(locked).can_sleep(False),
                [rapier3d.Collider.ball(RADIUS_M).friction(0.0)],
            )
            for x, z in scene.starts.tolist()
        ]
        for x, z, half_x, half_z in [*scene.boxes.tolist(), *walls(scene)]:
            box = rapier3d.Collider.cuboid(half_x, WALL_HALF_M, half_z)
            world.add_collider(box.translation((x, 0.0, z)).friction(0.0))
        for x, z, radius in scene.circles.tolist():
            pillar = rapier3d.Collider.cylinder(WALL_HALF_M, radius)
            world.add_collider(pillar.translation((x, 0.0, z)).friction(0.0))
        bodies = world.rigid_bodies
        self._bodies = [bodies[handle] for handle in handles]

    def set_velocities(self, velocity: NDArray[np.float32]) -> None:
        """Give every body its velocity (n, 2) [m/s]."""
        for body, (x, z) in zip(self._bodies, velocity.tolist(), strict=True):
            body.linvel = (x, 0.0, z)  # pyright: ignore[reportAttributeAccessIssue] - a tuple is a vector

    def step(self) -> None:
        """Advance by DT."""
        self._world.step()

    def positions(self) -> NDArray[np.float64]:
        """(n, 2) [m] of every body."""
        return np.array([(at.x, at.z) for at in [body.translation for body in self._bodies]])


def make_world(scene: CrowdScene) -> RapierWorld:
    """The scene in rapier3d."""
    return RapierWorld(scene)
