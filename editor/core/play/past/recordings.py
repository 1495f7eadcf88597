"""Recordings of runs as files: what plays is saved, and what was recorded comes back to be looked at and taken over."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.core.jobs import CancelledError, Job, Progress
from editor.core.play.past.last_run import last_run_of

if TYPE_CHECKING:
    from editor.core.editor import Editor
    from engine.document import Snapshot
    from engine.play.compile.chapters import Chapters
    from engine.play.compile.compiled import CompiledScene
    from engine.play.past.chronicle import Chronicle
    from engine.play.past.history import History
    from engine.play.playtest.outcomes import RunOutcome
    from engine.play.recording import Recording
    from engine.play.running.session import Session

NOT_PLAYING = "Nothing is playing; play first."
NO_PROJECT = "Open the project that the recording is of first."
Compiled = Callable[["Recording"], Any]
"""Compiles what a recording was made of, as the project is now."""
Make = Callable[[str, Compiled], "tuple[Recording, CompiledScene | Chapters]"]
"""Makes a recording of the project of that name, and compiles what it is of."""
Done = Callable[[str], object]
"""Called with "" when it is done, else with the sentence that says why it could not be."""


def save_recording(editor: "Editor", path: Path, done: Done) -> Job | None:
    """Save the run that plays, its whole future included where an earlier tick is shown, or the last one, in a job."""
    play = editor.play
    session, history, chronicle, document = play.session, play.history, play.chronicle, editor.document
    run = play.branches.last
    if session is not None and history is not None and chronicle is not None:
        run = last_run_of(session, history, chronicle)
    if run is None or document is None:
        done(NOT_PLAYING)
        return None
    past, project = run.past, document.folder.name

    def work(_progress: Progress, _cancelled: Callable[[], bool]) -> Path:
        from engine.play.recording import save
        from engine.play.recording.recalling import recording_of

        return save(recording_of(run.session, past, outcome=run.outcome, project=project, last=run.last), path)

    def ended(job: Job) -> None:
        if job.state == "done":
            editor.log.add("ok", "play", f"Saved the recording {path}, {past.end / 60:.1f} s", play.tick)
        done("" if job.state == "done" else f"{path.name} was not saved: {_reason(job.error)}")

    return editor.jobs.submit("Saving the recording", work, ended, tells_itself=True)


def open_recording(editor: "Editor", path: Path, done: Done) -> Job | None:
    """Open a recording of the open project in a job: it is played through and checked, then held at its first tick.

    What plays and what is open stay as they are until the recording has turned out to be good.
    """

    def read(folder: str, compiled: Compiled) -> "tuple[Recording, CompiledScene | Chapters]":
        from engine.play.recording import RecordingError, load

        recording = load(path)
        if recording.project != folder:
            raise RecordingError(f'it is of the project "{recording.project}", and "{folder}" is open')
        return recording, compiled(recording)

    return _open(editor, read, path.name, f"the recording {path}", done)


def open_seed(
    editor: "Editor",
    run: "RunOutcome",
    skill: str,
    done: Done,
    *,
    state: "Snapshot | None" = None,
    place: tuple[str, str] | None = None,
) -> Job | None:
    """Open a run of a playtest of the open encounter as if it had been recorded: played again in a job, and checked.

    It has to end in the very bits that the playtest told. `state` and `place` (scene, encounter) are those that it was
    played in, as of a project with a proposal in it; by default what is open.
    """
    scene, encounter = place or (editor.scene or "", editor.encounter)

    def make(folder: str, compiled: Compiled) -> "tuple[Recording, CompiledScene | Chapters]":
        from engine.play.recording import Recording

        recording = Recording(folder, scene, encounter, run.seed, skill, ticks=run.ticks, outcome=run.outcome)
        begun = compiled(recording)
        recording.fingerprint, recording.digests = begun.fingerprint, {run.ticks: run.digest}
        return recording, begun

    return _open(editor, make, f"Seed {run.seed}", f"seed {run.seed} by {skill}", done, state)


def _open(
    editor: "Editor", make: "Make", name: str, told_as: str, done: Done, state: "Snapshot | None" = None
) -> Job | None:
    """Play a recording that is made in the job, and show it; it is called `name` in errors and `told_as` in the log."""
    document, game = editor.document, editor.game
    if document is None:
        done(NO_PROJECT)
        return None
    snapshot, folder = (state or document.snapshot()).apart(), document.folder.name

    def work(progress: Progress, cancelled: Callable[[], bool]) -> "tuple[Recording, Session, History, Chronicle]":
        from engine.play.recording.recalling import recall, session_of

        def told(at: int, whole: int) -> None:
            if cancelled():
                raise CancelledError
            progress(at / max(whole, 1), f"tick {at:,} of {whole:,}")

        recording, scene = make(folder, lambda recording: _compiled(snapshot, recording, game))
        session = session_of(recording, scene)
        return (recording, session, *recall(recording, session, told=told))

    def ended(job: Job) -> None:
        if job.state != "done":
            done("" if job.state == "cancelled" else f"{name} was not opened: {_reason(job.error)}")
            return
        recording, session, history, chronicle = job.result
        if editor.document is not document:
            session.close()
            return
        if (editor.scene, editor.encounter) != (recording.scene, recording.encounter):
            editor.open_scene(recording.scene, recording.encounter)
        editor.play.show_recorded(session, history, chronicle)
        seconds = recording.ticks / 60
        editor.log.add("ok", "play", f"Opened {told_as}, {seconds:.1f} s, {recording.outcome}", 0)
        done("")

    return editor.jobs.submit("Opening the recording", work, ended, tells_itself=True)


def _compiled(snapshot: Any, recording: "Recording", game: Any) -> Any:
    """What the recording was made of, compiled as the project is now. RecordingError when it is not there any more."""
    from engine.document import view
    from engine.play.compile.chapters import compile_slice
    from engine.play.compile.compiled import CompileError
    from engine.play.compile.scene import compile_scene
    from engine.play.recording import RecordingError

    files = [f"scenes/{recording.scene}", *([f"encounters/{recording.encounter}"] if recording.encounter else [])]
    missing = [file for file in files if file not in snapshot.files]
    if missing:
        raise RecordingError(f"the project has no {' and no '.join(missing)} any more")
    try:
        if recording.slice:
            return compile_slice(snapshot, game=game, encounters=recording.slice)
        return compile_scene(view(snapshot, recording.scene, recording.encounter), game=game)
    except CompileError as error:
        raise RecordingError(f"the scene can't be played now: {error}") from error


def _reason(error: BaseException | None) -> str:
    """An error in a sentence."""
    if isinstance(error, OSError):
        return f"{error.strerror or error}."
    return f"{str(error).rstrip('.')}."
