"""Contacts: which bodies touch or overlap now, and how deep."""

from __future__ import annotations

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from editor.viewport.overlays.running import THROUGH, running_rows
from engine.document.wording import counted
from engine.physics.queries.grid import QueryGrid
from engine.present.batches import between, lines
from engine.present.draw_list import DrawList

TOUCH, DEEP = "#ffe08a", "#ff4d5e"
TOUCH_M = 0.01
"""Bodies closer than this [m] touch: the solver parts them to within a few millimetres."""
OVERLAP_M = 0.001
"""Pairs deeper than this [m] are counted as overlapping: less is rounding."""
DEEP_M = 0.08
"""The depth [m] at which a line is as red and as wide as it gets."""


def add(scene: OverlayScene, picture: DrawList) -> None:
    """A line between the middles of each pair, the redder and wider the deeper they overlap."""
    rows = running_rows(scene, picture, "Contacts")
    if rows is None:
        return
    found = QueryGrid(rows, 0).pairs(TOUCH_M)
    share = found.depth / DEEP_M
    picture.line_batches.append(
        lines(
            scene.ground,
            rows["position"][found.one],
            rows["position"][found.other],
            between(TOUCH, DEEP, share),
            width=0.06 + 0.10 * share.clip(0.0, 1.0),
            through=THROUGH,
        )
    )
    overlapping = found.depth[found.depth > OVERLAP_M]
    deepest = f", the deepest {100.0 * float(overlapping.max()):.1f} cm" if len(overlapping) else ""
    text = counted(len(found.depth), "pair touches", "pairs touch")
    picture.notes.append(f"{text}, {len(overlapping):,} overlap{deepest}" if len(found.depth) else "No pair touches")


CONTACTS = Overlay(
    "contacts",
    "Contacts",
    "Which bodies touch, and how deep do they overlap?",
    "intersect",
    add,
    (
        Swatch("Touch", TOUCH, help="Two bodies that touch."),
        Swatch("Overlap by 8 cm or more", DEEP, help="Two bodies deeper in each other than they should be."),
    ),
    order=61,
)
