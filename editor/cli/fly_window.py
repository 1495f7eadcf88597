"""A flight in the real window: mouse and W are held, as by a designer, and what streaming cost each picture is told."""

import math
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.viewport.flight.frame_times import MOST_HITCHES, percentiles

if TYPE_CHECKING:
    from editor.ui.shell.window import MainWindow
    from engine.terrain.streaming.stats import Hitch
    from engine.terrain.streaming.streamer import TerrainStreamer
    from engine.terrain.streaming.viewpoint import ViewPoint

PANEL, WORKSPACE = "streaming_diagnostics", "Profile"
LOOK_S, PATIENCE_S, SETTLE_S = 0.05, 240.0, 0.5
HEADING, LOOK_AHEAD_M = 0.6, 100.0
"""Which way, as yaw [rad], and how far before the eye it looks at."""


@dataclass(frozen=True)
class WindowFlight:
    """What is flown: an endless scene of a project, the way, when to stop, and where pictures of the window go."""

    project: Path
    scene: str
    speed: float
    distance: float
    height: float
    start: tuple[float, float]
    frames: int
    size: tuple[int, int]
    screenshots: Path | None
    pictures: int


@dataclass
class Flown:
    """What each streamed picture told, from the first that was flown on."""

    at_s: list[float] = field(default_factory=list[float])
    eyes: list[tuple[float, float, float]] = field(default_factory=list[tuple[float, float, float]])
    main_ms: list[float] = field(default_factory=list[float])
    behind: list[int] = field(default_factory=list[int])
    holes: int = 0
    hitches: "list[Hitch]" = field(default_factory=list["Hitch"])

    def take(self, view: "ViewPoint", streamer: "TerrainStreamer") -> None:
        """Take in one picture of the viewport."""
        stats = streamer.stats()
        self.at_s.append(time.perf_counter())
        self.eyes.append(view.eye)
        self.main_ms.append(stats.main_ms)
        self.behind.append(stats.behind)
        self.holes += stats.is_hole
        if streamer.hitches and streamer.hitches[-1].frame == stats.frame:
            self.hitches.append(streamer.hitches[-1])

    @property
    def metres(self) -> float:
        """The way over the ground [m]."""
        return sum(math.hypot(b[0] - a[0], b[2] - a[2]) for a, b in zip(self.eyes, self.eyes[1:], strict=False))


def fly_in_window(flight: WindowFlight) -> dict[str, Any]:
    """Open the window with folders of its own, fly, close it, and give what was measured as plain JSON values.

    RuntimeError, in words, for what went wrong in the window.
    """
    with tempfile.TemporaryDirectory() as own:
        # A new user's window: nobody's layout or recent projects are used, or changed.
        os.environ.update(dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), own))
        from editor.app import run
        from editor.cli.driving import drive
        from editor.screen import prepare_screen
        from editor.wish import Wish

        prepare_screen(flight.size)
        told: dict[str, Any] = {}
        failed: list[str] = []
        run(Wish(size=flight.size, attend=lambda window: drive(window, _flown(window, flight, told), failed)))
    if failed:
        raise RuntimeError(failed[0])
    return told


def _flown(window: "MainWindow", flight: WindowFlight, told: dict[str, Any]) -> Iterator[float]:
    """The whole flight, piece by piece; yields how long to wait [s] before it goes on."""
    editor, flown = window.editor, Flown()
    assert window.open_folder(flight.project, True)
    editor.open_scene(flight.scene)
    window.show_workspace(WORKSPACE)
    yield from _until(lambda: editor.terrain.streamer is not None, "the scene's ground")
    _start(window, flight)
    yield SETTLE_S
    # The workspace brings its first panel to the front once its docks are laid out.
    window.docks.focus(PANEL)
    yield from _until(lambda: _is_whole(window), "the ground around the start")
    viewport = _viewport(window)
    shots = [flight.distance * k / max(flight.pictures - 1, 1) for k in range(flight.pictures)]
    editor.terrain.listeners.append(flown.take)
    press(viewport)
    deadline = time.monotonic() + PATIENCE_S + 4.0 * flight.distance / flight.speed
    while not (flown.metres >= flight.distance or (flight.frames and len(flown.eyes) >= flight.frames)):
        if flight.screenshots is not None and shots and flown.metres >= shots[0]:
            _keep(window, flight.screenshots, round(shots.pop(0)))
        if time.monotonic() > deadline:
            raise RuntimeError(f"only {flown.metres:.0f} m were flown, by a window that draws too slowly")
        yield LOOK_S
    let_go(viewport)
    editor.terrain.listeners.remove(flown.take)
    if flight.screenshots is not None and shots:
        _keep(window, flight.screenshots, round(flown.metres))
    told.update(report(flown, (viewport.width(), viewport.height()), (window.width(), window.height())))
    told["is_software"] = editor.terrain.is_software


