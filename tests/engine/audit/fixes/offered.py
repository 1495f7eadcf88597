"""What is offered for a call of a text."""

from engine.audit.fixes.crate import Crate
from engine.audit.fixes.offer import Offer, offers_of
from engine.audit.fixes.syntax.call import calls_in

NO_CRATE = Crate()


def offers(text: str, crate: Crate = NO_CRATE, at: int = 0) -> dict[str, Offer]:
    """What each pattern says to one call of a text, by the pattern's name."""
    return {each.pattern.name: each for each in offers_of(calls_in(text.encode())[at], crate)}


def offered(text: str, at: int = 0) -> set[str]:
    """The names of the patterns that are offered for it."""
    return {name for name, each in offers(text, at=at).items() if each.is_offered}
