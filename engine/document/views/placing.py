"""Where the parts of an instance stand: as in their prefab, moved, turned and sized as the instance's root is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from engine.schema.components.transform import Transform

if TYPE_CHECKING:
    from engine.document.views.entity_view import EntityView

DECIMALS = 6
"""A place that is turned back into a prefab's space is no more exact than this."""
Triple = tuple[float, float, float]


class Place(NamedTuple):
    """A place [m], a turn about x, y and z [deg] and a size."""

    position: Triple = (0.0, 0.0, 0.0)
    rotation: Triple = (0.0, 0.0, 0.0)
    scale: float = 1.0


ORIGIN = Place()
_RIGHT = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))


def place_in(components: Mapping[str, Any]) -> Place:
    """Where a thing stands by its components; the origin where nothing says it."""
    found = components.get("transform")
    return Place(found.position, found.rotation, found.scale) if isinstance(found, Transform) else ORIGIN


def carried(place: Place, origin: Place, goal: Place) -> Place:
    """Where a place comes to lie when what stands at `origin` is put to `goal`.

    Only the turn about y turns, as everywhere: nothing is tilted. A place that would lie beyond all numbers stays.
    """
    if origin == goal:
        return place
    x, y, z = (value - start for value, start in zip(place.position, origin.position, strict=True))
    angle, factor = goal.rotation[1] - origin.rotation[1], goal.scale / origin.scale
    if angle:
        quarters = angle / 90.0
        if quarters == round(quarters):
            # Else a camp that is turned by a right angle would stand a millionth beside the grid.
            cos, sin = _RIGHT[round(quarters) % 4]
        else:
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        x, z = x * cos + z * sin, z * cos - x * sin
    if factor != 1.0:
        x, y, z = x * factor, y * factor, z * factor
    a, b, c = goal.position
    rotation = (place.rotation[0], place.rotation[1] + angle, place.rotation[2]) if angle else place.rotation
    moved = Place((a + x, b + y, c + z), rotation, place.scale * factor)
    is_real = all(map(math.isfinite, (*moved.position, moved.rotation[1], moved.scale))) and moved.scale > 0.0
    return moved if is_real else place


def transform_at(place: Place) -> Transform:
    """The component of a place."""
    return Transform.model_construct(
        {"position", "rotation", "scale"}, position=place.position, rotation=place.rotation, scale=place.scale
    )


def as_stated(entity: EntityView, field: str, value: Any) -> Any:
    """What a file has to say for a part to stand, look or be sized so in the scene; for all else the value itself.

    Args:
        entity: The entity as it is now.
        field: "position", "rotation" or "scale".
        value: What it is to be in the scene: three numbers, or one.
    """
    here = place_in(entity.components)
    if entity.stated is None:
        return value
    stated = Place(entity.stated.position, entity.stated.rotation, entity.stated.scale)
    given: Any = tuple(cast("list[float]", value)) if isinstance(value, list | tuple) else value
    wanted = here._replace(**{field: given})
    found = getattr(carried(wanted, here, stated), field)
    if isinstance(found, tuple):
        return [round(each, DECIMALS) + 0.0 for each in cast("Triple", found)]
    return round(found, DECIMALS)
