"""Compiles a scene's kernels in a process of its own before play, so that the window never waits for a compiler."""

import hashlib
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import engine
from editor.core.jobs import CancelledError, Job, Jobs, Progress, Work
from engine.play.commands import Populate
from engine.resources import is_frozen, program_command

if TYPE_CHECKING:
    from types import ModuleType

    from editor.core.project.opening import LoadedProject
    from engine.play.compile.compiled import CompiledScene
    from engine.schema.files import TerrainSettings

VERB = "warm"
LOOK_S = 0.1


class WarmUpFailedError(Exception):
    """The compiling process ended badly; kernels then compile in the window at first use."""


class WarmUp:
    """Knows whether a project's kernels are compiled and loaded, and sees to it when they are not."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._job: Job | None = None
        self._after: list[Callable[[], None]] = []
        self._ready: set[Path] = set()
        self._threads_job: Job | None = None
        self._has_tried_threads = False
        self.is_enabled = True

    @property
    def is_running(self) -> bool:
        """Whether kernels are being compiled or loaded now."""
        return self._job is not None

    def ensure(self, folder: Path, trusted: bool, after: Callable[[], None] | None = None) -> bool:
        """Compile and load what is missing; True when that goes on now, and `after` is called when it ended."""
        if self._job is None:
            if not self.is_enabled:
                return False
            stamp = _stamp_file(folder, trusted)
            if stamp in self._ready:
                return False
            is_compiled = stamp.exists()
            work = _warming(folder, trusted, compiled=is_compiled)

            def done(job: Job) -> None:
                # A failure is not tried again with every play: what is missing then compiles at first use.
                if not job.is_cancelled:
                    self._ready.add(_stamp_file(folder, trusted))
                self._done(job)

            self._job = self._jobs.submit("Compiling kernels", work, done, quiet=is_compiled)
        if after is not None:
            self._after.append(after)
        return True

    @property
    def is_compiling_threads(self) -> bool:
        """Whether what worker threads run is being compiled."""
        return self._threads_job is not None

    def ensure_threads(self) -> bool:
        """Compile in the background what worker threads run; True while that goes on. Crowds are serial until then."""
        from engine.physics.threads.native_tick import native_tick
        from engine.world.kernel import is_plain

        if self._threads_job is None and self.is_enabled and not is_plain() and not self._has_tried_threads:
            self._has_tried_threads = True
            native = native_tick()
            if not native.is_ready and not native.is_kept():
                command = [*program_command(), VERB, "--threads"]
                self._threads_job = self._jobs.submit("Compiling for threads", _running(command), self._threads_done)
        return self._threads_job is not None

    def _threads_done(self, _job: Job) -> None:
        self._threads_job = None

    def forget(self) -> None:
        """The project is closed: end the compilation that goes on, and call nobody; what it has compiled is kept."""
        self._after = []
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _done(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        after, self._after = self._after, []
        for function in after:
            function()


def _warming(folder: Path, trusted: bool, *, compiled: bool) -> Work:
    """Compile in another process unless that is done, then load the result into this one."""
    compiling = _compiling(folder, trusted)

    def work(progress: Progress, cancelled: Callable[[], bool]) -> None:
        if not compiled:
            compiling(progress, cancelled)
            progress(None, "")
        if not cancelled():
            compile_everything(folder, trusted=trusted, tell=lambda _done, _total: None)

    return work


def mark_warm(folder: Path, trusted: bool) -> None:
    """Remember that everything a project needs is compiled."""
    stamp = _stamp_file(folder, trusted)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.touch()


def _compiling(folder: Path, trusted: bool) -> Callable[[Progress, Callable[[], bool]], None]:
    return _running([*program_command(), VERB, str(folder), *(["--trust"] if trusted else [])])


def _running(command: list[str]) -> Callable[[Progress, Callable[[], bool]], None]:
    """Run a compiling process; "3 of 8" on a line of its own is its progress."""

    def work(progress: Progress, cancelled: Callable[[], bool]) -> None:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
            last = ""
            for line in _lines(process, cancelled):
                done, _, total = line.strip().partition(" of ")
                if done.isdigit() and total.isdigit():
                    progress(int(done) / max(1, int(total)), f"{done} of {total}")
                else:
                    last = line.strip() or last
        if process.returncode:
            raise WarmUpFailedError(f"compiling kernels ended with code {process.returncode}: {last}")

    return work


def _lines(process: subprocess.Popen[str], cancelled: Callable[[], bool]) -> Iterator[str]:
    """What a process says, line by line.

    A process may be silent for many seconds; one that is cancelled ends at once and raises CancelledError.
    """
    said: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            said.put(line)
        said.put(None)

    reader = threading.Thread(target=read, name="compiling: output", daemon=True)
    reader.start()
    while True:
        try:
            line = said.get(timeout=LOOK_S)
        except queue.Empty:
            line = ""
        if cancelled():
            process.terminate()
            reader.join()
            raise CancelledError
        if line is None:
            reader.join()
            return
        if line:
            yield line


def _stamp_file(folder: Path, trusted: bool) -> Path:
    """A file that exists when everything compiled is newer than no source: its name holds all their times and sizes."""
    from engine.world.compiler.cache import cache_folder

    digest = hashlib.blake2b(digest_size=12)
    for path in _sources(folder, trusted):
        stat = path.stat()
        digest.update(f"{path} {stat.st_mtime_ns} {stat.st_size}\n".encode())
    return cache_folder() / "warm" / digest.hexdigest()


def _sources(folder: Path, trusted: bool) -> Iterator[Path]:
    package = Path(engine.__file__).parent if engine.__file__ else None
    if is_frozen() or package is None:
        yield Path(sys.executable)
    else:
        yield from sorted(package.rglob("*.py"))
    if trusted:
        yield from sorted((folder / "game").rglob("*.py"))


def compile_everything(folder: Path, *, trusted: bool, tell: Callable[[int, int], None]) -> None:
    """Compile what play needs of a project, one system after the other; `tell` gets how many are done of how many.

    A scene that cannot be played, as one whose project's code is off, has nothing to compile: whoever plays it is told
    why. Raises DocumentError as opening does.
    """
    from editor.core.project.opening import load_project, place_of_scene
    from engine.document import view
    from engine.play.compile.compiled import CompileError
    from engine.play.compile.parts import parts_of
    from engine.play.compile.scene import compile_scene
    from engine.play.running.session import Session

    loaded = load_project(folder, trusted=trusted)
    scene, encounter = place_of_scene(loaded.document)
    if scene is None:
        return
    # First, and whichever scene is opened first: without it there is no picture of an endless one at all.
    grounds = (view(loaded.document, file).header.terrain for file in loaded.document.files if is_scene(file))
    endless = next((settings for settings in grounds if settings.kind == "endless"), None)
    if endless is not None:
        compile_ground(endless)
    game: tuple[ModuleType, ...] = loaded.game
    try:
        compiled = compile_scene(view(loaded.document, scene, encounter), game=game)
    except CompileError:
        return
    # Also those that this scene has no rows for: a ball that is thrown may need them in the middle of play.
    wanted = {system.name for system in compiled.parts.systems} | _may_be_needed(compiled) | _of_slice(loaded)
    systems = [system for system in parts_of(game).systems if system.name in wanted]
    for done, system in enumerate(systems):
        tell(done, len(systems))
        system.kernel(compiled.parts.columns)
    tell(len(systems), len(systems))
    session = Session(compiled, 0, autopilot="average")
    for _ in range(2):
        session.step()
    # The ways of a population are searched by a kernel that no system calls.
    session.step([Populate(1)])
    session.close()
    mark_warm(folder, trusted)


def _of_slice(loaded: "LoadedProject") -> set[str]:
    """Names of the systems that the chapters of the project's slice need; of one that can't be played, none."""
    from editor.core.project.opening import has_slice
    from engine.play.compile.chapters import compile_slice
    from engine.play.compile.compiled import CompileError

    if not has_slice(loaded.document):
        return set()
    try:
        return {system.name for system in compile_slice(loaded.document, game=loaded.game).systems()}
    except CompileError:
        return set()


def is_scene(file: str) -> bool:
    """Whether a file of a document is a scene."""
    return file.startswith("scenes/")


def compile_ground(settings: "TerrainSettings") -> None:
    """Compile what the first picture of an endless scene needs: chunks, and which of them are drawn."""
    from engine.terrain.landscape import Landscape
    from engine.terrain.streaming.config import StreamingConfig
    from engine.terrain.streaming.streamer import TerrainStreamer
    from engine.terrain.streaming.viewpoint import ViewPoint
    from engine.terrain.streaming.virtual import VirtualWorkers

    streamer = TerrainStreamer(Landscape(settings), StreamingConfig(), workers=VirtualWorkers())
    for frame in range(3):
        streamer.update(ViewPoint((0.0, 50.0, 0.0)), frame)
    streamer.close()


def compile_threads() -> None:
    """Compile what worker threads run; the cache keeps it."""
    from engine.physics.threads.native_tick import native_tick

    native_tick().prepare()


def _may_be_needed(compiled: "CompiledScene") -> set[str]:
    """Names of the systems that come with the loose bodies and balls of the project's prefabs."""
    from engine.play.compile.parts import parts_of

    prefabs = compiled.scene.prefabs.values()
    rows = {"rigid": "rigid_body", "projectile": "projectile"}
    there = {name for name, component in rows.items() if any(component in each.components for each in prefabs)}
    return {system.name for system in parts_of(compiled.game).systems if system.rows_with in there}
