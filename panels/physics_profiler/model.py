"""Follows the running copy while someone looks, and keeps what each of its ticks cost."""

from __future__ import annotations

import os
from pathlib import Path as FilePath
from typing import Any

from editor.api import Editor, Signal
from engine.telemetry.exporters import write_chrome_trace, write_json
from panels.physics_profiler.samples import Sample, Samples

BUDGET_MS = 4.0
"""What physics may take of a frame of 16.7 ms, so that the rest of the game and the picture fit too."""


class PhysicsProfilerModel:
    """The measured ticks of the last run.

    `changed` fires when the run or the pause changed; new ticks alone do not fire it: the view asks a few times a
    second.
    """

    changed = Signal()

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.samples = Samples()
        self.is_paused = False
        self._is_watched = False
        self._session: Any = None
        editor.play.changed.connect(self._play_changed)

    def close(self) -> None:
        """Stop following the run."""
        self.editor.play.changed.disconnect(self._play_changed)
        self._let_go()
        self.changed.disconnect()

    @property
    def is_running(self) -> bool:
        """Whether a copy runs, paused or not."""
        return self.editor.play.session is not None

    @property
    def is_empty(self) -> bool:
        """Whether no tick was measured yet."""
        return len(self.samples) == 0

    def watch(self, is_watched: bool) -> None:
        """Someone looks, or no longer: ticks that nobody looks at are not measured here."""
        self._is_watched = is_watched
        self._follow()

    def pause(self, is_paused: bool) -> None:
        """Keep what is shown, or go on."""
        self.is_paused = is_paused
        self.changed.emit()

    def stepped(self, session: Any, commands: Any) -> None:
        """The session played a tick."""
        if self.is_paused:
            return
        profile = session.physics.get_last_step_profile()
        if profile.total is None:
            return
        self.samples.add(
            Sample(
                tick=session.tick,
                stages=(profile.broad_phase, profile.narrow_phase, profile.integration, profile.rigid),
                bodies=profile.active_body_count,
                pairs=profile.collision_pair_count,
                iterations=profile.solver_iterations,
                threads=profile.threads,
            )
        )

    def restored(self, session: Any) -> None:
        """The session was put to another tick: what follows is another stretch of time."""
        self.samples.clear()

    @property
    def threads(self) -> int | None:
        """The threads that the run may use; None without a run."""
        session = self.editor.play.session
        return session.threads if session is not None else None

    def set_threads(self, threads: int) -> None:
        """Change the threads of the run; no result depends on it."""
        session = self.editor.play.session
        if session is not None:
            session.threads = threads
            self.changed.emit()

    def thread_choices(self) -> tuple[int, ...]:
        """What the threads can be set to on this machine: 0 is serial."""
        cores = os.cpu_count() or 1
        return tuple(count for count in (0, 1, 2, 4, 8, 12, 16, 32, 64) if count <= max(1, cores))

    def subject(self) -> str:
        """What was measured, in words."""
        last = self.samples.last
        if last is None:
            return ""
        threads = "serial" if last.threads == 0 else f"{last.threads} threads"
        bodies = "body" if last.bodies == 1 else "bodies"
        pairs = "pair" if last.pairs == 1 else "pairs"
        work = f"{last.bodies:,} {bodies}, {last.pairs:,} {pairs}, {last.iterations} iterations"
        return f"tick {last.tick:,}, {work}, {threads}"

    def export(self, path: FilePath) -> FilePath:
        """Write the ticks: a Chrome trace for names with "trace" in them, else JSON. OSError when that fails."""
        if "trace" in path.name:
            return write_chrome_trace(path, self.samples.to_zones())
        return write_json(path, {"project": self.editor.title, "scene": self.editor.scene, **self.samples.to_json()})

    def _play_changed(self) -> None:
        if self.editor.play.session is not None and self.editor.play.session is not self._session:
            self.samples.clear()
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Listen to the session that runs now, if someone looks."""
        session = self.editor.play.session if self._is_watched else None
        if session is self._session:
            return
        self._let_go()
        self._session = session
        if session is not None:
            session.listeners.append(self)

    def _let_go(self) -> None:
        if self._session is not None and self in self._session.listeners:
            self._session.listeners.remove(self)
        self._session = None
