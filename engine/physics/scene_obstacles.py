"""The scene's `obstacle` components as static columns that every lane shares."""

from collections.abc import Iterable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.physics.obstacles import BURIED_M, Obstacles, make_obstacles
from engine.schema.components.body import Body
from engine.schema.components.obstacle import Obstacle
from engine.schema.components.transform import Transform
from engine.schema.files import SceneFile
from engine.terrain.of_scene import landscape_of
from engine.world.system import static

DEFAULT_RADIUS_M = 0.4


class PlacedEntity(Protocol):
    """What is read of an entity: its components by id."""

    @property
    def components(self) -> Any:
        """Component id -> component."""
        ...


class ObstacleScene(Protocol):
    """What is read of a scene."""

    @property
    def header(self) -> SceneFile:
        """The head of the scene file."""
        ...

    @property
    def entities(self) -> Iterable[PlacedEntity]:
        """Everything that stands in the scene."""
        ...

    @property
    def prefabs(self) -> Any:
        """Prefab name -> entity, for what may yet appear."""
        ...


def transform_of(entity: PlacedEntity) -> Transform:
    """The entity's place; the origin when it has none."""
    found = entity.components.get("transform")
    return found if isinstance(found, Transform) else Transform()


class Ground(Protocol):
    """What obstacles stand on."""

    def height_at(self, x: float, z: float) -> float:
        """Height [m] at (x, z) [m]."""
        ...


def scene_obstacles(scene: ObstacleScene, ground: Ground | None = None) -> Obstacles:
    """Every obstacle of the scene, scaled and turned as it is placed, standing on the ground."""
    ground = ground or landscape_of(scene)
    boxes: list[tuple[float, float, float, float, float, float, float]] = []
    circles: list[tuple[float, float, float, float]] = []
    floors: list[int] = []
    for entity in scene.entities:
        obstacle = entity.components.get("obstacle")
        if not isinstance(obstacle, Obstacle):
            continue
        place = transform_of(entity)
        x, lift, z = place.position
        foot = ground.height_at(x, z) + lift
        width, tall, depth = (side * place.scale for side in obstacle.size)
        if obstacle.shape == "circle":
            circles.append((x, z, obstacle.radius * place.scale, foot + tall))
        else:
            yaw = float(np.radians(place.rotation[1]))
            if obstacle.walkable:
                floors.append(len(boxes))
            boxes.append((x, z, width / 2, depth / 2, yaw, foot - BURIED_M, foot + tall))
    return make_obstacles(boxes, circles, floors)


def widest_body(scene: ObstacleScene) -> float:
    """Largest radius [m] of any body that stands in the scene or may appear in it."""
    radii = [DEFAULT_RADIUS_M]
    for entity in [*scene.entities, *scene.prefabs.values()]:
        body = entity.components.get("body")
        if isinstance(body, Body):
            radii.append(body.radius * max(transform_of(entity).scale, 1.0))
    return max(radii)


@static(columns="obstacle_box obstacle_circle obstacle_shape obstacle_frame obstacle_start obstacle_items")
def obstacles(scene: ObstacleScene, parts: Any) -> dict[str, NDArray[Any]]:
    """Boxes, circles and their lists by cell, wide enough for the largest body of the scene."""
    return scene_obstacles(scene).tables(widest_body(scene))
