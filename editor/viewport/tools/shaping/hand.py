"""A brush in hand: where it is, the stroke that it draws on the document, and what is shown of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from editor.viewport.tools.shaping.brushes import SMOOTHS, brush_of, dab_of, title_of
from editor.viewport.tools.shaping.held import HeldBrush
from editor.viewport.tools.shaping.ring import brush_marks
from editor.viewport.tools.shaping.under import meet_ground
from engine.document.edits.terrain import shape_commands
from engine.present.draw_list import DrawList

if TYPE_CHECKING:
    from editor.core.editor import Editor
    from editor.core.history.gestures import Gesture
    from editor.core.terrain.shaping import ShapeTool
    from editor.viewport.camera.camera import Camera
    from editor.viewport.camera.navigation import Navigation
    from engine.document import Command, Snapshot
    from engine.terrain.landscape import Landscape
    from engine.terrain.shaping import Shaped

Spot = tuple[float, float, float]
"""A point of the ground: x, height, z [m]."""


@dataclass
class _Press:
    """A stroke between press and release, with the gesture that shows it on the document as it was at the press."""

    brush: HeldBrush
    gesture: Gesture
    snapshot: Snapshot
    first: Landscape
    lowers: bool
    commands: dict[object, Command] = field(default_factory=dict)
    """By tile, from the document at the press to what the stroke made of it."""


class ShapingHand:
    """The brush over one viewport; `show` asks for a new picture."""

    def __init__(self, editor: Editor, navigation: Navigation, show: Callable[[], object]) -> None:
        self._editor, self._navigation, self._show = editor, navigation, show
        self.spot: Spot | None = None
        """The ground under the pointer; None where there is none."""
        self._pointer = (0.0, 0.0)
        self._size = (1.0, 1.0)
        self._press: _Press | None = None
        self._notes: tuple[str, ...] = ()
        navigation.changed.connect(self.look_again)
        editor.terrain.changed.connect(self.look_again)

    @property
    def is_ready(self) -> bool:
        """Whether a brush is in hand and the ground may change."""
        editor = self._editor
        return editor.tools.shape_tool is not None and editor.has_scene and not editor.play.is_active

    @property
    def is_stroking(self) -> bool:
        """Whether a stroke is being drawn."""
        if self._press is not None and not self._press.gesture.is_open:
            self._press = None  # A save or another change has finished the gesture.
        return self._press is not None

    # ---- the pointer ----
    def hover(self, x: float, y: float, size: tuple[float, float]) -> None:
        """The pointer is over pixel (x, y) of a picture of `size` and nothing is pressed."""
        self._pointer, self._size = (x, y), size
        self.spot = self.ground_under(self._navigation.camera, x, y, size)
        self._show()

    def press(self, x: float, y: float, size: tuple[float, float], modifiers: frozenset[str]) -> None:
        """The left button goes down: Shift lowers or takes paint off, Ctrl smooths or picks the height to level to."""
        editor, tool = self._editor, self._editor.tools.shape_tool
        assert tool is not None
        self.hover(x, y, size)
        if self.spot is None:
            return
        shaping = editor.tools.shaping
        if tool == "flatten" and "ctrl" in modifiers:
            shaping.set(target=self.spot[1])
            editor.status(f"Levels to {shaping.settings.target:,.2f} m from now on.")
            return
        if "ctrl" in modifiers and tool in SMOOTHS:
            tool = "smooth"
        self._begin(tool, self.spot, lowers="shift" in modifiers)
        self._work(self._require().brush.to(self.spot[0], self.spot[2]))

    def follow(self, x: float, y: float, size: tuple[float, float]) -> None:
        """The pointer moved with the button down."""
        self._pointer = (x, y)
        spot = self.ground_under(self._navigation.camera, x, y, size)
        if spot is None:
            return
        self.spot = spot
        self._work(self._require().brush.to(spot[0], spot[2]))
        self._show()

    def hold(self, seconds: float) -> None:
        """Time has passed with the button down."""
        if self.is_stroking:
            self._work(self._require().brush.hold(seconds))

    def drop(self) -> None:
        """The button came up: the stroke is one entry of the history."""
        press, self._press = self._require(), None
        press.gesture.commit()
        self.look_again()
        self._show()

    def cancel(self) -> bool:
        """Give the stroke up and leave nothing of it; False when there was none."""
        if not self.is_stroking:
            return False
        press, self._press = self._require(), None
        press.gesture.cancel()
        self._show()
        return True

    def leave(self) -> None:
        """The pointer left the picture."""
        if self.spot is not None and not self.is_stroking:
            self.spot = None
            self._show()

    def look_again(self) -> None:
        """The camera moved, or the ground did as by an undo: other ground lies under the pointer."""
        if self.spot is not None and self.is_ready and not self.is_stroking:
            self.hover(*self._pointer, self._size)

    # ---- what is shown ----
    def over(self, picture: DrawList, height: float) -> DrawList:
        """The picture with the ring of the brush on its ground; `height` [pixels] of the picture."""
        if self.spot is None or not self.is_ready:
            return picture
        settings = self._editor.tools.shaping.settings
        x, y, z = self.spot
        lowers = self._press is not None and self._press.lowers
        pixel = self._navigation.camera.metres_per_pixel((x, y, z), max(height, 1.0))
        is_stamp = self._editor.tools.shape_tool == "stamp"
        marks = brush_marks(
            (x, z),
            settings.radius,
            0.0 if is_stamp else settings.falloff,
            pixel,
            lowers=lowers,
            facing=settings.stamp_turn if is_stamp else None,
        )
        return replace(picture, line_batches=[*picture.line_batches, *marks])

    def readout(self) -> tuple[str, float, float] | None:
        """Height under the brush and how much the stroke changed it, with the pixel to write it at."""
        if self.spot is None or not self.is_ready:
            return None
        x, _y, z = self.spot
        if self._press is None:
            text = f"{round(self.spot[1], 2) + 0.0:,.2f} m"  # No minus before a zero.
        else:
            first = self._press.first
            now = first.with_edits(self._press.brush.edits).height_at(x, z)
            text = f"{now:,.2f} m   {now - first.height_at(x, z):+,.2f} m"
        return (text.replace("-", "−"), *self._pointer)

    # ---- inside ----
    def landscape(self) -> Landscape | None:
        """The ground of the open scene with the document's shaping; None for settings that make none."""
        return self._editor.terrain.landscape

    def ground_under(self, camera: Camera, x: float, y: float, size: tuple[float, float]) -> Spot | None:
        """The ground at pixel (x, y) of a picture of `size`."""
        landscape = self.landscape()
        return None if landscape is None else meet_ground(landscape, *camera.ray(x, y, size))

    def _begin(self, tool: ShapeTool, spot: Spot, *, lowers: bool) -> None:
        editor, document, landscape = self._editor, self._editor.document, self.landscape()
        assert document is not None
        assert landscape is not None
        settings = editor.tools.shaping.settings
        level = spot[1] if settings.target is None else settings.target
        brush = HeldBrush(
            landscape,
            dab_of(tool, settings, level, lowers=lowers),
            brush_of(tool, settings, spot[0], spot[2]),
            is_single=tool == "stamp",
        )
        gesture = editor.gestures.begin(title_of(tool, lowers=lowers))
        self._press = _Press(brush, gesture, document.snapshot(), landscape, lowers)

    def _work(self, shaped: Shaped) -> None:
        """Show on the document what the brush made."""
        scene = self._editor.scene
        if shaped.notes and shaped.notes != self._notes:
            self._editor.status(shaped.notes[0])
        self._notes = shaped.notes
        if not shaped or scene is None:
            return
        press = self._require()
        for key, tile in shaped.items():
            made = shape_commands(press.snapshot, scene, {key: tile}, press.gesture.title)
            press.commands.pop(key, None)
            press.commands.update((key, command) for command in made)
        press.gesture.preview(list(press.commands.values()))
        self._show()

    def _require(self) -> _Press:
        assert self._press is not None
        return self._press
