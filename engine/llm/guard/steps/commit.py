"""The commit: the whole plan becomes one recorded command, or nothing does."""

from engine.llm.guard.plan import Plan
from engine.llm.guard.verdict import refuse
from engine.play.between_ticks.ordering import ordered
from engine.play.commands import GiveOrders
from engine.play.compile.compiled import CompileError
from engine.play.running.session import Session

STEP = "commit"


def commit(plan: Plan, session: Session) -> GiveOrders:
    """The one command that carries the plan out, to be said before the next tick. Refused when it can't be."""
    command = GiveOrders(tuple(call.order() for call in plan.calls))
    try:
        ordered(session.compiled, session.world, session.orders, command)
    except CompileError as error:
        raise refuse(STEP, "orders", error.findings[0].text, expected="orders that can be given") from error
    return command
