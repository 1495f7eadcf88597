"""Tells the frame recorder what the window's loop does, while somebody wants to know: events become laps."""

from __future__ import annotations

import time
from time import perf_counter_ns
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QMainWindow, QMenuBar

from editor.core.profiling.frame_recorder import FrameRecorder
from editor.ui.docks.panel_host import PanelHost
from editor.ui.shell.centre import Centre
from editor.ui.shell.status_bar import StatusBar
from editor.ui.shell.toolbar import Toolbar
from engine.telemetry.zones import ZONES

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = QEvent.Type
INPUT = frozenset(
    (
        Kind.MouseButtonPress, Kind.MouseButtonRelease, Kind.MouseButtonDblClick, Kind.MouseMove, Kind.Wheel,
        Kind.KeyPress, Kind.KeyRelease, Kind.DragEnter, Kind.DragMove, Kind.Drop, Kind.TouchUpdate,
    )
)  # fmt: skip
FOR_OWNER = frozenset((Kind.Timer, Kind.MetaCall, Kind.LayoutRequest))
OTHERS: Mapping[Kind, str] = {
    Kind.DeferredDelete: "other/Clean up",
    Kind.Expose: "other/Window system",
    Kind.Resize: "other/Window system",
}
INPUT_LAP, PAINT = "input/Input", "paint/Qt paint"
PARTS = ((Centre, "Viewport"), (Toolbar, "Toolbar"), (StatusBar, "Status bar"), (QMenuBar, "Menus"))
FORGET_S = 1.0
"""So long an owner is believed: a widget may be gone, and another stand at its address."""


class FrameWatch(QObject):
    """Looks at every event of the program while the recorder is on; off, it hangs on nothing.

    What Qt hands out tells its beginning, never its end; so an event's lap ends with the next event, or when the loop
    rests. Painting is the exception: it is handed on from here, and measured whole, panel by panel.
    """

    def __init__(self, recorder: FrameRecorder) -> None:
        super().__init__()
        self._recorder = recorder
        self._is_on = False
        self._owners: dict[int, str] = {}
        self._forget_at = 0.0
        self._painted: tuple[str, int] | None = None
        self._is_painting = False
        recorder.changed.connect(self._follow)

    def close(self) -> None:
        """Look no more."""
        self._recorder.changed.disconnect(self._follow, missing_ok=True)
        self._set(False)

    def _follow(self) -> None:
        self._set(self._recorder.is_on)

    def _set(self, is_on: bool) -> None:
        application, dispatcher = QCoreApplication.instance(), QAbstractEventDispatcher.instance()
        if is_on == self._is_on or application is None or dispatcher is None:
            return
        self._is_on = is_on
        self._owners.clear()
        (application.installEventFilter if is_on else application.removeEventFilter)(self)
        for signal in (dispatcher.aboutToBlock, dispatcher.awake):
            (signal.connect if is_on else signal.disconnect)(self._rest)

    def _rest(self) -> None:
        self._recorder.rest()
        now = time.monotonic()
        if now > self._forget_at:
            self._forget_at = now + FORGET_S
            self._owners.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin the lap of an event that the loop hands out."""
        kind = event.type()
        if kind == Kind.Paint:
            if self._is_painting:
                self._paint(watched)
        elif self._is_painting:
            return False
        elif kind == Kind.UpdateRequest:
            return self._update(watched, event)
        elif kind in FOR_OWNER:
            self._recorder.lap(self._owner(watched, "panel", "other/Timers and signals"))
        elif kind in INPUT:
            if event.spontaneous():
                self._recorder.lap(INPUT_LAP)
        elif kind in OTHERS and event.spontaneous() == (kind != Kind.DeferredDelete):
            self._recorder.lap(OTHERS[kind])
        return False

    def _update(self, watched: QObject, event: QEvent) -> bool:
        """A window paints itself: what it paints is measured from here, so it is handed on here too."""
        self._recorder.painted()
        if not isinstance(watched, QMainWindow):
            self._recorder.lap(PAINT)
            return False
        began = perf_counter_ns()
        self._is_painting = True
        try:
            return watched.event(event)
        finally:
            self._is_painting = False
            ended = perf_counter_ns()
            self._end_paint(ended)
            ZONES.add(PAINT, began, ended)

    def _paint(self, watched: QObject) -> None:
        owner = self._owner(watched, "paint", "")
        if self._painted is None or owner != self._painted[0]:
            now = perf_counter_ns()
            self._end_paint(now)
            self._painted = (owner, now)

    def _end_paint(self, now: int) -> None:
        if self._painted is not None and self._painted[0]:
            ZONES.add(self._painted[0], self._painted[1], now)
        self._painted = None

    def _owner(self, watched: QObject, group: str, otherwise: str) -> str:
        """The panel that an object belongs to, as the name of a zone."""
        address = shiboken6.getCppPointer(watched)[0]
        title = self._owners.get(address)
        if title is None:
            title = self._owners[address] = _title(watched)
        return f"{group}/{title}" if title else otherwise


def _title(inside: QObject) -> str:
    """The title of the panel around an object, or of the part of the window; "" where neither is."""
    place: QObject | None = inside
    while place is not None:
        if isinstance(place, PanelHost):
            return place.spec.title
        for kind, title in PARTS:
            if isinstance(place, kind):
                return title
        place = place.parent()
    return ""
