"""A weave that could leave the party without a way out, or a way out that no weave opens."""

from collections.abc import Iterator
from typing import Any

from engine.document import Finding, Path, Set
from engine.rules.rule import rule
from engine.rules.scene import RuleScene, place_of

from ..weaving.kinds import NEVER
from ..weaving.tables import at_hand, loom_of, too_much, ways_in, weaves_of
from ..weaving.ways import Ways


@rule("weave-soft-lock", "error", "Weaves that shut the party in")
def weave_soft_lock(scene: RuleScene) -> Iterator[Finding]:
    """Where threads are woven the way out must stay open: unless it is named and can be paid for, it need not."""
    weaves = weaves_of(scene.view)
    if not weaves:
        return
    loom = next(iter(scene.view.with_component("loom")), None)
    refused = too_much(scene.view)
    if refused:
        yield scene.finding(refused, weaves[-1], "weave")
    elif loom is None or loom_of(scene.view)[1] is None:
        text = (
            "Threads can be woven here, but no loom names the way out, so none of them can be judged. Give one entity "
            "of the encounter a loom, and name in it where the party must be able to get to."
        )
        yield scene.finding(text, loom or weaves[0], *(("loom", "way_out") if loom else ()))
    else:
        player = next(iter(scene.view.with_component("player")), None)
        if player is not None:
            ways = ways_in(scene.view)
            yield from _way_out(scene, ways, player, loom)
            yield from _always_refused(scene, ways, player, weaves)


def _way_out(scene: RuleScene, ways: Ways, player: Any, loom: Any) -> Iterator[Finding]:
    """A way out that nothing opens, or that costs more than the party has."""
    start = place_of(player)
    begin = getattr(scene.view.encounter_header, "echo_start", 0)
    asked, purse = ways.need_at(start), begin + at_hand(scene.view, ways, start)
    if asked >= NEVER:
        text = (
            f"{player.name} can't get to the way out whatever is woven: no set of threads that the budgets allow opens "
            "it. Raise a budget, move a thread to where somebody can stand, or open a way."
        )
        yield scene.finding(text, loom, "loom", "way_out")
    elif asked > purse:
        text = (
            f"Opening the way out costs {asked} Echo, but the party begins with {purse}, shards at hand included. "
            "Give it more, lower a price, or put a shard where the party can get to it."
        )
        fix: tuple[Set, ...] = ()
        if scene.view.encounter is not None:
            where = Path(f"encounters/{scene.view.encounter}", ("echo_start",))
            fix = (Set(path=where, old=scene.view.snapshot.value(where), new=begin + asked - purse),)
        yield scene.finding(
            text, loom, "loom", fix=fix, fix_title="Begin with as much Echo as that costs" if fix else ""
        )


def _always_refused(scene: RuleScene, ways: Ways, player: Any, weaves: list[Any]) -> Iterator[Finding]:
    """Threads that the gate never grants: out of reach, or shutting the way for good whenever they are woven."""
    possible = ways.possible_from(place_of(player))
    for number, entity in enumerate(weaves):
        if number not in possible and ways.need_at(place_of(player)) < NEVER:
            text = (
                f"{entity.name} is always refused: nobody can stand near enough, or weaving it closes the way out for "
                "good. Move it, raise its reach, or leave another way."
            )
            yield scene.finding(text, entity, "weave")
