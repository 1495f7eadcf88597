"""The tactical director: asks for a plan for one side, lets it pass the guard, and gives the orders that come of it."""

from collections.abc import Callable
from time import perf_counter

from engine.llm.client.answer import Answer
from engine.llm.direction.desk import Desk
from engine.llm.direction.questions import plan_question
from engine.llm.direction.sides import SIDES, Led
from engine.llm.direction.situation import situation
from engine.llm.direction.standing import News, Standing, State, Tell
from engine.llm.direction.tools import given
from engine.llm.guard.audit import AuditTrail
from engine.llm.guard.checking import Checked, Checking
from engine.llm.guard.guard import ToolGuard
from engine.llm.guard.plan import Plan
from engine.llm.guard.steps.size_and_depth import size_and_depth
from engine.llm.guard.steps.strict_json import strict_json
from engine.llm.guard.surrender import surrender_of
from engine.llm.guard.verdict import Refused, Verdict
from engine.llm.scheduler.terms import Priority
from engine.llm.scheduler.ticket import Outcome
from engine.play.commands import GiveOrders
from engine.play.running.session import Session
from engine.play.spoken import cleaned
from engine.world.ids import TICKS_PER_SECOND

SECONDS = 4.0
"""Between two questions, and for how long an actor is given orders at most, unless told otherwise [s]."""
LOOK_S = 0.006
"""So long a plan is tried out between two pictures [s]."""
LONGEST_SAID = 200


class Director:
    """One question at a time, at most every `seconds` of the game's clock and of `clock` [s].

    `look_s` is how long a plan may be tried out in one call of `between_ticks` [s]; None tries it out whole at once.
    Whatever goes wrong changes nothing in the session: agents go on by their own plans.
    """

    def __init__(
        self,
        session: Session,
        led: Led,
        desk: Desk,
        *,
        trail: AuditTrail,
        tell: Tell,
        seconds: float = SECONDS,
        clock: Callable[[], float],
        look_s: float | None = LOOK_S,
    ) -> None:
        self._session, self._desk, self._tell, self._clock = session, desk, tell, clock
        self.led: Led = led
        self._side, self.seconds, self._look_s = SIDES[led], seconds, look_s
        self.guard = ToolGuard(trail=trail, longest=round(seconds * 2 * TICKS_PER_SECOND))
        self._asked_tick: int | None = None
        self._asked_at = 0.0
        self._is_asking = False
        self._number = 0
        self._checking: Checking | None = None
        self._why_refused = ""
        self.standing = Standing()

    def close(self) -> None:
        """Let go of the copy of the world."""
        self.guard.close()

    def between_ticks(self) -> GiveOrders | None:
        """Do what is due, without waiting; the command to be said before the next tick."""
        if self._checking is not None:
            return self._try_out(self._checking)
        if not self._is_asking and self._session.is_running and self._is_due():
            self._ask()
        return None

    def heard(self, outcome: Outcome) -> None:
        """What came of the question that is open."""
        self._is_asking = False
        if not isinstance(outcome, Answer):
            self._stand("no answer", str(outcome))
        elif why := self._why_nothing(outcome.text):
            self._stand("no order", why, is_good=True)
        else:
            session, client = self._session, self._desk.about().name
            self._checking = self.guard.begin(outcome.text, session, self._side.role, client=client)
            if self._checking.checked is None:
                self.standing = Standing("trying out", self.standing.text, session.tick)

    def _is_due(self) -> bool:
        if self._asked_tick is None:
            return True
        passed = self._session.tick - self._asked_tick
        # A run that was put back counts anew: its clock says nothing of how long ago it was.
        is_long_ago = passed < 0 or passed >= self.seconds * TICKS_PER_SECOND
        return is_long_ago and self._clock() - self._asked_at >= self.seconds

    def _ask(self) -> None:
        session = self._session
        tools = given(self.guard.registry(session), self._side.role)
        self._asked_tick, self._asked_at = session.tick, self._clock()
        now = situation(session, self.guard.version(session), self._side.role, tools)
        if now is None:
            if self.standing.state != "nobody":
                self.standing = Standing("nobody", "", session.tick)
            return
        self._number += 1
        question = plan_question(
            self._side, now, tools, seconds=self.seconds, refused=self._why_refused, seed=self._number
        )
        self._is_asking = True
        self.standing = Standing("thinking", self.standing.text, session.tick)
        self._desk.ask(question, Priority.NORMAL, self)

    def _why_nothing(self, body: str) -> str:
        """Why the model gives no order, where it says so; whatever else it says is for the guard."""
        try:
            surrender = surrender_of(strict_json(size_and_depth(body)))
        except Refused:
            return ""
        return cleaned(surrender.why)[:LONGEST_SAID] if surrender is not None else ""

    def _try_out(self, checking: Checking) -> GiveOrders | None:
        if self._look_s is None:
            checking.whole()
        until = perf_counter() + (self._look_s or 0.0)
        while (checked := checking.go_on(1)) is None:
            if perf_counter() >= until:
                return None
        self._checking = None
        return self._commit(checked)

    def _commit(self, checked: Checked) -> GiveOrders | None:
        """Give the orders of a plan that passed, if it passes in the world of now as well."""
        session = self._session
        checked = self.guard.again(checked, session, self._side.role)
        verdict, command = self.guard.commit(checked, session)
        if command is None or checked.plan is None:
            self._refuse(verdict)
            return None
        self._why_refused = ""
        self._stand("carried out", in_words(checked.plan, session), is_good=True)
        return command

    def _refuse(self, verdict: Verdict) -> None:
        self._why_refused = cleaned(verdict.sentence())[: 2 * LONGEST_SAID]
        self._stand("refused", self._why_refused)

    def _stand(self, state: State, text: str, *, is_good: bool = False) -> None:
        self.standing = Standing(state, text, self._session.tick)
        self._tell(News("director", self.standing.sentence(), is_good, self._session.tick))


def in_words(plan: Plan, session: Session) -> str:
    """Who is told what, by the names that the world shows."""
    compiled = session.compiled

    def name(entity: str) -> str:
        row = compiled.row_of(entity)
        return cleaned(compiled.entity_of_row[row][1])[:40] if row is not None else entity

    said: dict[str, list[str]] = {}
    for call in plan.calls:
        words = call.tool.name.replace("_", " ") + (f" {name(call.target)}" if call.target else "")
        said.setdefault(call.arguments.actor, []).append(words)
    return "; ".join(f"{name(actor)}: {', then '.join(calls)}" for actor, calls in said.items())
