"""Playing a recording again: to any tick, forwards and backwards, and as a check that it still gives the same bits."""

from dataclasses import dataclass, replace

import numpy as np

from engine.play.compile.chapters import Chapters
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.play.recording.data import Keyframes, Recording, RecordingError
from engine.play.running.session import Session
from engine.play.running.state import SessionSnapshot
from engine.world.schedule import Style


@dataclass(frozen=True)
class Difference:
    """Where a replay left the recording: the first checkpoint that differs, and columns seen to differ at a keyframe.

    The run went apart after `after_tick`, at `tick` at the latest. `columns` were compared at `columns_tick`, the first
    keyframe from there on; None when no keyframe follows.
    """

    tick: int
    after_tick: int
    columns: tuple[str, ...] = ()
    columns_tick: int | None = None


@dataclass(frozen=True)
class ReplayReport:
    """Whether a recording still gives the same bits."""

    is_equal: bool
    ticks: int
    checkpoints: int
    outcome: str
    digest: str
    first_difference: Difference | None
    is_same_scene: bool


class Player:
    """A session that can be at any tick of a recording."""

    def __init__(
        self, recording: Recording, compiled: CompiledScene | Chapters, *, style: Style = "each", threads: int = 0
    ) -> None:
        """CompileError when the scene can no longer take the recording's overrides."""
        self.recording = recording
        self.session = Session(
            compiled,
            recording.seed,
            autopilot=recording.autopilot,
            overrides=recording.overrides,
            tick_limit=recording.tick_limit,
            style=style,
            threads=threads,
        )
        self._start = self.session.snapshot()

    def seek(self, tick: int) -> Session:
        """The session at `tick`, brought into the recording's range. RecordingError when a keyframe does not fit."""
        tick = max(0, min(tick, self.recording.ticks))
        near = self.recording.keyframes.before(tick)
        here = self.session.tick
        if here > tick or self.session.is_failed or (near is not None and near > here):
            self._restore(near)
        self._play_to(tick)
        return self.session

    def play(self, tick: int) -> Session:
        """The session at `tick`, with every tick from where it stands played, so that its listeners see them all."""
        self._play_to(min(tick, self.recording.ticks))
        return self.session

    def _restore(self, tick: int | None) -> None:
        snapshot = self._start if tick is None or tick == 0 else self.recording.keyframes.at(tick)
        try:
            self.session.restore(snapshot)
        except (KeyError, ValueError, CompileError) as error:
            raise RecordingError(
                f"the keyframe at tick {tick} is of another version of the scene ({error}). Record the run again."
            ) from error

    def _play_to(self, tick: int) -> None:
        session, commands = self.session, self.recording.commands
        stops = sorted(at for at in commands if session.tick <= at < tick)
        for at in stops:
            session.advance(at - session.tick)
            session.step(commands[at])
        session.advance(tick - session.tick)


def replay(recording: Recording, compiled: CompiledScene | Chapters, *, style: Style = "fused") -> ReplayReport:
    """Play from tick 0 by the recorded commands and compare every checkpoint.

    RecordingError when the recording can't be played at all with this scene.
    """
    player = Player(recording, compiled, style=style)
    session = player.session
    keyframes = player.recording.keyframes
    # Without keyframes nothing is skipped: every tick is played, as it was then.
    player.recording = replace(recording, keyframes=Keyframes())
    first: Difference | None = None
    last_equal = 0
    for tick in sorted(recording.digests):
        player.seek(tick)
        if session.tick == tick and session.digest() == recording.digests[tick]:
            last_equal = tick
            continue
        first = _difference(player, keyframes.ticks, tick, last_equal, recording)
        break
    else:
        player.seek(recording.ticks)
    return ReplayReport(
        is_equal=first is None and session.tick == recording.ticks and session.outcome == recording.outcome,
        ticks=session.tick,
        checkpoints=len(recording.digests),
        outcome=session.outcome,
        digest=session.digest(),
        first_difference=first,
        is_same_scene=session.slice.compiled(0).fingerprint == recording.fingerprint,
    )


def _difference(
    player: Player, frames: tuple[int, ...], tick: int, last_equal: int, recording: Recording
) -> Difference:
    later = next((known for known in frames if known >= tick), None)
    if later is None:
        return Difference(tick, last_equal)
    player.seek(later)
    columns = differing_columns(player.session.snapshot(), recording.keyframes.at(later), player.session)
    return Difference(tick, last_equal, columns, later)


def differing_columns(one: SessionSnapshot, other: SessionSnapshot, session: Session) -> tuple[str, ...]:
    """Names of the digest columns whose bits differ between two snapshots."""
    names = [name for name, column in session.world.columns.items() if column.digest]

    def bits(snapshot: SessionSnapshot, name: str) -> bytes:
        return np.asarray(snapshot.world.arrays.get(name, ())).tobytes()

    return tuple(name for name in names if bits(one, name) != bits(other, name))