def _start(window: "MainWindow", flight: WindowFlight) -> None:
    """Put the camera over the start, looking along the way."""
    landscape, navigation = window.editor.terrain.landscape, _viewport(window).navigation
    assert landscape is not None
    x, z = flight.start
    eye = (x, landscape.height_at(x, z) + flight.height, z)
    navigation.look_from_eye(eye, (x + LOOK_AHEAD_M * math.sin(HEADING), eye[1], z + LOOK_AHEAD_M * math.cos(HEADING)))
    navigation.speed = flight.speed


def _viewport(window: "MainWindow") -> Any:
    """The picture of the scene, which the rooms know as a widget only."""
    return window.centre.viewport


def _is_whole(window: "MainWindow") -> bool:
    """Whether the streamed ground is there as it should be, and shown."""
    streamer = window.editor.terrain.streamer
    if streamer is None or streamer.view is None:
        return False
    stats = streamer.stats()
    return stats.drawn > 0 and not (stats.missing or stats.behind)


def press(viewport: Any) -> None:
    """Take the camera by the right button, and hold W."""
    _hold(viewport, is_down=True)


def let_go(viewport: Any) -> None:
    """Release key and button."""
    _hold(viewport, is_down=False)


def _hold(viewport: Any, *, is_down: bool) -> None:
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QApplication

    at, none = QPointF(viewport.width() / 2.0, viewport.height() / 2.0), Qt.KeyboardModifier.NoModifier
    right, nothing = Qt.MouseButton.RightButton, Qt.MouseButton.NoButton
    button = QEvent.Type.MouseButtonPress if is_down else QEvent.Type.MouseButtonRelease
    key = QEvent.Type.KeyPress if is_down else QEvent.Type.KeyRelease
    mouse = QMouseEvent(button, at, viewport.mapToGlobal(at), right, right if is_down else nothing, none)
    keys = QKeyEvent(key, Qt.Key.Key_W, none, "w")
    viewport.setFocus()
    for event in (mouse, keys) if is_down else (keys, mouse):
        QApplication.sendEvent(viewport, event)


def _keep(window: "MainWindow", folder: Path, metres: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(folder / f"window_{metres:06d}.png"))


def _until(condition: Callable[[], bool], what: str) -> Iterator[float]:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(f"{what} did not come within {PATIENCE_S:g} s")
        yield LOOK_S


def report(flown: Flown, viewport: tuple[int, int], window: tuple[int, int]) -> dict[str, Any]:
    """What was measured: CPU time of streaming and wall time from picture to picture [ms], holes, each hitch."""
    import numpy as np

    gaps = np.diff(flown.at_s) * 1e3
    worst = sorted(flown.hitches, key=lambda hitch: -hitch.ms)[:MOST_HITCHES]
    return {
        "presenter": "window",
        "size": list(window),
        "viewport": list(viewport),
        "frames": len(flown.eyes),
        "seconds": round(flown.at_s[-1] - flown.at_s[0], 2),
        "metres": round(flown.metres, 1),
        "milliseconds": {
            "streaming": percentiles(np.array(flown.main_ms)),
            "picture to picture": percentiles(gaps),
        },
        "holes": flown.holes,
        "most_behind": max(flown.behind),
        "hitches": len(flown.hitches),
        "worst": [
            {
                "frame": hitch.frame,
                "total": round(hitch.ms, 3),
                "parts": {part: round(ms, 3) for part, ms in hitch.parts_ms.items()},
                "uploads": hitch.uploads,
            }
            for hitch in sorted(worst, key=lambda hitch: hitch.frame)
        ],
    }
