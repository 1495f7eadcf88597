"""Companion banter: one short line now and then, asked when something has happened, said as a recorded command."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from engine.llm.client.answer import Answer
from engine.llm.direction.desk import Desk
from engine.llm.direction.occasions import Occasion, occasion, own_occasions, speakers
from engine.llm.direction.questions import line_question
from engine.llm.direction.standing import News, Standing, State, Tell
from engine.llm.guard.audit import AuditTrail
from engine.llm.guard.steps.size_and_depth import size_and_depth
from engine.llm.guard.steps.strict_json import strict_json
from engine.llm.guard.verdict import Refused, Verdict, refuse
from engine.llm.scheduler.terms import Priority
from engine.llm.scheduler.ticket import Outcome
from engine.play.commands import SayLine
from engine.play.running.session import Session
from engine.play.spoken import cleaned, why_unsayable
from engine.world.ids import DOWN, PARTY, TICKS_PER_SECOND, UP

SECONDS = 20.0
"""Between two lines, at least [s]."""
STALE_TICKS = 6 * TICKS_PER_SECOND
"""So long after something happened nobody speaks of it any more."""
MOST_BYTES = 2048
ROLE = "banter"


class LineBody(BaseModel):
    """An answer as it is written: one line, and nothing else."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    line: str = Field(min_length=1, max_length=MOST_BYTES)


class Banter:
    """One line at a time, at most every `seconds` of the game's clock and of `clock` [s].

    The program says who speaks and when; a model gives words alone. A line changes nothing of the run.
    """

    def __init__(
        self,
        session: Session,
        desk: Desk,
        *,
        trail: AuditTrail,
        tell: Tell,
        seconds: float = SECONDS,
        clock: Callable[[], float],
    ) -> None:
        self._session, self._desk, self._trail, self._tell, self._clock = session, desk, trail, tell, clock
        self.seconds = seconds
        self._looked = session.tick
        self._asked_tick: int | None = None
        self._asked_at = 0.0
        self._open: tuple[Occasion, str, tuple[int, int]] | None = None
        self._line: SayLine | None = None
        self._number = 0
        self.standing = Standing()
        for wrong in own_occasions(session.compiled.game)[1]:
            tell(News("banter", cleaned(f"left out: {wrong}"), is_good=False, tick=session.tick))

    def between_ticks(self) -> SayLine | None:
        """Do what is due, without waiting; the line to be said before the next tick."""
        line, self._line = self._line, None
        session = self._session
        self._looked = min(self._looked, session.tick)  # the run was put back
        if session.is_running and session.tick > self._looked:
            since, self._looked = self._looked, session.tick  # before anything is read, so that nothing is read twice
            about = occasion(session, since)
            if about is not None and self._open is None and self._is_due():
                self._ask(about)
        return line

    def heard(self, outcome: Outcome) -> None:
        """What came of the question that is open."""
        if self._open is None:
            return
        (about, speaker, tries), self._open = self._open, None
        if not isinstance(outcome, Answer):
            self._stand("no answer", str(outcome))
            return
        try:
            text = read_line(outcome.text)
            self._still_true(about, speaker, tries)
        except Refused as refused:
            self._add(outcome.text, refused.verdict)
            self._stand("refused", cleaned(refused.verdict.sentence())[:200])
            return
        self._add(outcome.text, Verdict(True, "commit"))
        self._line = SayLine(speaker, text)
        row = self._session.compiled.row_of(speaker)
        name = self._session.compiled.entity_of_row[row][1] if row is not None else speaker
        self._stand("carried out", f"{cleaned(name)[:40]}: {text}", is_good=True)

    def _is_due(self) -> bool:
        if self._asked_tick is None:
            return True
        passed = self._session.tick - self._asked_tick
        is_long_ago = passed < 0 or passed >= self.seconds * TICKS_PER_SECOND
        return is_long_ago and self._clock() - self._asked_at >= self.seconds

    def _ask(self, about: Occasion) -> None:
        session = self._session
        rows = speakers(session, about)
        if not rows:
            return
        self._number += 1
        row = rows[(about.tick + self._number) % len(rows)]
        speaker, name = session.compiled.entity_of_row[row]
        told = {"happened": about.text, "kind": about.kind, "speaker": name}
        self._asked_tick, self._asked_at = session.tick, self._clock()
        self._open = about, speaker, self._try_of(session)
        self.standing = Standing("thinking", self.standing.text, session.tick)
        self._desk.ask(line_question(told, _party(session), seed=self._number), Priority.LOW, self)

    def _still_true(self, about: Occasion, speaker: str, tries: tuple[int, int]) -> None:
        """Refused when nobody would say it any more: too late, another try, or the speaker is down."""
        session = self._session
        row = session.compiled.row_of(speaker)
        late = session.tick - about.tick
        if self._try_of(session) != tries or not 0 <= late <= STALE_TICKS or not session.is_running:
            raise refuse("version", "recent occasion", "what it speaks of is over", expected="a line in time")
        if row is None or int(session.world.view["life"][row]) != UP:
            raise refuse("preconditions", "speaker", f'"{speaker}" is not up any more')

    @staticmethod
    def _try_of(session: Session) -> tuple[int, int]:
        return session.chapter, int(session.world.view["attempt"][0])

    def _add(self, body: str, verdict: Verdict) -> None:
        self._trail.add(body, verdict, client=self._desk.about().name, role=ROLE, tick=self._session.tick)

    def _stand(self, state: State, text: str, *, is_good: bool = False) -> None:
        self.standing = Standing(state, text, self._session.tick)
        self._tell(News("banter", self.standing.sentence(), is_good, self._session.tick))


def read_line(body: str) -> str:
    """The line that an answer gives, cleaned. Refused for anything else, and for one that is too long."""
    data = strict_json(size_and_depth(body, most_bytes=MOST_BYTES))
    try:
        said = LineBody.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False)[0]
        name = str(found["loc"][-1]) if found["loc"] else "the answer"
        raise refuse("schema", found["type"], found["msg"].lower(), field=name, expected="one text, line") from error
    text = cleaned(said.line)
    reason = why_unsayable(text)
    if reason:
        raise refuse("schema", "line", f"the line {reason}", field="line", expected="a short line")
    return text


def _party(session: Session) -> list[dict[str, Any]]:
    view, compiled = session.world.view, session.compiled
    found: list[dict[str, Any]] = []
    for row in range(len(compiled.roster)):
        life = int(view["life"][row])
        if int(view["team"][row]) == PARTY and life in (UP, DOWN) and not view["immovable"][row]:
            share = float(view["health"][row]) / max(float(view["health_max"][row]), 1.0)
            said: dict[str, Any] = {"name": compiled.entity_of_row[row][1], "up": life == UP}
            found.append({**said, "health": f"{100 * share:.0f} %", "player": bool(view["is_player"][row])})
    return found
