"""The flame of a capture: ticks, stages and threads on a line of time."""

from editor.ui.api import tr
from editor.ui.profiling.api import FlameView
from engine.physics.capture import TITLES, Capture, time_text
from panels.physics_profiler.flame_layout import FlameLayout
from panels.physics_profiler.flame_painter import PhysicsFlamePainter
from panels.physics_profiler.words import tick_line


class PhysicsFlame(FlameView[FlameLayout]):
    """Shows one capture."""

    def __init__(self) -> None:
        self._rows = PhysicsFlamePainter()
        super().__init__(
            self._rows,
            tr("Flame of the capture"),
            tr("Arrows choose a tick, plus and minus zoom, Home shows everything, Enter goes to the tick"),
        )

    def show_capture(self, capture: Capture | None) -> None:
        """Show another capture as a whole."""
        if self.layout_of is None or self.layout_of.capture is not capture:
            self.show_line(FlameLayout(capture) if capture is not None else None)
        self.update()

    def line_of(self, index: int) -> str:
        """Everything about one tick."""
        assert self.layout_of is not None
        return tick_line(self.layout_of.capture.profiles[index])

    def tell_at(self, index: int, x: float, y: float) -> str:
        """The thread or the stage there, else the tick."""
        layout = self.layout_of
        assert layout is not None
        profile = layout.capture.profiles[index]
        thread = self._rows.thread_at(y, layout)
        if thread is not None and thread < len(profile.busy_ns_per_thread):
            busy = time_text(profile.busy_ns_per_thread[thread])
            has_chunks = thread < len(profile.chunks_per_thread)
            chunks = f"{profile.chunks_per_thread[thread]:,}" if has_chunks else tr("n/a")
            return tr("thread {thread}, busy {busy}, {chunks} chunks", thread=thread, busy=busy, chunks=chunks)
        stage = layout.stage_at(self.time_at(x)) if self._rows.is_stage_row(y) else None
        if stage is not None:
            return tr("{stage} {time}", stage=TITLES[stage], time=time_text(getattr(profile, stage)))
        return tick_line(profile)
