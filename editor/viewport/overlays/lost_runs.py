"""Where the fight is lost: how often the party falls in each square of the ground, and the ways of lost runs."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from editor.core.balance.ground import OnGround
from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from engine.present.batches import colours
from engine.present.colour import srgb
from engine.present.draw_list import DrawList, Ground, Label, LineBatch, RingBatch
from engine.present.ground import height_at

if TYPE_CHECKING:
    from engine.balance.heat import Heat
    from engine.play.playtest.tracing import Ways

FEW, MOST, STALE = "#ffe08a", "#ff4d3d", "#9aa0a6"
WAY, END = "#7fd4ff", "#ffffff"
FAINT, CLEAR = 0.4, 0.85
LIFT_M, LABEL_M, FADING = 0.12, 1.2, 1.35
"""Lines fade towards their sides, so that a square has to be so much wider than its cell to fill it."""
LEADER, COMPANION = (0.8, 0.16), (0.22, 0.07)
"""Opacity and width [m] of the path of whoever the player is, or who is selected, and of the others."""
END_M = 0.4
LABELS = 3
THROUGH = 0.3


def add_falls(scene: OverlayScene, picture: DrawList) -> None:
    """A square for each place where somebody of the party fell, the more often the redder and the less see-through."""
    found = _known(scene, picture, FALLS.title)
    if found is None:
        return
    heat, runs = found.happened.heat, found.happened.every_run
    if heat is None:
        picture.notes.append(f"Heat map of falls: nobody fell in {runs:,} runs")
        return
    picture.line_batches.append(squares(heat, is_stale=found.is_stale))
    picture.labels.extend(_counts(heat, scene.ground, is_stale=found.is_stale))
    picture.notes.append(
        f"{heat.total:,} falls of the party in {runs:,} runs of all skills, squares of {heat.cell_m:g} m"
    )


def add_ways(scene: OverlayScene, picture: DrawList) -> None:
    """A line for the way of each of the party through some lost runs, with a ring where it ends."""
    found = _known(scene, picture, WAYS.title)
    if found is None:
        return
    happened = found.happened
    if not happened.losses:
        picture.notes.append(f"Paths of losing runs: none of {happened.every_run:,} runs was lost")
        return
    if found.ways is None:
        if not found.is_stale:
            picture.notes.append(f"Paths of losing runs: {found.why_no_ways}")
        return
    # What was played is here, and with it what plays: importing it again costs nothing.
    from engine.balance.happened.summary import MOST_LOST

    leaders = frozenset(scene.selection) & {trace.who for trace in found.ways.traces}
    leaders = leaders or frozenset(entity.id for entity in scene.view.with_component("player"))
    lines, ends = ways_drawn(found.ways, leaders, is_stale=found.is_stale)
    picture.line_batches.append(lines)
    picture.ring_batches.append(ends)
    shown = sum(map(len, happened.lost.values()))
    picture.notes.append(
        f"Paths of the first {shown:,} of {happened.losses:,} lost runs, at most {MOST_LOST} per skill"
    )


def _known(scene: OverlayScene, picture: DrawList, title: str) -> OnGround | None:
    """What is known of the open encounter; without it None, and the legend says what to do."""
    found = scene.playtest
    if found is None or found.why_none:
        picture.notes.append(f"{title}: {found.why_none if found is not None else 'nothing is known yet'}")
        return None
    if found.is_stale:
        picture.notes.append(f"{title}: out of date since an edit")
    return found


@lru_cache(maxsize=4)
def squares(heat: Heat, *, is_stale: bool) -> LineBatch:
    """A square of the ground for each that somebody fell in: a line as wide as it is long."""
    rows, columns = np.nonzero(heat.counts)
    count = heat.counts[rows, columns]
    share = (count / heat.counts.max()).astype(np.float32)
    x, z = heat.x + (columns + 0.5) * heat.cell_m, heat.z + rows * heat.cell_m
    low, high = (np.array(srgb(each), np.float32) for each in ((STALE, STALE) if is_stale else (FEW, MOST)))
    colour = np.empty((len(rows), 4), np.float32)
    colour[:, :3] = low + (high - low) * share[:, None]
    colour[:, 3] = FAINT + (CLEAR - FAINT) * share
    return LineBatch(
        np.stack([x, z], axis=1).astype(np.float32),
        np.stack([x, z + heat.cell_m], axis=1).astype(np.float32),
        np.full(len(rows), LIFT_M, np.float32),
        colour,
        np.full(len(rows), heat.cell_m * FADING, np.float32),
        through=THROUGH,
    )


@lru_cache(maxsize=4)
def ways_drawn(ways: Ways, leaders: frozenset[str], *, is_stale: bool) -> tuple[LineBatch, RingBatch]:
    """The ways as lines from each place to the next, and a ring at the end of each; those of leaders stand out."""
    traces = [each for each in ways.traces if len(each.points)]
    points = [each.points for each in traces]
    looks = np.array([LEADER if each.who in leaders else COMPANION for each in traces], np.float32).reshape(-1, 2)
    each_line = np.repeat(looks, [len(each) - 1 for each in points], axis=0)
    none = np.zeros((0, 2), np.float32)
    start = np.concatenate([each[:-1] for each in points] or [none])
    end = np.concatenate([each[1:] for each in points] or [none])
    last = np.array([each[-1] for each in points], np.float32).reshape(-1, 2)
    colour = colours(STALE if is_stale else WAY, len(start))
    colour[:, 3] = each_line[:, 0]
    lines = LineBatch(
        start, end, np.full(len(start), LIFT_M, np.float32), colour,
        np.ascontiguousarray(each_line[:, 1]), through=THROUGH,
    )  # fmt: skip
    place = np.zeros((len(last), 3), np.float32)
    place[:, ::2] = last
    place[:, 1] = LIFT_M
    ends = colours(STALE if is_stale else END, len(last))
    ends[:, 3] = looks[:, 0]
    rings = RingBatch(place, np.full(len(last), END_M, np.float32), ends, through=THROUGH)
    return lines, rings


def _counts(heat: Heat, ground: Ground | None, *, is_stale: bool) -> list[Label]:
    """How many fell in the squares where most did."""
    order = np.argsort(-heat.counts, axis=None, kind="stable")[:LABELS]
    rows, columns = np.unravel_index(order, heat.counts.shape)
    found: list[Label] = []
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        count = int(heat.counts[row, column])
        if not count:
            break
        x, z = heat.x + (column + 0.5) * heat.cell_m, heat.z + (row + 0.5) * heat.cell_m
        place = (x, float(height_at(ground, x, z)) + LABEL_M, z)
        found.append(Label(f"{count:,} fell", place, STALE if is_stale else MOST))
    return found


FALLS = Overlay(
    "heat_of_falls",
    "Heat map of falls",
    "Where does the party fall in the playtest?",
    "fire",
    add_falls,
    (
        Swatch("Few fell here", FEW, help="A square in which somebody of the party fell, in any run of the playtest."),
        Swatch("Most fell here", MOST, help="The squares in which the party fell most often; the first three say how."),
    ),
    order=96,
    is_of_playtest=True,
)
WAYS = Overlay(
    "losing_paths",
    "Paths of losing runs",
    "Which way does the party go in runs of the playtest that it loses?",
    "person-simple-walk",
    add_ways,
    (
        Swatch(
            "Path through a lost run",
            WAY,
            help="Where the player went, or who is selected; thin: the others.",
        ),
        Swatch("Where it ended", END, "ring", "Where one of the party was when the run was lost."),
    ),
    order=97,
    is_of_playtest=True,
)
