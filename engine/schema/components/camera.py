"""Camera: the game's own view of the scene."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Camera(Component, id="camera", icon="video-camera"):
    """The game's own view of the scene."""

    fov: float = prop(50.0, unit="deg", gt=0.0, lt=180.0, step=1.0, title="Field of view", doc="Height as an angle.")
    distance: float = prop(12.0, unit="m", gt=0.0, step=0.5, doc="How far behind the player it stands.")
    pitch: float = prop(35.0, unit="deg", ge=-10.0, le=90.0, step=1.0, doc="How steeply it looks down.")
