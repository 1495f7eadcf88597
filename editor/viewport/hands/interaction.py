"""What the mouse and the keyboard mean while a scene is edited: point, choose, drag, fly; no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from psygnal import Signal

from editor.core.entities.placing import Placed, placed_entities
from editor.viewport.camera.flying import kept_in_world
from editor.viewport.camera.navigation import FlyKeys, Navigation
from editor.viewport.hands.choosing import CLICK_SLACK, MARKS, Choosing, Picker, box_mode
from editor.viewport.render.options import Handles
from editor.viewport.tools.area_drag import AreaDrag, area_at
from editor.viewport.tools.drag import Change, HandleDrag
from editor.viewport.tools.gizmo import Gizmo
from editor.viewport.tools.in_hand import InHand, resting
from editor.viewport.tools.shaping.hand import ShapingHand
from engine.present.ground import hit_ground

if TYPE_CHECKING:
    from editor.core.editor import Editor
    from editor.viewport.camera.camera import Camera
    from editor.viewport.picture.source import PictureSource

BOX_HINT = "Shift adds, Ctrl toggles, Alt takes away; Esc gives up"
TITLES = {"move": "Move", "rotate": "Rotate", "scale": "Scale"}


class Interaction:
    """One pointer over one viewport. `changed` asks for a new picture; `picked_up` tells that a drag began or ended."""

    changed = Signal()

    def __init__(self, editor: Editor, navigation: Navigation, source: PictureSource, picker: Picker) -> None:
        self._editor = editor
        self._source = source
        self._picker = picker
        self.choosing = Choosing(editor, picker)
        self.navigation = navigation
        self.shaping = ShapingHand(editor, navigation, self.changed.emit)
        self.size: tuple[float, float] = (640.0, 360.0)
        self.hovered: str | None = None
        self.hovered_handle = ""
        self.box: tuple[float, float, float, float] | None = None
        self._drag: InHand | None = None
        self._pressed: dict[str, tuple[float, float]] = {}
        self.last: tuple[float, float] = (0.0, 0.0)
        self.held: frozenset[str] = frozenset()
        """The modifier keys that were held with the last press, move or release: "ctrl", "shift", "alt"."""
        self._is_at_edge = False
        editor.gestures.changed.connect(self._let_go)

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
        if drag is None and self.box is not None:
            mark = MARKS[box_mode(self.held)].strip()
            return (mark, self.box[2], self.box[3]) if mark else None
        if drag is None:
            return self.shaping.readout()
        x, y = drag.at
        if isinstance(drag.tool, AreaDrag):
            return drag.tool.told(x, y), x, y
        return drag.tool.told(drag.shown), x, y

    def hint(self) -> str:
        """What keys do for what is in hand; empty while nothing is."""
        if self.box is not None:
            return BOX_HINT
        drag = self._drag
        return drag.tool.hint if drag is not None and isinstance(drag.tool, HandleDrag) else ""

    # ---- pointer ----
    def move(self, x: float, y: float, modifiers: frozenset[str] = frozenset()) -> None:
        """The pointer moved, with or without a button held."""
        self.held = modifiers
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
        self.last, self.held = (x, y), modifiers
        if self.is_dragging:
            if button == "right":
                self.cancel()
            return
        is_alt_only = "alt" in modifiers and not modifiers & {"ctrl", "shift"}
        if button == "left" and is_alt_only and not self.shaping.is_ready and self._grab(x, y, is_copy=True):
            return
        if button == "left" and is_alt_only:
            self._pressed["orbit"] = (x, y)
        elif button == "middle":
            self._pressed["pan" if "shift" in modifiers else "orbit"] = (x, y)
        elif button == "right":
            self._pressed["right"] = (x, y)
        elif button == "left":
            if self.shaping.is_ready:
                self.shaping.press(x, y, self.size, modifiers)
                return
            if self._grab(x, y):
                return
            self._pressed["left"] = (x, y)

    def release(self, button: str, x: float, y: float, modifiers: frozenset[str] = frozenset()) -> None:
        """A button comes up."""
        self.held = modifiers
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
            box, self.box = self.box, None
            self.choosing.box(box, box_mode(modifiers))
            self.changed.emit()
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
        if letter in {"enter", "return"}:
            self._drop()
            return True
        if not self._drag.tool.take(letter):
            return False
        self._follow(*self._drag.at)
        return True

    def cancel(self) -> bool:
        """Escape: give up what is in hand; False when there was nothing."""
        drag, self._drag = self._drag, None
        if drag is not None:
            drag.gesture.cancel()
            if drag.copying:
                self._editor.selection.set(drag.before)
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
        hovered = None if handle else self.choosing.choosable(self._picker.pick(x, y))
        if (hovered, handle) != (self.hovered, self.hovered_handle):
            self.hovered, self.hovered_handle = hovered, handle
            self.changed.emit()

    def _grab(self, x: float, y: float, *, is_copy: bool = False) -> bool:
        """Take a handle under the pointer in hand; for a copy a new one, and the originals stay."""
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
            drag.origin = things[-1].position if tools.is_on_grid and tools.is_snapping else None
            names = things[0].entity.name if len(things) == 1 else f"{len(things)} entities"
            verb = "Duplicate" if is_copy else TITLES[gizmo.tool]
            gesture = editor.gestures.begin(f"{verb} {names}")
            self._drag = InHand(drag, things, gesture, (x, y))
            if is_copy:
                self._drag.take_copies(editor)
            self._drag.rest = resting(editor, self._source.height_at, drag, self._drag.things)
            return True
        if is_copy:
            return False
        area = self._area_at(x, y)
        if area is None:
            return False
        gesture = editor.gestures.begin(f"Resize {area.entity.name}")
        self._drag = InHand(area, [], gesture, (x, y))
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
            drag.preview()
        self.changed.emit()

    def _let_go(self) -> None:
        """What is in hand is let go when its gesture ends otherwise, as by Undo or Delete."""
        drag = self._drag
        if drag is None or drag.gesture.is_open:
            return
        self._drag = None
        if drag.copying and not any(self._editor.view.get(each) for each in self._editor.selection.ids):
            self._editor.selection.set(drag.before)
        self.changed.emit()

    def _drop(self) -> None:
        assert self._drag is not None
        if self._drag.copying and self._drag.shown == Change():
            # A copy that lies in its original would only be found by accident.
            self.cancel()
            return
        self._drag.gesture.commit()
        self._drag = None
        self.changed.emit()

    def choose(self, x: float, y: float, view: Camera | None = None) -> str | None:
        """Select what lies under a point, or nothing; gives its id. Again at the same place: what lies behind it.

        `view`: the camera of the picture, where it is not the editing one; a game's click only chooses.
        """
        adds = view is None and bool(self.held & {"ctrl", "shift"})
        found = self.choosing.click(x, y, adds=adds, view=view or self.navigation.camera)
        self.changed.emit()
        return found

    def _stretch_box(self, x: float, y: float) -> None:
        start = self._pressed["left"]
        if self.box is None and abs(x - start[0]) <= CLICK_SLACK and abs(y - start[1]) <= CLICK_SLACK:
            return
        self.box = (*start, x, y)
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
