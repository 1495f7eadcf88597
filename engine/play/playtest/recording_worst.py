"""Recordings of single runs of a playtest, to be looked at in the window."""

from pathlib import Path

from engine.play.compile.compiled import CompiledScene
from engine.play.playtest.asked_numbers import PlaytestError
from engine.play.playtest.outcomes import RunOutcome
from engine.play.recording import Recorder, save
from engine.play.running.session import Session

TICKS_A_CALL = 600


def record_run(compiled: CompiledScene, run: RunOutcome, skill: str, path: Path, *, project: str) -> None:
    """Play a seed again, alone, and write its recording. PlaytestError when it does not end as it did in the playtest.

    RecordingError and OSError when it can't be written.
    """
    session = Session(compiled, run.seed, autopilot=skill, threads=0, style="fused")
    recorder = Recorder(session, project=project)
    try:
        while session.is_running:
            session.advance(TICKS_A_CALL)
    finally:
        session.close()
    if not session.is_failed and session.digest() != run.digest:
        raise PlaytestError(
            f"seed {run.seed} with {skill} ended otherwise alone (digest {session.digest()}) than in the playtest "
            f"({run.digest}); expected the same bits. Some system reads more than its own lane."
        )
    save(recorder.recording, path)
