"""Dragging things into the picture: a ghost follows the ground, red where something stands, and a drop adds it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

from editor.core.actions.builtin.entity import place
from editor.core.entities.drags import MESH_MIME, PREFAB_MIME, SPACING_M, dragged_meshes
from editor.viewport.ghosts import ghost
from editor.viewport.hands.ghosts import DEFAULT_RADIUS_M, ghosts_of, rooms_of
from editor.viewport.hands.hands import ViewportHands
from engine.document import SceneView
from engine.document.prefabs.whole import whole_prefab
from engine.present.draw_list import Instances
from engine.present.ground import height_at
from engine.present.meshes import MESHES

if TYPE_CHECKING:
    from editor.viewport.paint.colours import Colours
    from editor.viewport.picture.source import PictureSource

Dragged = tuple[str, str]
"""What is dragged: "prefab", "mesh" or "file", and its name."""


class ViewportDropping(ViewportHands):
    """The part of the viewport that takes prefabs and meshes from other docks, and files of meshes from outside."""

    source: PictureSource
    colours: Colours

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Something is dragged in: what can be placed is welcome while a scene is edited."""
        if self._dragged(event) and not self.editor.play.is_active:
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
        """Add all where their ghosts stand in one step, and select them; a file of a mesh is imported first."""
        things, spots = self._dragged(event), self._spots(event)
        self.source.ghosts = []
        placed = [(kind, name, (x, 0.0, z)) for (kind, name), (x, z) in zip(things, spots, strict=False)]
        if placed and placed[0][0] == "file":
            self.editor.tools.spot = placed[0][2]
            self.editor.meshes.asked.emit([Path(name) for _, name, _ in placed], placed[0][2])
        else:
            place(self.editor, placed)
        event.acceptProposedAction()
        self.setFocus()
        self.refresh()

    def _dragged(self, event: QDropEvent) -> list[Dragged]:
        """The prefabs and meshes of the project that are dragged; else the files of meshes."""
        if not self.editor.has_scene:
            return []
        data = event.mimeData()
        prefabs, meshes = _names(data, PREFAB_MIME), _names(data, MESH_MIME)
        found: list[Dragged] = [("prefab", name) for name in prefabs if name in self.editor.view.prefabs]
        found += [("mesh", name) for name in meshes if name in MESHES]
        return found or [("file", str(path)) for path in dragged_meshes(url.toLocalFile() for url in data.urls())]

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

    def _ghosts(self, things: Sequence[Dragged], spots: Sequence[tuple[float, float]]) -> list[Instances]:
        found: list[Instances] = []
        view, ground = self.editor.view, self.source.ground
        for (kind, name), (x, z) in zip(things, spots, strict=False):
            if kind == "prefab":
                whole = whole_prefab(view, name, x, z)
                token = (
                    "viewport.ghost_ok"
                    if all(is_free(view, *room) for room in rooms_of(whole))
                    else "viewport.ghost_bad"
                )
                found += ghosts_of(whole, ground, self.colours.text(token))
                continue
            mesh, radius = _looks(kind, name)
            token = "viewport.ghost_ok" if is_free(view, x, z, radius) else "viewport.ghost_bad"
            spot = (x, float(height_at(ground, x, z)), z)
            found.append(ghost(mesh, spot, 0.0, 1.0, self.colours.text(token)))
        return found


def _names(data: QMimeData, mime: str) -> list[str]:
    return bytes(data.data(mime).data()).decode().split("\n") if data.hasFormat(mime) else []


def _looks(kind: str, name: str) -> tuple[str, float]:
    """The mesh that stands for what is dragged, and how much room it takes [m]."""
    if kind == "mesh":
        return name, max(MESHES.spec(name).shadow_radius, DEFAULT_RADIUS_M)
    return "marker", DEFAULT_RADIUS_M


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
