"""What the open objective must ask for, as a requirement of the tools that see to it."""

from engine.llm.guard.parameters import Parameters
from engine.llm.guard.tool import Requirement, Unmet
from engine.play.running.session import Session


def errand_is(kind: int, words: str) -> Requirement:
    """That the first open objective is of a kind of `engine.ai.errand_columns`."""

    def check(session: Session, row: int, arguments: Parameters) -> Unmet | None:
        if int(session.world.view["errand_kind"][0]) == kind:
            return None
        return Unmet(
            "actor", "the open objective", f'no open objective {words} where "{arguments.actor}" could see to it'
        )

    return check
