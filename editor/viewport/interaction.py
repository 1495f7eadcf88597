"""What the mouse and the keyboard mean while a scene is edited: point, choose, drag, fly; no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np
from psygnal import Signal

from editor.core.placing import Placed, placed_entities
from editor.viewport.camera.flying import kept_in_world
from editor.viewport.camera.navigation import FlyKeys, Navigation
from editor.viewport.render.options import Handles
from editor.viewport.tools.area_drag import AreaDrag, area_at
from editor.viewport.tools.drag import Change, HandleDrag
from editor.viewport.tools.gizmo import Gizmo
from editor.viewport.tools.shaping.hand import ShapingHand
from editor.viewport.tools.transforms import commands_for
from engine.present.ground import hit_ground

if TYPE_CHECKING:
    from editor.core.editor import Editor
    from editor.core.gestures import Gesture
    from editor.viewport.camera.camera import Camera
    from editor.viewport.picture_source import PictureSource

CLICK_SLACK = 4.0
TITLES = {"move": "Move", "rotate": "Rotate", "scale": "Scale"}


class Picker(Protocol):
    """Finds entities in the last picture; positions in pixels of the widget."""

    def pick(self, x: float, y: float) -> str | None:
        """The entity under a point."""
        ...

    def pick_box(self, left: float, top: float, right: float, bottom: float) -> tuple[str, ...]:
        """The entities in a rectangle."""
        ...


@dataclass
class _Drag:
    """A handle or an area in hand, with the gesture that shows it on the document."""

    tool: HandleDrag | AreaDrag
    things: list[Placed]
    gesture: Gesture
    at: tuple[float, float]
    shown: Change = field(default_factory=Change)


class Interaction:
    """One pointer over one viewport. `changed` asks for a new picture; `picked_up` tells that a drag began or ended."""

    changed = Signal()

    def __init__(self, editor: Editor, navigation: Navigation, source: PictureSource, picker: Picker) -> None:
        self._editor = editor
        self._source = source
        self._picker = picker
        self.navigation = navigation
        self.shaping = ShapingHand(editor, navigation, self.changed.emit)
        self.size: tuple[float, float] = (640.0, 360.0)
        self.hovered: str | None = None
        self.hovered_handle = ""
        self.box: tuple[float, float, float, float] | None = None
        self._drag: _Drag | None = None
        self._pressed: dict[str, tuple[float, float]] = {}
        self.last: tuple[float, float] = (0.0, 0.0)
        self._adds = False
        self._is_at_edge = False

    @property
    def is_dragging(self) -> bool:
        """Whether a handle or a stroke of a brush is in hand."""
        return self._drag is not None or self.shaping.is_stroking

    @property
    def is_flying(self) -> bool:
        """Whether the right button holds the camera."""
        return "right" in self._pressed

    # ---- what is shown ----
    def gizmo(self) -> Gizmo | None:
        """The gizmo of the tool in hand at the selection; None without one."""
        editor = self._editor
        tool = editor.tools.tool
        if tool not in TITLES or editor.play.is_active or not editor.has_scene:
            return None
        things = self._drag.things if self._drag and isinstance(self._drag.tool, HandleDrag) else self._things()
        if not things:
            return None
        if self._drag is not None:
            things = self._placed([thing.entity.id for thing in things]) or things
        main = things[-1]
        x, lift, z = main.position
        yaw = float(np.radians(main.rotation[1])) if editor.tools.space == "local" else 0.0
        return Gizmo(tool, (x, self._source.height_at(x, z) + lift, z), yaw)

    def handles(self) -> Handles | None:
        """The gizmo as shapes for the renderer."""
        gizmo = self.gizmo()
        if gizmo is None:
            return None
        active = self.hovered_handle
        if self._drag is not None and isinstance(self._drag.tool, HandleDrag):
            active = self._drag.tool.handle
        unit = gizmo.unit(self.navigation.camera, self.size[1])
        return Handles(gizmo.vertices(active), gizmo.place, unit)

    def readout(self) -> tuple[str, float, float] | None:
        """The number of the drag in hand as text, and where to write it."""
        drag = self._drag
        if drag is None:
            return self.shaping.readout()
        x, y = drag.at
        if isinstance(drag.tool, AreaDrag):
            return f"{drag.tool.radius(x, y):.2f} m", x, y
        typed = drag.tool.typed.text
        number = typed if typed else f"{drag.tool.amount(drag.shown):.2f}".replace("-", "−")
        axis = drag.tool.handle.upper() if drag.tool.handle != "centre" else ""
        return f"{axis} {number}{' ' if drag.tool.unit != '°' else ''}{drag.tool.unit}".strip(), x, y

    # ---- pointer ----
    def move(self, x: float, y: float) -> None:
        """The pointer moved, with or without a button held."""
        dx, dy = x - self.last[0], y - self.last[1]
        self.last = (x, y)
        if self._drag is not None:
            self._follow(x, y)
        elif self.shaping.is_stroking:
            self.shaping.follow(x, y, self.size)
        elif "orbit" in self._pressed:
            self.navigation.orbit(dx, dy)
        elif "pan" in self._pressed:
            self.navigation.pan(dx, dy, self.size[1])
        elif "right" in self._pressed:
            self.navigation.look(dx, dy)
        elif "left" in self._pressed:
            self._stretch_box(x, y)
        elif self.shaping.is_ready:
            self.hovered, self.hovered_handle = None, ""
            self.shaping.hover(x, y, self.size)
        else:
            self._hover(x, y)

    def press(self, button: str, x: float, y: float, modifiers: frozenset[str] = frozenset()) -> None:
        """A button goes down: "left", "right" or "middle", with "ctrl", "shift", "alt"."""
        self.last = (x, y)
        if self.is_dragging:
            if button == "right":
                self.cancel()
            return
        if button == "left" and "alt" in modifiers:
            self._pressed["orbit"] = (x, y)
        elif button == "middle":
            self._pressed["pan" if "shift" in modifiers else "orbit"] = (x, y)
        elif button == "right":
            self._pressed["right"] = (x, y)
        elif button == "left":
            self._adds = bool(modifiers & {"ctrl", "shift"})
            if self.shaping.is_ready:
                self.shaping.press(x, y, self.size, modifiers)
                return
            if self._grab(x, y):
                return
            self._pressed["left"] = (x, y)

    def release(self, button: str, x: float, y: float) -> None:
        """A button comes up."""
        if self._drag is not None and button == "left":
            self._drop()
            return
        if self.shaping.is_stroking and button == "left":
            self.shaping.drop()
            return
        if button in {"left", "middle"}:
            self._pressed.pop("orbit", None)
            self._pressed.pop("pan", None)
        start = self._pressed.pop(button, None)
        if button != "left" or start is None:
            return
        if self.box is not None:
            self._choose_box()
        elif abs(x - start[0]) <= CLICK_SLACK and abs(y - start[1]) <= CLICK_SLACK:
            self.choose(x, y)

    def wheel(self, steps: float, modifiers: frozenset[str] = frozenset()) -> None:
        """The wheel turned: closer, faster while flying, or with Alt a wider brush."""
        if "alt" in modifiers and self.shaping.is_ready:
            self._editor.tools.shaping.wider(steps)
        elif self.is_flying:
            self.navigation.change_speed(steps)
        else:
            self.navigation.zoom(steps)

    def leave(self) -> None:
        """The pointer left the picture."""
        self.shaping.leave()
        if self.hovered is not None or self.hovered_handle:
            self.hovered, self.hovered_handle = None, ""
            self.changed.emit()

    # ---- keyboard ----
    def type(self, letter: str) -> bool:
        """A letter typed during a drag; False when it is not for the drag."""
        if self._drag is None or not isinstance(self._drag.tool, HandleDrag):
            return False
        typed = self._drag.tool.typed
        if letter == "backspace":
            typed.erase()
        elif letter in {"enter", "return"}:
            self._drop()
            return True
        elif not typed.take(letter):
            return False
        self._follow(*self._drag.at)
        return True

    def cancel(self) -> bool:
        """Escape: give up what is in hand; False when there was nothing."""
        if self._drag is not None:
            self._drag.gesture.cancel()
            self._drag = None
            self.changed.emit()
            return True
        if self.shaping.cancel():
            return True
        if self.box is not None:
            self.box = None
            self._pressed.clear()
            self.changed.emit()
            return True
        return False

    def fly(self, keys: FlyKeys, seconds: float) -> None:
        """Let the flying keys move the camera, over the ground and as far as the world goes."""
        landscape, navigation = self._editor.terrain.landscape, self.navigation
        was_at_edge, self._is_at_edge = self._is_at_edge, False

        def limit(eye: tuple[float, float, float]) -> tuple[float, float, float]:
            if landscape is None:
                return eye
            kept, self._is_at_edge = kept_in_world(eye, landscape)
            return kept

        navigation.fly(keys, seconds, limit)
        # What was under the pointer is left behind; its name would fly along.
        self.hovered, self.hovered_handle = None, ""
        if self._is_at_edge and not was_at_edge and landscape is not None:
            self._editor.status(f"The world ends here, {landscape.bounds[2]:,.0f} m from the origin.")

    # ---- inside ----
    def _things(self) -> list[Placed]:
        return self._placed(self._editor.selection.ids) if len(self._editor.selection) else []

    def _placed(self, ids: Iterable[str]) -> list[Placed]:
        document = self._editor.document
        return placed_entities(document, self._editor.view, ids) if document is not None else []

    def _hover(self, x: float, y: float) -> None:
        gizmo = self.gizmo()
        handle = gizmo.handle_at(x, y, self.navigation.camera, self.size) if gizmo else ""
        if not handle and self._area_at(x, y) is not None:
            handle = "area"
        hovered = None if handle else self._choosable(self._picker.pick(x, y))
        if (hovered, handle) != (self.hovered, self.hovered_handle):
            self.hovered, self.hovered_handle = hovered, handle
            self.changed.emit()

    def _grab(self, x: float, y: float) -> bool:
        """Take a handle under the pointer in hand."""
        editor = self._editor
        if editor.play.is_active or not editor.has_scene:
            return False
        gizmo = self.gizmo()
        handle = gizmo.handle_at(x, y, self.navigation.camera, self.size) if gizmo else ""
        tools = editor.tools
        if gizmo is not None and handle:
            things = self._things()
            step_m, step_deg = (tools.step_m, tools.step_deg) if tools.is_snapping else (0.0, 0.0)
            drag = HandleDrag(gizmo, handle, self.navigation.camera, self.size, (x, y), step_m, step_deg)
            names = things[0].entity.name if len(things) == 1 else f"{len(things)} entities"
            gesture = editor.gestures.begin(f"{TITLES[gizmo.tool]} {names}")
            self._drag = _Drag(drag, things, gesture, (x, y))
            return True
        area = self._area_at(x, y)
        if area is None:
            return False
        gesture = editor.gestures.begin(f"Resize {area.entity.name}")
        self._drag = _Drag(area, [], gesture, (x, y))
        return True

    def _area_at(self, x: float, y: float) -> AreaDrag | None:
        editor = self._editor
        if editor.play.is_active or not editor.has_scene or len(editor.selection) != 1:
            return None
        entity, document = editor.view.get(editor.selection.ids[0]), editor.document
        if entity is None or document is None or entity.locked:
            return None
        step = editor.tools.step_m if editor.tools.is_snapping else 0.0
        return area_at(document, entity, (x, y), self.navigation.camera, self.size, self._source.ground, step)

    def _follow(self, x: float, y: float) -> None:
        drag = self._drag
        assert drag is not None
        drag.at = (x, y)
        if isinstance(drag.tool, AreaDrag):
            drag.gesture.preview([drag.tool.command(x, y)])
        else:
            drag.shown = drag.tool.change(x, y)
            drag.gesture.preview(commands_for(drag.things, drag.tool.gizmo.place, drag.shown))
        self.changed.emit()

    def _drop(self) -> None:
        assert self._drag is not None
        self._drag.gesture.commit()
        self._drag = None
        self.changed.emit()

    def _choosable(self, identifier: str | None) -> str | None:
        if identifier is None or not self._editor.has_scene:
            return None
        entity = self._editor.view.get(identifier)
        return identifier if entity is not None and not entity.locked else None

    def choose(self, x: float, y: float) -> str | None:
        """Select what lies under a point, or nothing; gives its id."""
        found = self._choosable(self._picker.pick(x, y))
        if found is None:
            if not self._adds:
                self._editor.selection.clear()
        elif self._adds:
            self._editor.selection.toggle(found)
        else:
            self._editor.selection.set([found])
        self.changed.emit()
        return found

    def _stretch_box(self, x: float, y: float) -> None:
        start = self._pressed["left"]
        if self.box is None and abs(x - start[0]) <= CLICK_SLACK and abs(y - start[1]) <= CLICK_SLACK:
            return
        self.box = (*start, x, y)
        self.changed.emit()

    def _choose_box(self) -> None:
        assert self.box is not None
        left, right = sorted((self.box[0], self.box[2]))
        top, bottom = sorted((self.box[1], self.box[3]))
        self.box = None
        found = [each for each in self._picker.pick_box(left, top, right, bottom) if self._choosable(each)]
        if self._adds:
            self._editor.selection.add(*found)
        else:
            self._editor.selection.set(found)
        self.changed.emit()

    def spot(self) -> tuple[float, float, float]:
        """The ground in the middle of the picture, in steps while snapping: where new things go."""
        tools = self._editor.tools
        x, y, z = self.spot_at(self.size[0] / 2.0, self.size[1] / 2.0)
        step = tools.step_m if tools.is_snapping else 0.01
        return (round(round(x / step) * step, 2), y, round(round(z / step) * step, 2))

    def spot_at(self, x: float, y: float) -> tuple[float, float, float]:
        """The ground under a point of the picture, at height 0 above it."""
        hit = self.ground_at(self.navigation.camera, x, y, 120.0)
        if hit is None:
            pivot = self.navigation.camera.pivot
            return (round(float(pivot[0]), 2), 0.0, round(float(pivot[2]), 2))
        return (round(hit[0], 2), 0.0, round(hit[2], 2))

    def ground_at(self, camera: Camera, x: float, y: float, reach: float = 400.0) -> tuple[float, float, float] | None:
        """The ground at a pixel as a camera sees it [m]; None where there is none, on a patch within `reach` [m]."""
        if self._editor.terrain.is_endless:
            return self.shaping.ground_under(camera, x, y, self.size)
        return hit_ground(self._source.ground, *camera.ray(x, y, self.size), reach)
