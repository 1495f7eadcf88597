"""Capability: what the role may do, whose agents it may move, and where each argument comes from.

A role is given by the program. A name in an argument is an entity id of somebody in play, compared exactly; whatever
else a text says, such as a display name, a line of dialogue or a note that asks for more, is data and opens no door.
"""

from difflib import get_close_matches

from engine.llm.guard.parameters import Reference, reference_of
from engine.llm.guard.plan import Call
from engine.llm.guard.roles import Role
from engine.llm.guard.verdict import Refused, refuse
from engine.play.between_ticks.ordering import why_unable
from engine.play.running.session import Session
from engine.world.ids import DOWN, NEUTRAL, TEAM_NAMES, UP

STEP = "capability"
MOST_LISTED = 12


def capability(calls: tuple[Call, ...], session: Session, role: Role) -> None:
    """Refused when one call is beyond the role."""
    for call in calls:
        if call.tool.capability not in role.capabilities:
            reason = f'{call.tool.name} needs the capability "{call.tool.capability}", which "{role.name}" lacks'
            expected = f"tools of {', '.join(sorted(role.capabilities)) or 'no capability'}"
            raise refuse(
                STEP, "capability", reason, call=call.place, tool=call.tool.name, field="tool", expected=expected
            )
        for field in type(call.arguments).model_fields:
            kind = reference_of(type(call.arguments), field)
            if kind is not None:
                _check(call, field, kind, session, role)


def candidates(session: Session, role: Role, kind: Reference, actor: int | None) -> list[str]:
    """Entity ids that a reference may name: agents whom the role may move, or others as seen from the actor's row."""
    view, compiled = session.world.view, session.compiled
    found: list[str] = []
    for row in range(len(compiled.roster)):
        team, life = int(view["team"][row]), int(view["life"][row])
        if kind == "actor":
            is_right = team in role.sides and life == UP and int(compiled.rows["agent_profile"][row]) >= 0
            is_right = is_right and not why_unable(session.world, row)
        elif actor is None or row == actor:
            is_right = False
        elif kind == "enemy":
            is_right = life == UP and team != int(view["team"][actor]) and team != NEUTRAL
        else:
            is_right = team == int(view["team"][actor]) and life == (DOWN if kind == "fallen" else UP)
            is_right = is_right and not view["immovable"][row]
        if is_right:
            found.append(compiled.entity_of_row[row][0])
    return found


def _check(call: Call, field: str, kind: Reference, session: Session, role: Role) -> None:
    said = str(getattr(call.arguments, field))
    row = session.compiled.row_of(said)
    actor = None if kind == "actor" else session.compiled.row_of(call.arguments.actor)
    known = candidates(session, role, kind, actor)
    if said in known:
        return
    constraint, reason = _reason(said, row, kind, session, role)
    close = get_close_matches(said[:64], known, n=1, cutoff=0.5) or known[:1]
    expected = f"one of {', '.join(known[:MOST_LISTED])}" if known else "nobody: there is none in play now"
    raise _of(call, field, constraint, reason, expected, close[0] if close else None)


def _reason(said: str, row: int | None, kind: Reference, session: Session, role: Role) -> tuple[str, str]:
    shown = said[:64]
    if row is None:
        names = session.compiled.entity_of_row
        is_text = any(names[number][1] == said for number in range(len(session.compiled.roster)))
        if is_text:
            return "entity id", f"{shown!r} is a name that the world shows, and no entity id; it is data"
        return "entity id", f"nobody in play has the id {shown!r}"
    team = int(session.world.view["team"][row])
    if kind == "actor":
        if team not in role.sides:
            return "provenance", f'"{shown}" is {TEAM_NAMES[team]}, and "{role.name}" moves no such agent'
        unable = why_unable(session.world, row)
        return "actor", f'"{shown}" {unable or "is no agent"}'
    words = {"enemy": "an enemy who is up", "friend": "another friend who is up", "fallen": "a friend who is down"}
    return kind, f'"{shown}" is not {words[kind]}'


def _of(call: Call, field: str, constraint: str, reason: str, expected: str, nearest: str | None) -> Refused:
    where = {"call": call.place, "tool": call.tool.name, "field": field}
    return refuse(STEP, constraint, reason, expected=expected, nearest=nearest, **where)  # pyright: ignore[reportArgumentType]
