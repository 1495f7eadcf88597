"""Laws of shaped ground: strokes of two designers, merged in either order, and strokes taken back to the byte."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.document import Compound, Document, command_from_json, view
from engine.document.diff import diff
from engine.document.edits.terrain import shape_commands
from engine.document.merge import merge
from engine.schema.tile import Tile
from engine.schema.tile_text import painted_as
from engine.terrain.edited import terrain_edits_of
from engine.terrain.edits import EditTile
from engine.terrain.landscape import Landscape
from engine.terrain.shaping import Brush, Stroke, flatten, lower, paint, raise_, smooth, stamp
from tests.engine.document.grounds import random_grounds
from tests.laws.document_sessions import law, opened, texts_of

Points = dict[tuple[int, int], int]
TOOLS = {"raise": raise_, "lower": lower, "flatten": flatten, "smooth": smooth, "paint": paint, "stamp": stamp}
spots = st.tuples(st.floats(-19, 19), st.floats(-19, 19))
strokes = st.lists(
    st.tuples(st.sampled_from(sorted(TOOLS)), st.floats(1, 6), st.lists(spots, min_size=1, max_size=3)),
    min_size=1,
    max_size=4,
)
changes = st.dictionaries(
    st.tuples(st.integers(-18, 18), st.integers(-18, 18)), st.integers(-9, 9), min_size=1, max_size=12
)


def shape(document: Document, stroke: tuple[str, float, list[tuple[float, float]]]) -> Compound:
    """Draw a stroke over the orchard."""
    tool, radius, path = stroke
    scene = view(document, "orchard")
    drawn = Stroke(Landscape(scene.header.terrain), terrain_edits_of(scene), TOOLS[tool], Brush(0, 0, radius, 0.4))
    for place in path:
        drawn.move_to(*place)
    command = Compound(title="Shape", commands=tuple(shape_commands(document, "orchard", drawn.tiles)))
    document.apply(command)
    assert terrain_edits_of(view(document, "orchard")) == drawn.edits
    return command


def with_offsets(document: Document, points: Points) -> dict[str, str]:
    """The texts of the project after some lattice points got other offsets [mm]."""
    edits = terrain_edits_of(view(document, "orchard"))
    tiles: dict[tuple[int, int], EditTile] = dict(edits.tiles)
    blank = EditTile(np.zeros((16, 16), int), np.zeros((16, 16, 4), int), np.zeros((16, 16), int))
    for (i, j), offset in points.items():
        place = (i // 16, j // 16)
        tile = tiles.get(place, blank)
        heights = tile.heights.copy()
        heights[j % 16, i % 16] = offset
        tiles[place] = EditTile(heights, tile.weights, tile.cover)
    commands = shape_commands(document, "orchard", tiles)
    document.apply(Compound(title="Points", commands=tuple(commands)))
    texts = texts_of(document)
    document.apply(Compound(title="Points", commands=tuple(commands)).inverse())
    return texts


@law
@given(strokes)
def test_strokes_are_taken_back_to_the_byte_and_done_again(session: list[Any]):
    with opened() as document:
        states = [texts_of(document)]
        done = []
        for stroke in session:
            done.append(shape(document, stroke))
            states.append(texts_of(document))

        for command, before in zip(reversed(done), reversed(states[:-1]), strict=True):
            document.apply(command.inverse())
            assert texts_of(document) == before
        for command, after in zip(done, states[1:], strict=True):
            document.apply(command_from_json(command.to_json()))
            assert texts_of(document) == after


@law
@given(strokes)
def test_the_difference_of_two_grounds_leads_from_one_to_the_other(session: list[Any]):
    with opened() as document, opened() as other:
        for stroke in session:
            shape(document, stroke)

        for command in diff(other, document):
            other.apply(command)

        assert texts_of(other) == texts_of(document)


@law
@given(changes, changes, changes)
def test_changes_of_different_points_merge_to_both_in_either_order(start: Points, mine: Points, theirs: Points):
    theirs = {place: offset for place, offset in theirs.items() if place not in mine}
    with opened() as document:
        base = with_offsets(document, start)
        ours, others = with_offsets(document, {**start, **mine}), with_offsets(document, {**start, **theirs})
        both = with_offsets(document, {**start, **mine, **theirs})

    for one, two in ((ours, others), (others, ours)):
        merged = merge(base, one, two)
        assert merged.conflicts == ()
        assert merged.texts() == both


@law
@given(changes, changes, changes)
def test_a_conflict_is_only_about_points_that_both_changed_differently(start: Points, mine: Points, theirs: Points):
    odd = {
        place for place in mine.keys() & theirs.keys() if len({mine[place], theirs[place], start.get(place, 0)}) == 3
    }
    with opened() as document:
        base = with_offsets(document, start)
        merged = merge(base, with_offsets(document, {**start, **mine}), with_offsets(document, {**start, **theirs}))
        # Who changed a point alone has it so, whoever holds elsewhere; a side that put a point back changed nothing.
        alone = {p: v for p, v in mine.items() if v != start.get(p, 0)}
        alone_theirs = {p: v for p, v in theirs.items() if v != start.get(p, 0)}
        wanted = {
            "ours": with_offsets(document, {**start, **alone_theirs, **alone}),
            "theirs": with_offsets(document, {**start, **alone, **alone_theirs}),
        }

    assert {each.file for each in merged.conflicts} == {f"terrain/orchard/{i // 16}_{j // 16}" for i, j in odd}
    for side in ("ours", "theirs"):
        assert merged.texts({each.key: side for each in merged.conflicts}) == wanted[side]


@law
@given(random_grounds(), random_grounds(), random_grounds())
def test_the_paint_of_a_point_is_merged_as_a_whole(one: EditTile, mine: EditTile, theirs: EditTile):
    with opened() as document:

        def written(ground: EditTile) -> dict[str, str]:
            command = Compound(title="", commands=tuple(shape_commands(document, "orchard", {(0, 0): ground})))
            document.apply(command)
            texts = texts_of(document)
            document.apply(command.inverse())
            return texts

        base, ours, others = written(one), written(mine), written(theirs)
        merged = merge(base, ours, others)
        for side in ("ours", "theirs", "base"):
            texts = merged.texts({each.key: side for each in merged.conflicts})
            result = Document.from_texts(texts, folder=".")
            known = zip(*(painted_as(Tile.of(each)) for each in (one, mine, theirs)), strict=True)
            tile = result.files["terrain/orchard/0_0"].tile if "terrain/orchard/0_0" in result.files else None
            painted = painted_as(tile or Tile())
            assert all(point in each for point, each in zip(painted, known, strict=True))
