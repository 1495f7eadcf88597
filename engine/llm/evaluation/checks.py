"""Checks that scenarios are written with: each says in words what it asks of the end."""

from engine.llm.evaluation.end import End
from engine.llm.evaluation.scenario import Check
from engine.play.systems.encounter.objective_states import MET
from engine.world.ids import DOWN, FLED, UP

ENOUGH_HP = 0.5
"""Harm that is less than this is none [hp]."""


def up(*entities: str) -> Check:
    """All of them stand."""
    return Check(f"{_list(entities)} up", lambda end: all(end.life(each) == UP for each in entities))


def beaten(*entities: str) -> Check:
    """None of them stands any more, or is still in the fight."""
    return Check(f"{_list(entities)} beaten", lambda end: all(end.life(each) != UP for each in entities))


def at(entity: str, x: float, z: float, within: float = 1.6) -> Check:
    """Somebody stands there."""

    def holds(end: End) -> bool:
        return end.life(entity) == UP and end.away(entity, x, z) <= within

    return Check(f"{entity} within {within:g} m of ({x:g}, {z:g})", holds)


def kept_away(entity: str, x: float, z: float, least: float) -> Check:
    """Somebody is at least so far from a place."""
    return Check(f"{entity} {least:g} m or more from ({x:g}, {z:g})", lambda end: end.away(entity, x, z) >= least)


def hurt(entity: str, least: float, by: str = "") -> Check:
    """Somebody has taken so much harm [hp], of anybody or of one."""
    words = f"{entity} has lost {least:g} hp" + (f" to {by}" if by else "")
    return Check(words, lambda end: end.harm(by=by, to=entity) >= least)


def harmed(*entities: str) -> Check:
    """One of them has taken harm."""
    return Check(f"{_list(entities, 'or')} harmed", lambda end: any(end.harm(to=each) > ENOUGH_HP for each in entities))


def harmed_by(*entities: str) -> Check:
    """One of them has done harm."""
    return Check(
        f"{_list(entities, 'or')} has done harm", lambda end: any(end.harm(by=each) > ENOUGH_HP for each in entities)
    )


def fallen(*entities: str) -> Check:
    """One of them does not stand."""
    return Check(f"{_list(entities, 'or')} not up", lambda end: any(end.life(each) != UP for each in entities))


def healed(entity: str, least: float) -> Check:
    """Somebody has so much more health than at the start [hp]."""
    return Check(f"{entity} healed by {least:g} hp", lambda end: end.gained(entity) >= least)


def noticed(*entities: str) -> Check:
    """One of them has noticed an enemy, by sight or by sound."""
    return Check(
        f"an enemy noticed by {_list(entities, 'or')}", lambda end: any(end.noticed(each) for each in entities)
    )


def lured(entity: str, least: float) -> Check:
    """Somebody has left the place where it began."""
    return Check(f"{entity} {least:g} m or more from where it began", lambda end: end.moved(entity) >= least)


def stayed(entity: str, most: float) -> Check:
    """Somebody is about where it began."""
    return Check(f"{entity} within {most:g} m of where it began", lambda end: end.moved(entity) <= most)


def met(number: int, words: str) -> Check:
    """An objective of the encounter is met, by its number in the file."""
    return Check(words, lambda end: end.objective(number) == MET)


def not_met(number: int, words: str) -> Check:
    """An objective is not met."""
    return Check(words, lambda end: end.objective(number) != MET)


def woven(number: int, words: str) -> Check:
    """A thread is woven, by its number in the file."""
    return Check(words, lambda end: int(end.lane["weave_state"][number]) == 1)


def out_of_the_fight(entity: str) -> Check:
    """Somebody has fled or is down."""
    return Check(f"{entity} down or fled", lambda end: end.life(entity) in (DOWN, FLED))


def _list(entities: tuple[str, ...], word: str = "and") -> str:
    return entities[0] if len(entities) == 1 else f"{', '.join(entities[:-1])} {word} {entities[-1]}"


def ends_near(entity: str, other: str, within: float) -> Check:
    """Somebody is near another one."""

    def holds(end: End) -> bool:
        x, _, z = end.rows["position"][end.row(other)].tolist()
        return end.away(entity, x, z) < within

    return Check(f"{entity} within {within:g} m of {other}", holds)


def stunned(entity: str) -> Check:
    """Somebody stands staggered."""
    return Check(
        f"{entity} staggered and up", lambda end: end.life(entity) == UP and int(end.rows["stun"][end.row(entity)]) > 0
    )


def looks_at(entity: str, other: str) -> Check:
    """Somebody has its attention on another one."""
    return Check(f"{entity} after {other}", lambda end: int(end.rows["target"][end.row(entity)]) == end.row(other))


def steadier(number: int, least: float) -> Check:
    """An anchor's stability is at least so much (0 to 1), by its number in the file."""
    return Check(f"an anchor at {least:.0%} or more", lambda end: float(end.lane["anchor_stability"][number]) >= least)
