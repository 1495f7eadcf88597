"""An odd run in words: how it ended, and in what it is unlike the median run of its skill."""

from collections.abc import Iterable

TRAITS_TOLD = 2
ENDED = {"victory": "won", "defeat": "lost", "timeout": "out of time"}
FEW = {"victory": "few are won", "defeat": "most are won", "timeout": "most are won"}


def ended_words(outcome: str, seconds: float) -> str:
    """How a run ended, and after how long."""
    return f"{ENDED.get(outcome, outcome)} after {seconds:.1f} s"


def unlike_words(outcome: str, traits: Iterable[tuple[str, float, float]]) -> str:
    """What lies farthest from the median run, as a sentence without its stop.

    Args:
        outcome: How the run ended.
        traits: (name, value, that of the median run), the farthest first.
    """
    told = "; ".join(_trait(outcome, *each) for each in [*traits][:TRAITS_TOLD])
    return told[:1].upper() + told[1:]


def _trait(outcome: str, name: str, value: float, usual: float) -> str:
    match name:
        case "won":
            return FEW.get(outcome, "most end otherwise") if abs(value - usual) > 0.5 else "half are won"
        case "seconds":
            return f"{value:.1f} s, in the median run {usual:.1f} s"
        case "party falls":
            return f"the party falls {value:g} {'time' if value == 1 else 'times'}, in the median run {usual:g}"
        case "other falls":
            return f"{value:g} {'other falls' if value == 1 else 'others fall'}, in the median run {usual:g}"
        case "uses":
            return f"{value:g} {'use' if value == 1 else 'uses'} of abilities, in the median run {usual:g}"
        case _:
            return f"{value:.0f} Echo left, in the median run {usual:.0f}"
