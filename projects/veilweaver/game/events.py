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
) = range(FIRST_PROJECT_KIND, FIRST_PROJECT_KIND + 10)

# Anchors are no actors: in the events about them the target is the anchor's number.
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
}
