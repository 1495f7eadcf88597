"""Play: a running copy of the scene, its clock, and the way back."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from psygnal import Signal

from editor.core.play.clock import PlayClock
from editor.core.play.errors import finding_of
from editor.core.play.findings import PlayFindings
from editor.core.play.live.minds import LiveMinds
from editor.core.play.live.tunes import PlayTunes
from editor.core.play.log import PlayLog
from editor.core.play.past.branches import NOT_PLAYING, PlayBranches
from editor.core.play.populations import people_ahead
from editor.core.play.source import PlaySource
from editor.core.play.starting.making import make_session
from editor.core.play.starting.places import begun_at
from editor.core.play.throws import ball_thrown
from editor.core.play.travels import Travels
from engine.play.commands import PlayCommand, Populate, Retry, SetAutopilot

if TYPE_CHECKING:
    from engine.ai.goap.decisions.history import DecisionLog
    from engine.ai.goap.reasons.explain import Explainer
    from engine.ai.goap.tables import Mind
    from engine.play.past.chronicle import Chronicle
    from engine.play.past.history import History
    from engine.play.running.session import Session


class PlayController(PlayClock):
    """Runs a session made from a copy of the scene; the document is never touched by it.

    `advance` turns elapsed seconds into whole ticks of 1/60 s. `populated` carries how many people are to be put in,
    before that is done. `travelled` fires when a slice has come to another chapter and when a chapter begins anew,
    before the tick is told. `is_slice` tells what is played: the project's slice, or the open scene. While
    `is_replaying`, what was said then is said again and hands count for nothing. `hands` tells what they do now, or
    None where they have nothing to say: then the last `input` goes on.
    """

    ticked = Signal(int)
    ended = Signal(str)
    failed = Signal(str)
    populated = Signal(int)
    travelled = Signal()

    def __init__(self, source: PlaySource) -> None:
        super().__init__()
        self._source = source
        self.session: Session | None = None
        self.history: History | None = None
        self.chronicle: Chronicle | None = None
        self.decisions: DecisionLog | None = None
        self.input: PlayCommand | None = None
        self.hands: Callable[[], PlayCommand | None] = lambda: None
        self.prepare: Callable[[Callable[[], None]], bool] = lambda _start: False
        self._autopilot: str | None = None
        self._seed: int | None = None
        self.is_slice = False
        self._travels = Travels()
        self._sent: PlayCommand | None = None
        self._queued: list[PlayCommand] = []
        self._at_start: list[PlayCommand] = []
        self._has_ended = False
        self._found = PlayFindings(source.findings)
        self._story = PlayLog(source.log)
        self._minds = LiveMinds(source)
        self.branches = PlayBranches(self, source.log)
        self.tunes = PlayTunes(self, source)
        self.is_replaying = False

    @property
    def has_ended(self) -> bool:
        """Whether the run was won, lost or timed out, so that nothing moves any more."""
        return self.session is not None and self._has_ended

    @property
    def autopilot(self) -> str | None:
        """The skill of the autopilot that plays, or None when the player does."""
        return self._autopilot

    @autopilot.setter
    def autopilot(self, skill: str | None) -> None:
        self._autopilot = skill
        if self.session is not None:
            self._queued.append(SetAutopilot(skill=skill))
        self.changed.emit()

    @property
    def population(self) -> int:
        """How many people wander about in the running copy by command, or will once the clock goes on."""
        return people_ahead(self.session, self._queued)

    def populate(self, count: int, *, goal: tuple[float, float] | None = None) -> None:
        """Let `count` people wander about the running copy, in place of those before; 0 lets all of them go.

        When nothing plays, play starts first. A population that does not fit is refused with a Finding.
        """
        self.populated.emit(count)
        command = Populate(count, self._source.settings.play.seed if self.session is None else self.session.seed, goal)
        if self.session is not None:
            self.say(command)
            if self.state == "paused":
                self._source.log.add("info", "play", "The population changes when the game's clock goes on", self.tick)
        elif count:
            self._source.log.add("info", "play", f"Play starts, so that {count:,} people can be put into it")
            self.start(said=[command])

    def say(self, command: "PlayCommand", instead_of: "Callable[[PlayCommand], bool]" = lambda _said: False) -> None:
        """Say something to the session before its next tick, in place of what is not said yet and no longer true."""
        if self.session is not None:
            self._queued = [said for said in self._queued if not instead_of(said)] + [command]
            self.changed.emit()

    def to_be_said(self) -> "tuple[PlayCommand, ...]":
        """What is said to the session before its next tick, besides what hands do."""
        return tuple(self._queued)

    def throw_ball(self) -> None:
        """Let the player throw a ball to where they aim; nothing happens when there is none or nobody to throw it."""
        command = ball_thrown(self.session, self.input) if not self._has_ended else None
        if command is not None:
            self._queued.append(command)

    @property
    def tick(self) -> int | None:
        """The tick that is shown, or None when nothing plays."""
        return self.session.tick if self.session is not None else None

    @property
    def explainer(self) -> "Explainer | None":
        """Explains the agents of the running copy; None when nothing plays."""
        return self.decisions.explainer if self.decisions is not None else None

    @property
    def mind_ahead(self) -> "Mind | None":
        """What the agents will think with from the next tick on; None when that is what they think with already."""
        return self._minds.ahead

    @property
    def seed(self) -> int | None:
        """The seed of the run, or None when nothing plays."""
        return self.session.seed if self.session is not None else None

    @property
    def outcome(self) -> str:
        """One of "running", "victory", "defeat" or "timeout"; "running" when nothing plays."""
        return self.session.outcome if self.session is not None else "running"

    @property
    def why_ended(self) -> str:
        """What won or lost the run, in a sentence; "" while it goes on."""
        if self.session is None or not self._has_ended:
            return ""
        from engine.play.running.endings import why_ended

        return why_ended(self.session)

    def why_not_seek(self, tick: int) -> str:
        """Why the run can't be put to a tick, as a sentence; "" when it can."""
        if self.history is None:
            return NOT_PLAYING
        return self.history.why_not(tick)

    def seek(self, tick: int) -> str:
        """Put the run to a tick that it has played, and hold it there; "" when done, else a sentence that says why not.

        Resuming plays on from there: with the same input, and the agents as they are in the scene, the same ticks come
        again.
        """
        history, session = self.history, self.session
        if history is None or session is None:
            return NOT_PLAYING
        before, refused = session.tick, ""
        try:
            history.seek(tick)
        except ValueError as refusal:
            refused, tick = str(refusal), session.tick
            if tick == before:
                return refused
        self._hold_here()
        return refused

    def arrived(self, *, has_same_past: bool = False) -> None:
        """The session was put to a tick of another run: hold it there, and follow its minds from where it parts."""
        if self.session is None or self.decisions is None:
            return
        if has_same_past:
            self.decisions.forget_after(self.session.tick)
        else:
            self.decisions = self.decisions.anew()
        self._hold_here()

    def _hold_here(self) -> None:
        session, history = self.session, self.history
        assert session is not None
        assert history is not None
        self._owe_nothing(1.0)
        self._sent = history.input_at(session.tick)
        self._queued, self._at_start = self._at_start, []
        self._has_ended = session.outcome != "running"
        self._story.rewind()
        self.state = "paused"
        self._tell_travels()
        self.ticked.emit(session.tick)
        self.changed.emit()

    @property
    def is_past(self) -> bool:
        """Whether a tick before the last one that was played is shown."""
        return self.history is not None and self.session is not None and self.session.tick < self.history.end

    def replay(self) -> None:
        """Play again what was played, as it was said then, up to its last tick; hands count only after `take_over`."""
        if self.is_past:
            self.is_replaying = True
            self._enter("playing")

    def take_over(self) -> None:
        """From here on the run is played anew; what is said otherwise makes a branch."""
        if self.is_replaying and self.history is not None and self.session is not None:
            self.is_replaying = False
            self._sent = self.history.input_at(self.session.tick)
            self.changed.emit()

    def start(self, seed: int | None = None, *, whole_slice: bool = False, said: "Sequence[PlayCommand]" = ()) -> None:
        """Make a running copy and let it go; when kernels must be compiled first, `prepare` does that meanwhile.

        `said` is said to it before its first tick.
        """
        if self.state != "stopped":
            return
        self._at_start += said
        self._seed, self.is_slice = seed, whole_slice
        self._source.findings.replace("play", ())
        if self.prepare(self._prepared):
            self._enter("preparing")
            return
        self._start()

    def _prepared(self) -> None:
        # Who pressed Stop meanwhile wants no run any more.
        if self.state == "preparing":
            self._start()

    def _start(self) -> None:
        if self._source.document is None:
            self._at_start = []
            return
        from engine.play.past.chronicle import Chronicle
        from engine.play.past.history import History

        began = time.perf_counter()
        try:
            session = make_session(self._source, self._seed, self._autopilot, whole_slice=self.is_slice)
        except Exception as error:
            self._source.findings.replace("play", finding_of(error, "The scene cannot be played"))
            self._at_start = []
            self._enter("stopped")
            self.failed.emit("The scene cannot be played; Problems says why.")
            return
        self._follow(session, History(session), Chronicle(session))
        took = (time.perf_counter() - began) * 1000
        self._source.log.add("ok", "play", f"Started on a copy, seed {session.seed}, in {took:.0f} ms", 0)
        self._enter("playing")

    def show_recorded(self, session: "Session", history: "History", chronicle: "Chronicle") -> None:
        """Let a run that was recorded be the one that plays, held at its first tick, to be played again as it was."""
        self.stop()
        history.seek(0)
        self._seed, self.is_slice, self._autopilot = session.seed, bool(session.chapters), session.autopilot
        self._source.findings.replace("play", ())
        self._follow(session, history, chronicle)
        self.is_replaying = True
        self._enter("paused")

    def _follow(self, session: "Session", history: "History", chronicle: "Chronicle") -> None:
        from engine.ai.goap.decisions.history import DecisionLog

        self.session, self.history, self.chronicle = session, history, chronicle
        self.decisions = DecisionLog(session)
        self.branches.attach(session, history, chronicle)
        self.tunes.begin(history)
        self._story.attach(session)
        self._minds.attach(session)
        session.listeners.append(self._travels)
        self._owe_nothing(0.0)
        self.input = self._sent = None
        self._queued, self._at_start = self._at_start, []
        self._has_ended = False
        self.is_replaying = False
        self._found.begin()
        self._found.take(session)

    def resume(self) -> None:
        """Let the clock go on; a run that has ended stays as it is."""
        if self.state == "paused" and not self._has_ended:
            self._enter("playing")

    def step(self) -> None:
        """Run exactly one tick while paused."""
        if self.state == "paused" and not self._has_ended:
            self.alpha = 1.0
            self._run(1)

    def stop(self) -> None:
        """Let the running copy go; the document is what it was."""
        if self.state == "stopped":
            return
        tick = self.tick
        self._at_start = []
        self.tunes.gather()
        session, self.session = self.session, None
        self.history = self.decisions = self.chronicle = None
        self.branches.attach(None, None, None)
        self._story.attach(None)
        self._minds.attach(None)
        if session is not None:
            session.close()
        self._source.log.add("info", "play", "Stopped; the scene is as it was", tick)
        self._enter("stopped")
        self.tunes.offer()

    def restart(self) -> None:
        """Start the whole run again, from where it began, with the same seed and the same autopilot."""
        seed, whole_slice, said = self._seed, self.is_slice, begun_at(self.history)
        self.stop()
        self.start(seed, whole_slice=whole_slice, said=said)

    def retry(self) -> None:
        """Begin the present encounter anew, with what was carried into it and another chance; the clock goes on."""
        if self.session is None:
            return

        self._queued += [Retry(), *(() if self.is_slice else begun_at(self.history))]
        self._source.log.add("info", "play", "The encounter begins anew", self.tick)
        self._has_ended = False
        self._owed = 1.0
        self._enter("playing")

    def _run(self, ticks: int) -> None:
        session = self.session
        assert session is not None
        # Asked right before the ticks that it is for: what a key says waits for no picture.
        self.input = self.hands() or self.input
        for _ in range(ticks):
            if self.is_replaying and not self.is_past:
                self.is_replaying = False
                self._source.log.add("info", "play", "This is all that was played; resume to play on", session.tick)
                self._enter("paused")
                break
            try:
                session.step(self._commands())
            except Exception as error:
                for finding in finding_of(error, f"Tick {session.tick} failed"):
                    self._source.findings.add("play", finding)
                self._stumble()
                break
            self._story.follow()
            self._found.take(session)
            if session.is_failed:
                self._stumble()
                break
            if session.outcome != "running":
                self._end(session.outcome)
                break
        self.branches.look()
        self._tell_travels()
        self.ticked.emit(session.tick)

    def _tell_travels(self) -> None:
        if self._travels.take():
            self.travelled.emit()

    def _commands(self) -> "Sequence[PlayCommand]":
        if self.is_replaying and self._queued:
            self.take_over()
        if self.is_replaying and self.history is not None and self.session is not None:
            return self.history.said_at(self.session.tick)
        commands, self._queued = self._queued, []
        retune = self._minds.take()
        if retune is not None:
            commands.append(retune)
        if self.input is not None and self.input != self._sent:
            commands.append(self.input)
            self._sent = self.input
        return commands

    def _stumble(self) -> None:
        self._enter("paused")
        self.failed.emit("A system failed, so play is paused; Problems says which.")

    def _end(self, outcome: str) -> None:
        self._has_ended = True
        told = f"{outcome.capitalize()}. {self.why_ended}".rstrip()
        self._source.log.add("ok" if outcome == "victory" else "info", "play", told, self.tick)
        self._enter("paused")
        self.ended.emit(outcome)
