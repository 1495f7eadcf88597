"""The recorder: listens to a session and writes down what reproduces it."""

from collections.abc import Sequence

from engine.play.commands import PlayCommand
from engine.play.recording.data import DIGEST_EVERY, KEYFRAME_EVERY, Recording
from engine.play.running.session import Session
from engine.play.running.state import SessionSnapshot
from engine.world.ids import SKILL_NAMES


class Recorder:
    """Records a session from tick 0 on. `recording` is good at any moment; going back in time cuts its end off."""

    def __init__(self, session: Session, *, project: str = "") -> None:
        """ValueError when the session has already begun: its past can't be recorded any more."""
        if session.tick != 0:
            raise ValueError(f"the session is at tick {session.tick}; a recording begins at tick 0")
        self._tick = 0
        self.recording = begun(session, session.snapshot(), project=project)
        self._checkpoint(session)
        session.listeners.append(self)

    def stepped(self, session: Session, commands: Sequence[PlayCommand]) -> None:
        """The session has played on from the tick that it was last seen at."""
        if commands:
            self.recording.commands[self._tick] = (*self.recording.commands.get(self._tick, ()), *commands)
        self._tick = session.tick
        self._checkpoint(session)

    def restored(self, session: Session) -> None:
        """The session has gone back: from here on another future is recorded."""
        self._tick = session.tick
        self.recording.cut(self._tick)

    def _checkpoint(self, session: Session) -> None:
        recording, tick = self.recording, self._tick
        recording.ticks, recording.outcome = tick, session.outcome
        if tick % DIGEST_EVERY == 0 or session.outcome != "running":
            recording.digests[tick] = session.digest()
        if tick % KEYFRAME_EVERY == 0 and not session.is_failed:
            recording.keyframes.add(tick, session.snapshot())


def begun(session: Session, first: SessionSnapshot, *, project: str = "") -> Recording:
    """An empty recording of a session, whose state at tick 0 was `first`; the session may have gone on since."""
    compiled = session.slice.compiled(0)
    skill = int(first.world.arrays["autopilot"][0])
    return Recording(
        project=project,
        scene=compiled.view.scene,
        encounter=compiled.view.encounter,
        seed=session.seed,
        autopilot=SKILL_NAMES[skill] if skill else None,
        overrides=dict(session.overrides),
        tick_limit=session.tick_limit,
        fingerprint=compiled.fingerprint,
        slice=tuple(chapter.encounter for chapter in session.chapters),
    )
