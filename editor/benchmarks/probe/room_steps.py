"""Steps of the measured window that its rooms make slow: a form, the palette, panels, workspaces, the theme, docks."""

from __future__ import annotations

import time
from itertools import cycle
from typing import Any

from editor.benchmarks.probe.window import MeasuredWindow
from engine.telemetry.frames.zones import FrameZones, group_of, title_of

FORM_ZONES = ("panel/Inspector form", "paint/Inspector")
TYPED = ("@tree 12", "@guard 3", "@stone 77", "@chest 9")
PLAYED_S = 3.0
PANELS_LEFT_OUT = ("frame_profiler",)
"""Not opened anew: what it records would be what is measured here."""
Measured = dict[str, Any]


class RoomSteps:
    """Steps for one window; each gives what it measured [ms]."""

    def __init__(self, window: MeasuredWindow) -> None:
        self._probe, self._editor, self._window = window, window.editor, window.window
        self._texts = cycle(TYPED)
        self._themes = cycle(("light", "dark"))
        self._workspaces = cycle(("Profile", "Author", "Play", "Author"))

    def form(self) -> Measured:
        """The inspector's form of a guard, its widgets made anew: laying it out, filling and painting it."""
        from editor.ui.theme.look import look

        probe, editor = self._probe, self._editor
        guard = next(each for each in editor.view.entities if {"melee", "agent"} <= set(each.components))
        editor.selection.set([])
        probe.rest()
        look.changed.emit()
        probe.rest()
        frames = self._recorded(lambda: probe.measured(lambda: editor.selection.set([guard.id]), rest=False))
        spent = [sum(frame.own_ns.get(zone, 0) for zone in FORM_ZONES) for frame in frames]
        return {"work": sum(spent) / 1e6}

    def palette(self) -> Measured:
        """Something typed into the palette that is looked for among all entities, until the results stand there."""
        popup = self._window.palette_popup
        popup.open("@")
        self._probe.rest()
        text = next(self._texts)
        found = self._probe.timed_call(lambda: popup.field.setText(text))
        popup.close_palette()
        return found

    def panel(self) -> Measured:
        """Every panel opened anew, one after the other: the slowest, until it can be seen. `of` names it."""
        docks, slowest = self._window.docks, {"shown": 0.0, "of": ""}
        self._window.show_workspace("Author")
        self._probe.rest()
        before = docks.save()
        for spec in self._window.specs:
            if spec.id in PANELS_LEFT_OUT:
                continue
            host = self._window.hosts[spec.id]
            host.close_panel()
            docks.dock(spec.id).close()
            self._probe.application.processEvents()
            began = time.perf_counter()
            docks.focus(spec.id)
            self._probe.wait(lambda host=host: host.view is not None and host.view.isVisible())
            self._probe.application.processEvents()
            took = (time.perf_counter() - began) * 1000
            if took > slowest["shown"]:
                slowest = {"shown": took, "of": spec.id}
        docks.restore(before)
        self._probe.rest()
        return slowest

    def workspace(self) -> Measured:
        """Another workspace shown."""
        name = next(self._workspaces)
        return self._probe.timed_call(lambda: self._window.show_workspace(name))

    def theme(self) -> Measured:
        """The program dressed in another theme."""
        theme = next(self._themes)
        return self._probe.timed_call(lambda: self._editor.settings.set("appearance.theme", theme))

    def docked(self) -> Measured:
        """Three seconds of play with all docks of Author: what panels and painting them took of a frame, on average."""
        self._window.show_workspace("Author")
        return self._played()

    def hidden(self) -> Measured:
        """The same with every panel closed: what is left of it."""
        self._window.show_workspace("Author")
        before = self._window.docks.save()
        self._window.docks.hide_all()
        try:
            return self._played()
        finally:
            self._window.docks.restore(before)

    def _played(self) -> Measured:
        probe, play = self._probe, self._editor.play
        probe.rest()
        play.start()
        probe.wait(lambda: play.state == "playing" and play.tick > 10)
        until = time.perf_counter() + PLAYED_S
        frames = self._recorded(lambda: probe.wait(lambda: time.perf_counter() > until))
        play.stop()
        probe.rest()
        painted = [frame for frame in frames if frame.is_painted]
        spent = sum(_of_panels(frame) for frame in frames)
        return {"work": spent / 1e6 / max(1, len(painted)), "frames": len(painted)}

    def _recorded(self, step: Any) -> tuple[FrameZones, ...]:
        recorder = self._editor.frame_recorder
        recorder.record()
        try:
            step()
        finally:
            self._probe.application.processEvents()
            frames = recorder.finish()
        return frames


def _of_panels(frame: FrameZones) -> int:
    """What panels did in a frame, and what it took to paint them [ns]; the picture and the window's bars aside."""
    around = ("Viewport", "Toolbar", "Status bar", "Menus", "Qt paint")
    return sum(
        took
        for name, took in frame.own_ns.items()
        if group_of(name) in ("panel", "paint") and title_of(name) not in around
    )
