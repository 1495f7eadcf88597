"""Makes the running copy: of the open scene, or of the project's slice, whose later chapters are compiled beside it."""

import threading
from typing import TYPE_CHECKING

from editor.core.play.source import PlaySource

if TYPE_CHECKING:
    from engine.play.compile.chapters import Chapters
    from engine.play.running.session import Session


def make_session(source: PlaySource, seed: int | None, autopilot: str | None, *, whole_slice: bool) -> "Session":
    """A session at tick 0. Raises CompileError, with Findings, when there is nothing to play."""
    from engine.physics.threads.setting import preferred_threads
    from engine.play.compile.chapters import compile_slice, of_one
    from engine.play.compile.scene import compile_scene
    from engine.play.running.session import Session

    options = source.settings.play
    if whole_slice and source.document is not None:
        chapters = compile_slice(source.document, game=source.game)
    else:
        chapters = of_one(compile_scene(source.view, game=source.game))
    threads = preferred_threads(options.physics_threads, chapters.compiled(0).threads)
    session = Session(chapters, options.seed if seed is None else seed, autopilot=autopilot, threads=threads)
    if len(chapters) > 1:
        threading.Thread(target=_prepare, args=(chapters,), name="chapters", daemon=True).start()
    return session


def _prepare(chapters: "Chapters") -> None:
    """Compile the chapters that follow, so that no tick waits for it; what can't be played is told on the way there."""
    from engine.play.compile.compiled import CompileError
    from engine.world.schedule import Schedule, SystemCompileError

    for index in range(1, len(chapters)):
        try:
            scene = chapters.compiled(index)
            Schedule(scene.parts.systems).prepare(scene.parts.columns)
        except (CompileError, SystemCompileError):
            return
