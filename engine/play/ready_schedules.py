"""Schedules that are ready to run: compiled once for each set of systems that the scenes of a session need."""

from engine.document import Finding
from engine.play.chapters import Chapters
from engine.play.compiled import CompiledScene, CompileError
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
        systems = self._needed(compiled)
        key = tuple(system.name for system in systems)
        if key not in self._ready:
            schedule = Schedule(systems)
            try:
                schedule.prepare(compiled.parts.columns, self._style)
            except SystemCompileError as error:
                raise CompileError([Finding("system-code", "error", str(error), None, None)]) from error
            self._ready[key] = schedule
        return self._ready[key]

    def _needed(self, compiled: CompiledScene) -> tuple[System, ...]:
        """In style "fused" those of every chapter: one loop plays them all, and finds nothing to do for some."""
        systems = compiled.parts.systems
        if self._style != "fused" or not self._chapters.chapters:
            return systems
        every = self._chapters.systems()
        known = {system.name for system in every}
        return every if all(system.name in known for system in systems) else systems
