"""Differences in designers' words, line by line."""

from engine.document import Document
from engine.document.diff import diff
from engine.document.telling import told
from tests.engine.document.test_diff import FILE, before, changed


def lines(after: Document) -> list[str]:
    return told(diff(before(), after), before().snapshot(), after.snapshot())[FILE]


def test_values_are_told_with_their_unit_once():
    after = changed(("current = 80.0", "current = 90.0"), ("position = [4.0, 0.0, 2.0]", "position = [4.0, 0.0, 3.5]"))

    assert lines(after) == ["Mira: health 80 -> 90 hp", "Wasp 1: position (4, 0, 2) -> (4, 0, 3.5) m"]


def test_what_came_and_went():
    after = changed(
        ("[entities.mira.player]\n", ""),
        ("hidden = true", "locked = true\n[entities.wasp_2.health]"),
        ("current = 8.0\n", "maximum = 9.0\n"),
    )

    assert sorted(lines(after)) == [
        "Mira: lost player",
        "Wasp 1: health maximum set to 9 hp",
        "Wasp 1: health reset, it was 8 hp",
        "Wasp 2: got health",
        "Wasp 2: hidden reset, it was on",
        "Wasp 2: locked set to on",
    ]


def test_names_parents_places_and_heads():
    after = changed(
        ('name = "Wall"', 'name = "Fence"\nparent = "party"'),
        ('parent = "party"\ntags', "tags"),
        ("seed = 3", "seed = 4"),
        ('title = "Orchard"', 'title = "Garden"'),
    )

    assert sorted(lines(after)) == [
        "Fence: moved under Party",
        "Fence: renamed from Wall",
        "Garden: terrain seed 3 -> 4",
        'Garden: title "Orchard" -> "Garden"',
        "Mira: moved to the top",
    ]


def test_entities_that_come_go_and_move():
    text = before().text(FILE)
    wall = text[text.index("\n[entities.wall]") : text.index("# the end")]
    wasp = '\n[entities.wasp_2]\nprefab = "wasp"\nhidden = true\n'
    after = changed((wall, ""), (wasp, "\n[entities.bee]\n"), ("# ---- People", f"{wall}# ---- People"))

    assert lines(after) == ["- Wasp 2", "Wall: moved up in the list", "+ Bee"]
