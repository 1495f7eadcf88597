"""What Veilweaver writes into the event log; each change of Echo has a kind of its own, which says why."""

from engine.world.events import FIRST_PROJECT_KIND

(
    ECHO_FOR_FALLEN,
    ECHO_SPENT_ON_DASH,
    ECHO_SPENT_ON_BARRICADE,
    ECHO_SPENT_ON_MENDING,
    ANCHOR_FOUGHT_OVER,
    ANCHOR_PULSED,
    ANCHOR_MENDED,
    ANCHOR_STATE,
    TAUNTED,
    MARKED,
    ECHO_SPENT_ON_WEAVING,
    ECHO_BACK_FROM_WEAVING,
    ECHO_FOR_SHARD,
    WOVEN,
    UNWOVEN,
    WEAVE_REFUSED,
    ECHO_BACK_FROM_BARRICADE,
    CAUGHT_BY_THREAD,
) = range(FIRST_PROJECT_KIND, FIRST_PROJECT_KIND + 18)

# Anchors, weaves and shards are no actors: in the events about them the target is their number.
EVENT_KINDS = {
    "echo_for_fallen": ECHO_FOR_FALLEN,
    "echo_spent_on_dash": ECHO_SPENT_ON_DASH,
    "echo_spent_on_barricade": ECHO_SPENT_ON_BARRICADE,
    "echo_spent_on_mending": ECHO_SPENT_ON_MENDING,
    "anchor_fought_over": ANCHOR_FOUGHT_OVER,
    "anchor_pulsed": ANCHOR_PULSED,
    "anchor_mended": ANCHOR_MENDED,
    "anchor_state": ANCHOR_STATE,
    "taunted": TAUNTED,
    "marked": MARKED,
    "echo_spent_on_weaving": ECHO_SPENT_ON_WEAVING,
    "echo_back_from_weaving": ECHO_BACK_FROM_WEAVING,
    "echo_for_shard": ECHO_FOR_SHARD,
    "woven": WOVEN,
    "unwoven": UNWOVEN,
    "weave_refused": WEAVE_REFUSED,
    "echo_back_from_barricade": ECHO_BACK_FROM_BARRICADE,
    "caught_by_thread": CAUGHT_BY_THREAD,
}

# How the timeline tells them; what happens many times a minute is left out.
TOLD = {
    "echo_for_fallen": ("weave", "good", "{amount} Echo for {target}"),
    "echo_spent_on_dash": ("weave", "plain", "{source} dashed for {amount} Echo", "source"),
    "echo_spent_on_barricade": ("weave", "plain", "{source} paid {amount} Echo for a barricade", "source"),
    "echo_spent_on_mending": ("weave", "plain", "{source} paid {amount} Echo to mend an anchor", "source"),
    "anchor_fought_over": (),
    "anchor_pulsed": (),
    "anchor_mended": ("weave", "good", "{target} is mended", "target", "anchor"),
    "anchor_state": ("weave", "plain", "{target} changes", "target", "anchor"),
    "taunted": (),
    "marked": (),
    "echo_spent_on_weaving": ("weave", "plain", "{source} paid {amount} Echo to weave {target}", "target", "weave"),
    "echo_back_from_weaving": ("weave", "plain", "{amount} Echo back for {target}", "target", "weave"),
    "echo_for_shard": ("weave", "good", "{source} picked up {amount} Echo: {target}", "target", "echo_shard"),
    "woven": ("weave", "good", "{target} is woven", "target", "weave"),
    "unwoven": ("weave", "plain", "{target} is let go", "target", "weave"),
    "weave_refused": ("weave", "bad", "{target} was refused", "target", "weave"),
    "echo_back_from_barricade": ("weave", "bad", "A barricade that would shut the way: {amount} Echo back", "source"),
    "caught_by_thread": ("party", "bad", "{source} fell and was drawn back, {amount} hp", "source"),
}
