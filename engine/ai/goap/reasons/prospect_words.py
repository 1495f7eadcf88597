"""Prospects in words: why an action is never possible or of no use, and why a goal is out of reach."""

from collections.abc import Sequence

from engine.ai.goap.reasons.prospects import Prospects
from engine.ai.goap.vocabulary import Literal, literals


def quoted(literal: Literal) -> str:
    """A condition for the reader: `"enemy_seen"`, `not "enemy_seen"`."""
    return f'"{literal.fact.name}"' if literal.value else f'not "{literal.fact.name}"'


def named(names: Sequence[str], joint: str = "and") -> str:
    """Names for the reader: `"a"`, `"a" and "b"`, `"a", "b" and 2 more`."""
    told = [f'"{name}"' for name in names]
    if len(told) > 3:
        told = [*told[:2], f"{len(told) - 2} more"]
        joint = "and"
    return f" {joint} ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def any_of(actions: Sequence[str]) -> str:
    """Actions of which one is enough: `the action "a" or "b"`, `one of 5 actions, such as "a" or "b"`."""
    if len(actions) > 3:
        return f"one of {len(actions)} actions, such as {named(actions[:2], 'or')}"
    return f"the action {named(actions, 'or')}"


def why_never_possible(prospects: Prospects, action: str) -> str:
    """Why an action never becomes possible; empty when it may."""
    if action in prospects.possible:
        return ""
    outlook = prospects.outlook
    missing = _missing(prospects, action)
    if missing is None:
        needs = literals(outlook.actions[action].needs)
        pair = _apart(prospects, needs)
        if pair is None:
            return "what it needs never holds at the same time"
        return f"it needs {quoted(pair[0])} and {quoted(pair[1])}, and whatever gives one takes the other away"
    givers = _givers(prospects, missing)
    if not givers:
        return f"it needs {quoted(missing)}, which no system observes and none of its actions gives"
    if givers == (action,):
        return f"it needs {quoted(missing)}, which it alone gives"
    circle = _circle(prospects, action)
    if circle:
        return f"it needs {quoted(missing)}, and {named(circle)} wait for each other"
    gives = "gives" if len(givers) == 1 else "give"
    never = "that is" if len(givers) == 1 else "those are"
    return f"it needs {quoted(missing)}, which only {named(givers)} {gives}, and {never} never possible"


def why_useless(prospects: Prospects, action: str) -> str:
    """Why an action that may be possible serves no goal of the agent; empty when it serves one."""
    if action not in prospects.useless:
        return ""
    if not prospects.outlook.net_gives(action):
        return "it gives only what it needs"
    takers = prospects.takers(action)
    if not takers:
        return "none of its goals wants what it gives, and none of its other actions needs it"
    for taker in takers:
        if action in prospects.takers(taker):
            return f'it and "{taker}" only serve each other, and no goal of its wants what they give'
    if not any(taker in prospects.possible for taker in takers):
        never = "that is" if len(takers) == 1 else "those are"
        need = "needs" if len(takers) == 1 else "need"
        return f"none of its goals wants what it gives; only {named(takers)} {need} it, and {never} never possible"
    if len(takers) == 1:
        return f"none of its goals wants what it gives; only {named(takers)} needs it, and that is of no use either"
    return f"none of its goals wants what it gives; only {named(takers)} need it, and those are of no use either"


def why_out_of_reach(prospects: Prospects, goal: str) -> str:
    """Why no plan of the agent ever reaches a goal; empty when one may."""
    if not prospects.is_out_of_reach(goal):
        return ""
    outlook, together = prospects.outlook, prospects.from_goal(goal)
    wants = literals(outlook.goals[goal].wants)
    lost = [each for each in wants if not together.holds(outlook.numbering.of(each))]
    for literal in lost:
        givers = _givers(prospects, literal)
        if givers:
            gives = "gives" if len(givers) == 1 else "give"
            never = "that is" if len(givers) == 1 else "those are"
            return f"it wants {quoted(literal)}, which only {named(givers)} {gives}, and {never} not possible then"
    if not any(_givers(prospects, each) for each in wants):
        return f"none of its actions gives {' or '.join(quoted(each) for each in lost or wants)}"
    if lost:
        return f"it wants {quoted(lost[0])}, which none of its actions gives"
    pair = _apart(prospects, wants)
    if pair is not None:
        return f"it wants {quoted(pair[0])} and {quoted(pair[1])}, and whatever gives one takes the other away"
    return "none of the actions that give what it wants is possible while it is considered"


def why_settled(prospects: Prospects, goal: str) -> str:
    """Why a goal leaves nothing to decide: never considered, or reached whenever it is; empty when it may be."""
    never = prospects.never_considered(goal)
    if never:
        facts = named([each.fact.name for each in never])
        return f"it is considered only while {facts} {'holds' if len(never) == 1 else 'hold'}, which no system observes"
    if prospects.is_always_reached(goal):
        return "all that it wants holds whenever it is considered"
    return ""


def _apart(prospects: Prospects, together: Sequence[Literal]) -> tuple[Literal, Literal] | None:
    """The first two of some conditions that cannot hold together; None when each two can."""
    numbered = {prospects.outlook.numbering.of(each): each for each in together}
    pair = prospects.together.parted(list(numbered))
    return (numbered[pair[0]], numbered[pair[1]]) if pair is not None else None


def _missing(prospects: Prospects, action: str) -> Literal | None:
    """The first need of an action that never holds."""
    numbering = prospects.outlook.numbering
    needs = literals(prospects.outlook.actions[action].needs)
    return next((each for each in needs if not prospects.together.holds(numbering.of(each))), None)


def _givers(prospects: Prospects, literal: Literal) -> tuple[str, ...]:
    """Every action with this effect, though it may need it to begin with."""
    known = prospects.outlook.actions
    return tuple(each for each in prospects.actions if literal in literals(known[each].gives))


def _circle(prospects: Prospects, action: str) -> tuple[str, ...]:
    """The actions on the way back from an action's missing need, when each of them waits for the next."""
    path = [action]
    while (missing := _missing(prospects, path[-1])) is not None:
        givers = _givers(prospects, missing)
        if not givers:
            return ()
        if givers[0] in path:
            found = path[path.index(givers[0]) :]
            return tuple(found) if len(found) > 1 else ()
        path.append(givers[0])
    return ()
