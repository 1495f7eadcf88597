"""What every peer does with CROWD-1, and which peers there are."""

import importlib
from collections.abc import Callable
from time import perf_counter_ns
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.benchmarks.benchmark import Unavailable
from engine.benchmarks.scenes.crowd_scene import SETTLE_TICKS, CrowdScene, Goals

DT = 1 / 60
MASS_KG = 75.0
MODULES = {"pymunk": "pymunk_peer", "rapier3d": "rapier_peer", "box2d": "box2d_peer"}
PEERS = tuple(MODULES)
LARGEST = 20_000


class PeerWorld(Protocol):
    """A peer's world with the scene's obstacles and walls, and one body for each agent at its start."""

    def set_velocities(self, velocity: NDArray[np.float32]) -> None:
        """Give every body its velocity (n, 2) [m/s]."""
        ...

    def step(self) -> None:
        """Advance by DT."""
        ...

    def positions(self) -> NDArray[Any]:
        """(n, 2) [m] of every body."""
        ...


class PeerCrowd:
    """CROWD-1 stepped by a peer: velocity := goal velocity each tick, nothing else pulls or turns anybody."""

    def __init__(self, peer: str, scene: CrowdScene, *, settle: int = SETTLE_TICKS) -> None:
        """Raises Unavailable when the library is not installed, or the crowd too large for a turn of it."""
        if scene.agents > LARGEST:
            raise Unavailable(f"peers are measured up to {LARGEST:,} agents: larger turns would take minutes")
        try:
            module = importlib.import_module(f"engine.benchmarks.peers.{MODULES[peer]}")
        except ImportError as error:
            raise Unavailable(f"{peer} is not installed here ({error})") from error
        make: Callable[[CrowdScene], PeerWorld] = module.make_world
        self.peer, self.place = peer, scene
        self.world = make(scene)
        self._goals = Goals(scene)
        self._wanted = self._goals.velocity
        self._places = self.world.positions()
        self.ticks = 0
        self.step_ns: list[int] = []
        for _ in range(settle):
            self.aim()
            self.tick()
        self.step_ns.clear()

    def aim(self) -> None:
        """Point everybody at a goal; not part of the time of a tick."""
        self._wanted = self._goals.aim(self._places)

    def tick(self) -> None:
        """Hand over velocities, step, read positions; `step_ns` keeps the nanoseconds of the step alone."""
        world = self.world
        world.set_velocities(self._wanted)
        begun = perf_counter_ns()
        world.step()
        self.step_ns.append(perf_counter_ns() - begun)
        self._places = world.positions()
        self.ticks += 1

    def places(self) -> NDArray[Any]:
        """(n, 2) [m] of every body, as read last."""
        return self._places


def walls(scene: CrowdScene) -> list[tuple[float, float, float, float]]:
    """Four boxes (x, z, half x, half z) [m] around the scene, their inner faces where the ground ends."""
    rim, thick = scene.rim, 1.0
    middle, long = rim + thick, rim + 2 * thick
    return [(-middle, 0, thick, long), (middle, 0, thick, long), (0, -middle, long, thick), (0, middle, long, thick)]
