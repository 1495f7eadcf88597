"""What the last playtest of the open encounter says of places, for whoever lays it over the picture of the scene."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.core.balance.service import Balance
    from engine.balance.happened import Happened
    from engine.play.playtest.tracing import Ways

NOT_YET = {
    "none": "open an encounter first",
    "off": "turn on “After each edit” in Is it fair? first",
    "failed": "the encounter can't be played; Is it fair? says why",
    "compiling": "the first results come when the kernels are compiled",
    "playing": "the first 16 seeds are being played",
}


@dataclass(frozen=True)
class OnGround:
    """`why_none` says what is missing where nothing is known (no `happened`), else it is ""; `ways` may be unknown.

    `is_stale`: it is of the encounter before an edit.
    """

    happened: "Happened | None" = None
    is_stale: bool = False
    ways: "Ways | None" = None
    why_none: str = ""
    why_no_ways: str = ""


def on_ground(balance: "Balance", *, with_ways: bool) -> OnGround:
    """How it stands now. With ways they are asked for, where they are not known."""
    shown = balance.shown
    if shown is None or balance.standing != "known":
        return OnGround(why_none=NOT_YET.get(balance.standing, ""))
    if not with_ways:
        return OnGround(shown.happened, balance.is_stale)
    ways, lost = balance.ways.shown, balance.ways
    if ways is None:
        lost.ask()
    waits = balance.why_resting or "they are being played"
    return OnGround(shown.happened, balance.is_stale, ways, why_no_ways=lost.error or waits[0].lower() + waits[1:])
