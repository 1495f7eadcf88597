"""Transform: where a thing stands, which way it faces and how large it is."""

from engine.schema.component import Component
from engine.schema.fields import Vec3, prop


class Transform(Component, id="transform", icon="arrows-out-cardinal"):
    """Where a thing stands, which way it faces and how large it is."""

    position: Vec3 = prop(
        (0.0, 0.0, 0.0),
        unit="m",
        step=0.1,
        column="position",
        doc="Place in the world: x, height, z; things stand on the ground, so 0 is on it.",
    )
    rotation: Vec3 = prop(
        (0.0, 0.0, 0.0),
        unit="deg",
        step=5.0,
        column="yaw",
        doc="Turn about x, y and z; y is the direction that it faces. Nothing is tilted: x and z do nothing.",
    )
    scale: float = prop(1.0, unit="1", gt=0.0, step=0.05, doc="Size as a factor of the mesh's own.")
