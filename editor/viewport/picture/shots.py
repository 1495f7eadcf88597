"""Pictures of a scene without a window, with the ghosts of a proposal in it; each as the bytes of a PNG."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from editor.viewport.camera.camera import Camera, looking_at
from editor.viewport.render.context import Context, offscreen_context
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.png import png_bytes
from editor.viewport.render.renderer import Renderer
from engine.document import SceneView
from engine.llm.agents.desk import Shot
from engine.present.draw_list import DrawList, Ground, Instances, Ring, with_entities
from engine.present.from_scene import draw_list_of
from engine.rules.scene import place_of, position_of

ADDED, CHANGED = "#59d88c", "#ffb03a"
RING_M = 1.1
RISE, BACK = 0.85, 1.1
"""How far the camera stands above and behind what it looks at, as shares of what is seen around it."""


class ShotPainter:
    """Draws shots. OpenGL is opened by the first one; all have to be asked for in one thread."""

    def __init__(self) -> None:
        self._context: Context | None = None
        self._renderer: Renderer | None = None

    def __call__(self, shot: Shot) -> bytes:
        """The picture as PNG. NoOpenGLError where none can be drawn."""
        size = (shot.width, shot.height)
        if self._context is None or self._renderer is None:
            self._context = offscreen_context()
            self._renderer = Renderer(self._context, size)
        self._context.make_current()
        self._renderer.resize(size)
        options = RenderOptions(grid=False, selected=shot.changed, selected_colour=CHANGED)
        self._renderer.draw(picture_of(shot), camera_of(shot), options)
        return png_bytes(self._renderer.read_pixels())

    def close(self) -> None:
        """Give OpenGL back, in the thread that drew."""
        if self._context is not None:
            self._context.close()
        self._context = self._renderer = None


def picture_of(shot: Shot, ground: Ground | None = None) -> DrawList:
    """The scene as the editor shows it; what is added is drawn as ghosts, what is touched has a ring."""
    picture = draw_list_of(shot.view.with_root_placed(), ground=ground)
    found: list[Instances] = []
    for part in picture.instances:
        ghosts = [place for place, entity in enumerate(part.entity) if entity in shot.ghosts]
        if not ghosts:
            found.append(part)
            continue
        rest = [place for place in range(len(part)) if place not in set(ghosts)]
        if rest:
            found.append(with_entities(part, rest))
        found.append(replace(with_entities(part, ghosts), ghost=True))
    picture.instances = found
    for colour, entities in ((ADDED, shot.ghosts), (CHANGED, shot.changed)):
        for entity in sorted(entities):
            place = _place(shot.view, entity)
            if place is not None:
                picture.rings.append(Ring(place, RING_M, colour=colour, style="dashed"))
    return picture


def camera_of(shot: Shot) -> Camera:
    """A camera that looks down on the place that was named; else on what the proposal touches, else on who acts."""
    if shot.x is not None and shot.z is not None:
        x, z = shot.x, shot.z
    else:
        x, z = _middle(shot)
    target = np.array([x, 0.0, z])
    return looking_at(target + np.array([0.0, RISE * shot.radius, BACK * shot.radius]), target)


def _middle(shot: Shot) -> tuple[float, float]:
    touched = [entity for entity in sorted(shot.ghosts | shot.changed) if _place(shot.view, entity) is not None]
    acting = [
        each.id
        for each in shot.view.entities
        if {"agent", "player"} & {*each.components} and _place(shot.view, each.id)
    ]
    places = np.array([place_of(shot.view.entity(each)) for each in touched or acting] or [(0.0, 0.0)])
    middle = places.mean(axis=0)
    return float(middle[0]), float(middle[1])


def _place(view: SceneView, identifier: str) -> tuple[float, float, float] | None:
    entity = view.get(identifier)
    if entity is None or "transform" not in entity.components:
        return None
    x, y, z = position_of(entity)
    return float(x), float(y), float(z)
