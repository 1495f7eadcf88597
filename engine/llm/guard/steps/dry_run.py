"""The dry run: the whole plan is played in a copy of the world, where each call must be able to begin in its turn."""

from engine.llm.guard.plan import Call
from engine.llm.guard.roles import Role
from engine.llm.guard.steps.preconditions import begins
from engine.llm.guard.verdict import Refused, refuse
from engine.play.between_ticks.ordering import due
from engine.play.commands import GiveOrders
from engine.play.running.session import Session
from engine.world.events import DAMAGE
from engine.world.ids import TICKS_PER_SECOND

STEP = "dry run"
LONGEST_TICKS = 1800
"""What one actor's calls may take together: half a minute."""


class DryRun:
    """A plan that is played in a copy, which is in the state of now; no actor's calls may take longer than `longest`.

    Refused when it can't even begin.
    """

    def __init__(self, calls: tuple[Call, ...], copy: Session, role: Role, longest: int = LONGEST_TICKS) -> None:
        self._calls, self._copy, self._role = calls, copy, role
        self._queues = _queues(calls)
        for actor, queue in self._queues.items():
            ticks = sum(call.order().ticks for call in queue)
            if ticks > longest:
                reason = f'the calls of "{actor}" take {ticks / TICKS_PER_SECOND:.1f} s together'
                most = longest / TICKS_PER_SECOND
                raise _refused(queue[-1], "seconds", "longest plan", reason, f"at most {most:g} s an actor", most)
        self._start, self._chapter, findings = copy.tick, copy.chapter, len(copy.findings)
        self._longest = longest
        self._begun = dict.fromkeys(self._queues, 1)
        copy.step([GiveOrders(tuple(call.order() for call in calls))])
        if not copy.orders and len(copy.findings) > findings:
            raise refuse(STEP, "orders", copy.findings[findings].text, expected="orders that can be given")

    @property
    def ticks(self) -> int:
        """What it took so far."""
        return self._copy.tick - self._start

    def go_on(self, ticks: int) -> bool:
        """Play up to so many ticks; whether the plan is over. Refused when it goes wrong."""
        copy = self._copy
        for _ in range(ticks):
            if not copy.orders or not copy.is_running or copy.chapter != self._chapter or self.ticks >= self._longest:
                break
            _take_turns(self._queues, self._begun, copy, self._role)
            if not any(each.actor in self._queues for each in copy.orders):
                break
            copy.step()
        else:
            return False
        _judge(self._queues, self._begun, self._calls, copy, self._start, self._chapter)
        return True


def _take_turns(queues: dict[str, list[Call]], begun: dict[str, int], copy: Session, role: Role) -> None:
    """Look at every call whose turn it is in the next tick."""
    left = {each.actor: len(each.orders) for each in due(copy.compiled, copy.world, copy.orders)}
    for actor, queue in queues.items():
        now = len(queue) - left.get(actor, 0) + (1 if actor in left else 0)
        while begun[actor] < now and begun[actor] < len(queue):
            call = queue[begun[actor]]
            begun[actor] += 1
            if call.target or begun[actor] == now:
                begins(call, copy, role, step=STEP)


def _judge(
    queues: dict[str, list[Call]],
    begun: dict[str, int],
    calls: tuple[Call, ...],
    copy: Session,
    start: int,
    chapter: int,
) -> None:
    if copy.is_failed:
        raise refuse(STEP, "the world goes on", copy.findings[-1].text, call=calls[0].place, tool=calls[0].tool.name)
    if copy.chapter != chapter or copy.outcome == "victory":
        return
    for actor, queue in queues.items():
        if begun[actor] < len(queue):
            reason = f'"{actor}" never comes to it: {copy.outcome if not copy.is_running else "it is not up any more"}'
            raise _refused(queue[begun[actor]], "actor", "every call begins", reason, "a shorter plan")
    _no_harm_to_friends(queues, copy, start)


def _no_harm_to_friends(queues: dict[str, list[Call]], copy: Session, start: int) -> None:
    view, rows = copy.world.view, {copy.compiled.row_of(actor): queue for actor, queue in queues.items()}
    for event in reversed(copy.events):
        if event.tick < start:
            return
        if event.kind == DAMAGE and event.source in rows and event.target >= 0 and event.amount > 0:
            is_friend = view["team"][event.source] == view["team"][event.target] and event.source != event.target
            if is_friend:
                hurt = copy.compiled.entity_of_row[event.target][0]
                reason = f'it harms "{hurt}", who is on its own side'
                raise _refused(rows[event.source][0], "actor", "no harm to friends", reason)


def _queues(calls: tuple[Call, ...]) -> dict[str, list[Call]]:
    queues: dict[str, list[Call]] = {}
    for call in calls:
        queues.setdefault(call.arguments.actor, []).append(call)
    return queues


def _refused(
    call: Call, field: str, constraint: str, reason: str, expected: str = "", nearest: float | None = None
) -> Refused:
    return refuse(
        STEP, constraint, reason, call=call.place, tool=call.tool.name, field=field, expected=expected, nearest=nearest
    )
