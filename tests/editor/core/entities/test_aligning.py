"""Laws of aligning and distributing: order, ends, gaps, and every byte back."""

import math
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from editor.core.editor import Editor
from editor.core.entities.aligning import align, distribute, face, units_of
from engine.document import Document
from engine.document.views.viewing import view
from tests.editor.core.glade import plant

HEAD = 'format = 1\nkind = "scene"\ntitle = "The Glade"\n'
NUMBER = st.floats(-9000.0, 9000.0).map(lambda value: round(value, 4))
PLACES = st.lists(st.tuples(NUMBER, NUMBER, NUMBER), min_size=3, max_size=7)
AXIS = st.integers(0, 2)
WHERE = st.sampled_from(["lowest", "middle", "highest", "last"])
SMALLEST = 1.01e-4
"""What rounding to four decimals may leave [m]."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plant(tmp_path_factory.mktemp("row") / "glade")


def opened(folder: Path, places: list[tuple[float, float, float]]) -> Document:
    """The glade with a row of stones at these places."""
    stones = [
        f"[entities.stone_{n}]\n[entities.stone_{n}.transform]\nposition = {list(p)}\n" for n, p in enumerate(places)
    ]
    (folder / "scenes/glade.toml").write_text(HEAD + "".join(stones), encoding="utf-8")
    return Document.open(folder)


def units(document: Document, count: int):
    return units_of(document, view(document, "glade"), [f"stone_{n}" for n in range(count)])


def along(document: Document, count: int, axis: int) -> list[float]:
    return [unit.at(axis) for unit in units(document, count)]


def texts(document: Document) -> dict[str, str]:
    return {file: document.text(file) for file in document.files}


@settings(deadline=None, max_examples=60)
@given(places=PLACES, axis=AXIS)
def test_distributing_keeps_the_order_and_the_ends_and_makes_gaps_equal(folder: Path, places, axis):
    document = opened(folder, places)
    before, first = along(document, len(places), axis), texts(document)

    command = distribute(units(document, len(places)), axis)

    if command is not None:
        document.apply(command)
    after = along(document, len(places), axis)
    order = sorted(range(len(places)), key=lambda n: before[n])
    ordered = [after[n] for n in order]
    assert all(later >= sooner - SMALLEST for sooner, later in pairwise(ordered))
    assert (after[order[0]], after[order[-1]]) == (before[order[0]], before[order[-1]])
    gaps = [later - sooner for sooner, later in pairwise(ordered)]
    assert max(gaps) - min(gaps) <= 2.0 * SMALLEST
    others = [other for other in range(3) if other != axis]
    moved = units(document, len(places))
    assert [[unit.at(o) for o in others] for unit in moved] == [[place[o] for o in others] for place in places]
    if command is not None:
        document.apply(command.inverse())
    assert texts(document) == first


@settings(deadline=None, max_examples=60)
@given(places=PLACES, axis=AXIS, where=WHERE)
@example(places=[(0.0, 0.0, 0.0), (0.0, 32.2715, 0.0), (0.0, 1089.1107, 0.0)], axis=1, where="middle")
def test_aligning_gives_all_one_coordinate_and_undo_every_byte(folder: Path, places, axis, where):
    document = opened(folder, places)
    before, first = along(document, len(places), axis), texts(document)
    low, high = min(before), max(before)
    goal = {"lowest": low, "middle": (low + high) / 2.0, "highest": high, "last": before[-1]}[where]

    command = align(units(document, len(places)), axis, where)

    if command is not None:
        document.apply(command)
    assert all(abs(value - goal) <= SMALLEST for value in along(document, len(places), axis))
    again = align(units(document, len(places)), axis, "last")
    assert again is None, "what is aligned stays where it is"
    if command is not None:
        document.apply(command.inverse())
    assert texts(document) == first


@settings(deadline=None, max_examples=40)
@given(places=PLACES)
def test_who_faces_the_last_one_looks_along_the_way_to_it(folder: Path, places):
    document = opened(folder, places)
    command = face(units(document, len(places)), last=True)
    if command is not None:
        document.apply(command)
    *others, goal = (unit.things[0] for unit in units(document, len(places)))
    for thing in others:
        aside, ahead = goal.position[0] - thing.position[0], goal.position[2] - thing.position[2]
        far = math.hypot(aside, ahead)
        yaw = math.radians(thing.rotation[1])
        if far > 1e-2:
            assert (math.sin(yaw) * aside + math.cos(yaw) * ahead) / far > 0.99999


def test_a_group_moves_as_one_and_a_member_of_it_counts_once(editor: Editor):
    assert editor.document is not None
    editor.selection.set(["party", "kael", "rock"])

    editor.actions.run("align.x_last")

    view = editor.view
    places = [view.entity(id_).components["transform"].position[0] for id_ in ("kael", "lyra", "rock")]
    assert places == [7.0, 5.0, 6.0]
    assert editor.undo.entries[-1].sentence == "Align X of 2 entities"


def test_what_is_locked_stays_and_too_few_are_told_why(editor: Editor):
    said: list[str] = []
    editor.said.connect(said.append)
    editor.selection.set(["rock"])
    editor.actions.run("entity.lock")
    editor.selection.set(["kael", "rock"])

    editor.actions.run("align.z_lowest")

    assert said[-1] == "Select two or more that have a place and are not locked; 1 of these can move."
    assert len(editor.undo.entries) == 1


def test_distributing_asks_for_three_and_says_so(editor: Editor):
    editor.selection.set(["kael", "rock"])
    assert editor.actions.enabled("distribute.x") == (False, "Select three or more entities first.")
