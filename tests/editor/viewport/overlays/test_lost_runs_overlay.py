"""Falls and lost runs on the ground: squares and paths of real data, grey when stale, a sentence when there is none."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.balance.ground import OnGround
from editor.viewport.overlays import OverlayScene, find_overlays
from editor.viewport.overlays.lost_runs import CLEAR, FAINT, FALLS, LEADER, MOST, STALE, WAYS, squares
from editor.viewport.picture.source import PictureSource
from editor.viewport.view_state import ViewState
from engine.balance.happened import Happened
from engine.balance.heat import heat_map
from engine.play.playtest.outcomes import Death
from engine.play.playtest.tracing import Trace, Ways
from engine.present.colour import srgb
from engine.present.draw_list import DrawList
from tests.editor.core.balance.stage import brawling, give, played, until
from tests.engine.balance.meadow import meadow

SCENE = meadow()
PLACES = ((0.5, 0.5), (1.5, 0.1), (-3.0, 4.5))


def fallen(places):
    return heat_map([Death(60, "hero", "raider", x, z, "melee", True) for x, z in places])


def laid(overlay, found):
    picture = DrawList()
    overlay.add(OverlayScene(SCENE, None, None, (), playtest=found), picture)
    return picture


HAPPENED = Happened(runs={"novice": 64}, heat=fallen(PLACES), lost={"novice": (3,)}, losses=40)
PATHS = Ways(
    (
        Trace(3, "mira", np.array([[0, 0], [2, 0], [2, 5]], np.float32)),
        Trace(3, "bee", np.array([[1, 0], [1, 1]], np.float32)),
    )
)
FOUND = OnGround(HAPPENED, ways=PATHS)


def test_both_are_overlays_of_the_menu_and_off_at_start():
    assert {FALLS, WAYS} <= set(find_overlays())
    assert not FALLS.is_on_at_start
    assert not WAYS.is_on_at_start


def test_the_squares_lie_where_they_fell_and_the_fullest_is_told():
    picture = laid(FALLS, FOUND)
    (batch,) = picture.line_batches
    middles = ((batch.start + batch.end) / 2).tolist()
    assert sorted(map(tuple, middles)) == [(-3.0, 5.0), (1.0, 1.0)]
    fullest = middles.index([1.0, 1.0])
    assert batch.colour[fullest].tolist() == pytest.approx([*srgb(MOST), CLEAR])
    assert batch.colour[1 - fullest, 3] == pytest.approx((FAINT + CLEAR) / 2), "half as many, half as clear"
    assert [(each.text, each.position[::2]) for each in picture.labels] == [
        ("2 fell", (1.0, 1.0)), ("1 fell", (-3.0, 5.0))
    ]  # fmt: skip
    assert picture.notes == ["3 falls of the party in 64 runs of all skills, squares of 2 m"]


QUARTERS = st.integers(-1600, 1600).map(lambda each: each / 4.0)


@given(st.lists(st.tuples(QUARTERS, QUARTERS), min_size=1, max_size=60))
def test_every_fall_lies_in_a_square_and_every_square_holds_one(places):
    heat = fallen(places)
    batch = squares(heat, is_stale=False)
    assert len(batch.start) == np.count_nonzero(heat.counts)
    left, low, high = batch.start[:, 0] - heat.cell_m / 2, batch.start[:, 1], batch.end[:, 1]
    held = np.zeros(len(low), int)
    for x, z in places:
        inside = (left <= x) & (x < left + heat.cell_m) & (low <= z) & (z < high)
        assert inside.sum() == 1
        held += inside
    assert (held > 0).all()
    assert np.argmax(held) in np.flatnonzero(batch.colour[:, 3] == batch.colour[:, 3].max())


def test_paths_are_lines_from_place_to_place_and_the_player_stands_out():
    picture = laid(WAYS, FOUND)
    (lines,), (rings,) = picture.line_batches, picture.ring_batches
    assert np.concatenate([lines.start, lines.end], axis=1).tolist() == [[0, 0, 2, 0], [2, 0, 2, 5], [1, 0, 1, 1]]
    assert rings.place[:, ::2].tolist() == [[2, 5], [1, 1]]
    assert lines.colour[:, 3] == pytest.approx([LEADER[0], LEADER[0], lines.colour[2, 3]])
    assert lines.width[0] > lines.width[2]
    assert picture.notes == ["Paths of the first 1 of 40 lost runs, at most 5 per skill"]


def test_who_is_selected_stands_out_in_the_place_of_the_player():
    picture = DrawList()
    WAYS.add(OverlayScene(SCENE, None, None, ("bee",), playtest=FOUND), picture)
    assert picture.line_batches[0].width.argmax() == 2


@pytest.mark.parametrize("overlay", [FALLS, WAYS])
def test_what_is_stale_is_grey_and_says_so(overlay):
    picture = laid(overlay, replace(FOUND, is_stale=True))
    assert np.allclose(picture.line_batches[0].colour[:, :3], srgb(STALE))
    assert f"{overlay.title}: out of date since an edit" in picture.notes


@pytest.mark.parametrize(
    ("overlay", "found", "note"),
    [
        (FALLS, OnGround(why_none="open an encounter first"), "Heat map of falls: open an encounter first"),
        (FALLS, OnGround(Happened(runs={"novice": 64})), "Heat map of falls: nobody fell in 64 runs"),
        (WAYS, OnGround(Happened(runs={"novice": 64})), "Paths of losing runs: none of 64 runs was lost"),
        (WAYS, OnGround(HAPPENED, why_no_ways="they are being played"), "Paths of losing runs: they are being played"),
    ],
)
def test_what_is_missing_is_said(overlay, found, note):
    picture = laid(overlay, found)
    assert picture.notes == [note]
    assert not picture.line_batches


def test_the_picture_shows_what_the_last_playtest_of_the_open_encounter_says(tmp_path: Path):
    with brawling(tmp_path) as editor:
        source = PictureSource(editor, ViewState(frozenset({FALLS.id, WAYS.id})))
        redrawn: list[int] = []
        source.changed.connect(lambda: redrawn.append(1))
        assert source.picture().notes == [
            "Heat map of falls: the first 16 seeds are being played",
            "Paths of losing runs: the first 16 seeds are being played",
        ]
        shown = played(editor)
        source.picture()
        until(editor, lambda: editor.balance.ways.shown is not None)
        assert redrawn

        heat, ways = source.picture().line_batches
        assert len(heat.start) == np.count_nonzero(shown.happened.heat.counts)
        assert len(ways.start) == sum(len(each.points) - 1 for each in editor.balance.ways.shown.traces)

        give(editor, "hero_1", "health", "maximum", value=91.0)
        grey = source.picture()
        assert all(np.allclose(batch.colour[:, :3], srgb(STALE)) for batch in grey.line_batches)
        assert "Heat map of falls: out of date since an edit" in grey.notes
        editor.undo.undo()
        assert not any("out of date" in note for note in source.picture().notes)
