"""Schedules that are ready to run: compiled once for each set of systems that the scenes of a session need."""

from engine.document import Finding
from engine.play.compile.chapters import Chapters
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.world.schedule import Schedule, Style, SystemCompileError
from engine.world.system import System


class ReadySchedules:
    """One schedule for each set of systems, so that going back to a chapter costs nothing."""

    def __init__(self, chapters: Chapters, style: Style) -> None:
        self._chapters = chapters
        self._style: Style = style
        self._ready: dict[tuple[str, ...], Schedule] = {}

    def of(self, compiled: CompiledScene) -> Schedule:
        """The systems that the scene needs, ready to run. CompileError when one does not compile."""
        systems = compiled.parts.systems
        key = tuple(system.name for system in systems)
        if key not in self._ready:
            schedule = Schedule(systems, within=self._within())
            try:
                schedule.prepare(compiled.parts.columns, self._style)
            except SystemCompileError as error:
                raise CompileError([Finding("system-code", "error", str(error), None, None)]) from error
            self._ready[key] = schedule
        return self._ready[key]

    def _within(self) -> tuple[System, ...]:
        """In style "fused" the systems of every chapter: one loop plays them all, each with those that it needs."""
        is_shared = self._style == "fused" and bool(self._chapters.chapters)
        return self._chapters.systems() if is_shared else ()
