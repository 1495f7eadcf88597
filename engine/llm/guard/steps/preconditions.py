"""Preconditions: what a tool's action needs must hold of its actor and target when the call begins.

What holds is what the actor itself would believe: the engine's senses and beliefs are asked, those of a project too. So
range, sight, cooldowns, prices and health are judged by the very rules that planning goes by.
"""

from engine.ai.goap.vocabulary import Literal, literals
from engine.llm.guard.beliefs import beliefs, why_unseen
from engine.llm.guard.parameters import reference_of
from engine.llm.guard.plan import Call
from engine.llm.guard.roles import Role
from engine.llm.guard.steps.capability import candidates, capability
from engine.llm.guard.verdict import Refused, refuse
from engine.play.running.session import Session
from engine.world.ids import TICKS_PER_SECOND

STEP = "preconditions"
MOST_TRIED = 12
_READY = {
    "can_melee": "melee_ready", "can_shoot": "ranged_ready", "can_area": "area_ready", "can_support": "support_ready",
}  # fmt: skip


def preconditions(calls: tuple[Call, ...], session: Session, role: Role) -> None:
    """Refused when a call that begins at once can't; those behind another one of their actor are for the dry run."""
    begun: set[str] = set()
    for call in calls:
        if call.arguments.actor not in begun:
            begun.add(call.arguments.actor)
            begins(call, session, role)


def begins(call: Call, session: Session, role: Role, *, step: str = STEP) -> None:
    """Refused unless a call can begin now. The session is as it was afterwards."""
    capability((call,), session, role)
    row = _row(session, call.arguments.actor)
    stun = int(session.world.view["stun"][row])
    # Who is staggered may be told where to go, and goes when it is over; nothing else can be begun meanwhile.
    if stun > 0 and call.tool.capability != "move":
        reason = f'"{call.arguments.actor}" is staggered for another {stun / TICKS_PER_SECOND:.1f} s'
        raise _refused(call, step, "actor", "not staggered", reason)
    for requirement in call.tool.requires:
        unmet = requirement(session, row, call.arguments)
        if unmet is not None:
            raise refuse(
                step, unmet.constraint, unmet.reason, call=call.place, tool=call.tool.name, field=unmet.field,
                expected=unmet.expected, nearest=unmet.nearest,
            )  # fmt: skip
    other = _row(session, call.target) if call.target else None
    missing = _missing(call, session, row, other)
    if missing is not None:
        raise _unmet(call, step, missing, session, role, row, other)


def _missing(call: Call, session: Session, row: int, other: int | None) -> Literal | None:
    """The first condition of the action that does not hold."""
    if call.tool.action is None or not call.tool.action.needs:
        return None
    believed = beliefs(session, row, other)
    needs = literals(call.tool.action.needs)
    return next((each for each in needs if (each.fact.name in believed) != each.value), None)


def _unmet(
    call: Call, step: str, missing: Literal, session: Session, role: Role, row: int, other: int | None
) -> Refused:
    fact = missing.fact
    reason = f"{'it is not so that' if missing.value else 'it is so that'}: {fact.doc}"
    ready = session.world.view.get(_READY.get(fact.name, ""))
    if ready is not None and int(ready[row]) > 0:
        reason += f" It is ready in {int(ready[row]) / TICKS_PER_SECOND:.1f} s"
    if other is None:
        return _refused(call, step, "actor", str(missing), reason.rstrip("."))
    unseen = why_unseen(session, row, other) if missing.value else ""
    if unseen and session.world.view["team"][row] != session.world.view["team"][other]:
        reason += f' "{call.target}" {unseen}'
    would_do = _would_do(call, session, role, row)
    expected = f"one of {', '.join(would_do)}" if would_do else "nobody now; another tool, or later"
    nearest = would_do[0] if would_do else None
    return _refused(call, step, "target", str(missing), reason.rstrip("."), expected, nearest)


def _would_do(call: Call, session: Session, role: Role, row: int) -> list[str]:
    """Whom the call could be aimed at instead, the nearest first."""
    kind = reference_of(type(call.arguments), "target")
    if kind is None:
        return []
    position = session.world.view["position"]
    rows = [_row(session, entity) for entity in candidates(session, role, kind, row)]
    rows.sort(key=lambda other: (float(((position[other] - position[row]) ** 2).sum()), other))
    able = [other for other in rows[:MOST_TRIED] if _missing(call, session, row, other) is None]
    return [session.compiled.entity_of_row[other][0] for other in able]


def _row(session: Session, entity: str) -> int:
    row = session.compiled.row_of(entity)
    assert row is not None, "capability looks every name up"
    return row


def _refused(
    call: Call, step: str, field: str, constraint: str, reason: str, expected: str = "", nearest: str | None = None
) -> Refused:
    return refuse(
        step, constraint, reason, call=call.place, tool=call.tool.name, field=field, expected=expected, nearest=nearest
    )
