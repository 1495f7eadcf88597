"""The streaming block over the running game: the panel's numbers, off until asked for, honest where nothing streams."""

from dataclasses import replace

from editor.core.editor import Editor
from editor.viewport.hud.streaming import BLOCK, StreamingHud, rows_of
from editor.viewport.paint.forms.lines import compact
from editor.viewport.view_state import ViewState
from engine.terrain.streaming.stats import Hitch, StreamingStats

MIB = 1 << 20
CALM = StreamingStats(
    resident=(4, 8, 16, 20, 12, 40), slot_bytes=30 * MIB, cache_bytes=10 * MIB, memory_budget=80 * MIB
)


def told(rows):
    return {row.label.strip(): row for row in rows}


def test_it_is_off_until_somebody_asks():
    state = ViewState()
    assert not state.shows_hud(BLOCK)

    state.toggle_hud(BLOCK)

    assert state.shows_hud(BLOCK)


def test_memory_is_all_kinds_together_against_the_budget():
    rows = told(rows_of(replace(CALM, flight_bytes=2 * MIB), (), 1.0))

    assert rows["Memory"].value == "42.0 of 80 MiB"
    assert rows["Memory"].fraction == 42 / 80
    assert rows["Levels 0 to 5"].value == "4 8 16 20 12 40"
    assert "Failed" not in rows
    assert "Last" not in rows


def test_the_last_hitch_is_told_with_its_longest_parts_first():
    hitch = Hitch(1234, 3.5, {"poll": 0.1, "select": 2.0, "want": 1.0, "upload": 0.3, "frame": 0.1}, 2)

    rows = rows_of(CALM, (hitch,), 1.0)

    assert [row.label.strip() for row in rows[-3:]] == ["select", "want", "upload"]
    assert told(rows)["Last"].value == "frame 1,234  3.50 ms"
    assert told(rows)["Over 2 ms"].value == "1"


def test_failures_holes_and_a_passed_budget_stand_out():
    rows = told(rows_of(replace(CALM, failed_now=3, is_hole=True, main_ms=1.4), (), 1.0))

    assert rows["Failed"].tone == "bad"
    assert rows["Hole"].tone == "bad"
    assert rows["Main thread"].tone == "warning"


def test_without_an_endless_ground_it_says_so():
    editor = Editor()
    block = StreamingHud(editor).block()
    editor.shut_down()

    assert block.rows[0].value == "a patch, not streamed"
    assert block.is_solid
    assert compact(block).is_solid
