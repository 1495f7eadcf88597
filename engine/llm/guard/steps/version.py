"""The version: a plan is for a state that was given out lately, and is committed to the state it was checked for."""

from engine.llm.guard.verdict import refuse
from engine.llm.guard.world_version import KnownVersions, tick_of, version_of
from engine.play.running.session import Session
from engine.world.ids import TICKS_PER_SECOND

STEP = "version"


def known_version(said: str, known: KnownVersions, session: Session, most_age: int) -> None:
    """Refused for a version that nobody gave out, or one that is older than `most_age` ticks or of another try."""
    now = version_of(session)
    tick = tick_of(said)
    if said not in known or tick is None:
        reason = f"{said!r} is no version that was given out"
        raise refuse(STEP, "known version", reason, field="world", expected=now, nearest=now)
    is_other = said.split(".")[:2] != now.split(".")[:2] or not 0 <= session.tick - tick
    if is_other or session.tick - tick > most_age:
        age = "of another try" if is_other else f"{(session.tick - tick) / TICKS_PER_SECOND:.1f} s old"
        reason = f"the world that it is for is {age}"
        expected = f"a version of the last {most_age / TICKS_PER_SECOND:g} s, such as {now}"
        raise refuse(STEP, "recent version", reason, field="world", expected=expected, nearest=now)


def same_version(checked: str, session: Session) -> None:
    """Refused when the world has gone on since the plan was checked; it must be checked again then."""
    now = version_of(session)
    if checked != now:
        reason = f"the world has gone on since the plan was checked, from {checked} to {now}"
        raise refuse(STEP, "unchanged world", reason, field="world", expected="the plan checked again", nearest=now)


def unspent_version(checked: str, spent: str) -> None:
    """Refused when another plan was committed to the same state: this one was tried out without it."""
    if checked == spent:
        reason = "another plan was committed to this state of the world"
        raise refuse(STEP, "one plan a state", reason, field="world", expected="the plan checked after the next tick")
