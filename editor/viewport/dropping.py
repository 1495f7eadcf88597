"""Dragging prefabs into the picture: a ghost follows the ground, red where something stands, and a drop adds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

from editor.core.builtin.entity import add_prefab
from editor.core.drags import PREFAB_MIME
from editor.viewport.hands import ViewportHands
from engine.document import SceneView
from engine.present.colour import linear
from engine.present.draw_list import Instances, instances
from engine.present.ground import height_at

if TYPE_CHECKING:
    from editor.viewport.colours import Colours
    from editor.viewport.picture_source import PictureSource

SPACING_M = 1.5
DEFAULT_RADIUS_M = 0.4


class ViewportDropping(ViewportHands):
    """The part of the viewport that takes prefabs from other docks."""

    source: PictureSource
    colours: Colours

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Something is dragged in: prefabs are welcome while a scene is edited."""
        if self._dragged(event) and self.editor.has_scene and not self.editor.play.is_active:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show what would be dropped here."""
        spots = self._spots(event)
        self.source.ghosts = self._ghosts(self._dragged(event), spots)
        self.refresh()
        event.setAccepted(bool(spots))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """The drag went elsewhere."""
        self.source.ghosts = []
        self.refresh()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add one instance of each prefab where its ghost stands, and select the last."""
        names, spots = self._dragged(event), self._spots(event)
        self.source.ghosts = []
        for name, (x, z) in zip(names, spots, strict=False):
            add_prefab(self.editor, name, (x, 0.0, z))
        event.acceptProposedAction()
        self.setFocus()
        self.refresh()

    def _dragged(self, event: QDropEvent) -> list[str]:
        """The prefabs of the project that are dragged."""
        data = event.mimeData()
        if not data.hasFormat(PREFAB_MIME) or not self.editor.has_scene:
            return []
        names = bytes(data.data(PREFAB_MIME).data()).decode().split("\n")
        return [name for name in names if name in self.editor.view.prefabs]

    def _spots(self, event: QDropEvent) -> list[tuple[float, float]]:
        """Where on the ground (x, z) each would stand: side by side from the pointer on; empty without ground there."""
        point = event.position()
        hit = self.interaction.ground_at(self.camera(), point.x(), point.y())
        if hit is None:
            return []
        tools = self.editor.tools
        step = tools.step_m if tools.is_snapping else 0.01
        x, z = (float(np.round(value / step) * step) for value in (hit[0], hit[2]))
        return [(round(x + i * SPACING_M, 3), round(z, 3)) for i in range(len(self._dragged(event)))]

    def _ghosts(self, names: Sequence[str], spots: Sequence[tuple[float, float]]) -> list[Instances]:
        found: list[Instances] = []
        view, ground = self.editor.view, self.source.ground
        for name, (x, z) in zip(names, spots, strict=False):
            components: Any = view.prefabs[name].components
            appearance, body = components.get("appearance"), components.get("body")
            radius = float(body.radius) if body is not None else DEFAULT_RADIUS_M
            token = "viewport.ghost_ok" if is_free(view, x, z, radius) else "viewport.ghost_bad"
            mesh = appearance.mesh if appearance is not None else "marker"
            place = (x, float(height_at(ground, x, z)), z)
            found.append(instances(mesh, [place], tint=linear(self.colours.text(token)), ghost=True))
        return found


def is_free(view: SceneView, x: float, z: float, radius: float) -> bool:
    """Whether a body of `radius` [m] at (x, z) stands clear of every obstacle and barrier of the scene."""
    for name in ("obstacle", "barrier"):
        for entity in view.with_component(name):
            components: Any = entity.components
            transform, part = components.get("transform"), components[name]
            if transform is None:
                continue
            across, along = x - float(transform.position[0]), z - float(transform.position[2])
            if name == "obstacle" and part.shape == "circle":
                gap = float(np.hypot(across, along)) - float(part.radius)
            else:
                half = _half_size(name, part)
                yaw = float(np.radians(transform.rotation[1]))
                side = across * np.cos(yaw) - along * np.sin(yaw)
                front = across * np.sin(yaw) + along * np.cos(yaw)
                outside = np.maximum(np.abs([side, front]) - half, 0.0)
                gap = float(np.hypot(*outside))
            if gap < radius:
                return False
    return True


def _half_size(name: str, part: Any) -> tuple[float, float]:
    if name == "barrier":
        return (float(part.half_extent_x), float(part.half_extent_z))
    return (float(part.size[0]) / 2.0, float(part.size[2]) / 2.0)
