"""The text of a tile of shaped ground: one spelling, every byte kept, and each fault told with its line."""

import pytest
import rtoml
from hypothesis import given

from engine.schema.text import FormatError
from engine.schema.tile import SIDE, Tile, TileError, scene_of_tile, tile_name, tile_place, tile_text
from engine.schema.tile_text import packed_paint, painted_as, read_tile, tile_data
from engine.terrain.edits import EditTile
from tests.engine.document.grounds import ground, random_grounds, with_points

ROWS = "\n".join(f"[{','.join(['0'] * SIDE)}]," for _ in range(SIDE))
HEAD = 'format = 1\nkind = "terrain"\n'


@given(random_grounds())
def test_a_tile_comes_back_from_its_text(made: EditTile):
    tile = Tile.of(made)

    again = read_tile(tile.text)

    assert again.is_same_ground(tile)
    assert tile_text(again) == tile.text
    assert rtoml.loads(tile.text) == tile_data(tile)


@given(random_grounds())
def test_any_other_spelling_says_the_same_and_is_kept_to_the_byte(made: EditTile):
    tile = Tile.of(made)
    odd = "# hand made\r\n" + tile.text.replace(",", " , ").replace("\n", "\r\n")

    again = read_tile(odd)

    assert again.is_same_ground(tile)
    assert again.text == odd
    assert tile_text(again) == ("# hand made\n" + tile.text).replace("\n", "\r\n")


@given(random_grounds())
def test_paint_comes_back_from_its_points(made: EditTile):
    tile = Tile.of(made)

    weights, cover = packed_paint(painted_as(tile))

    assert (weights, cover) == (tile.weights, tile.cover)


def test_what_is_zero_everywhere_is_left_out():
    assert Tile.of(ground()).text == HEAD
    assert Tile.of(ground()).is_empty
    assert "weights" not in Tile.of(ground(5)).text
    assert Tile.of(ground(0, cover=255, rock=9)).text.count(" = [\n") == 2


def test_a_row_is_a_line():
    lines = Tile.of(with_points(None, {(2, 3): -250})).text.splitlines()

    assert lines[2] == "heights = ["
    assert lines[5] == "[0,0,0,-250" + ",0" * 12 + "],"


def test_the_first_index_is_the_row_along_z():
    tile = Tile.of(with_points(None, {(2, 3): 7}))

    assert tile_data(tile)["heights"][2][3] == 7


FAULTS = {
    "rows": (f"{HEAD}heights = [\n[0],\n]\n", 3, "`heights` has 1 rows", "16 rows of 16 whole numbers"),
    "row": (
        f"{HEAD}heights = [\n{ROWS.replace('[0,', '[', 1)}\n]\n",
        4,
        "row 1 of `heights` has 15 values",
        "16 whole numbers",
    ),
    "too high": (
        f"{HEAD}heights = [\n{ROWS[:-3]}500001],\n]\n",
        19,
        "row 16 of `heights` holds 500001",
        "whole numbers of -500,000 to 500,000 mm",
    ),
    "too low": (f"{HEAD}heights = [\n[-500001{ROWS[2:]}\n]\n", 4, "row 1 of `heights` holds -500001", "-500,000"),
    "fraction": (f"{HEAD}heights = [\n[0.5{ROWS[2:]}\n]\n", 4, "holds 0.5", "whole numbers"),
    "flag": (f"{HEAD}heights = [\n[true{ROWS[2:]}\n]\n", 4, "holds true", "whole numbers"),
    "cover": (f"{HEAD}cover = [\n[256{ROWS[2:]}\n]\n", 4, "row 1 of `cover` holds 256", "whole numbers of 0 to 255"),
    "negative": (f"{HEAD}cover = [\n[-1{ROWS[2:]}\n]\n", 4, "row 1 of `cover` holds -1", "0 to 255"),
    "no list": (f"{HEAD}heights = 3\n", 3, "`heights` is no list", "16 rows of 16"),
    "no row": (f"{HEAD}heights = [1,{'[],' * 15}]\n", 3, "row 1 of `heights` is no list", "16 whole numbers"),
    "strange key": (f"{HEAD}hights = 1\n", 3, "`hights` is no key of a tile", "format, kind, heights, cover, weights"),
    "material": (f"{HEAD}[weights]\nmud = [\n{ROWS}\n]\n", 4, "`mud` is no material", "sand, forest, rock, path"),
    "no table": (f"{HEAD}weights = 1\n", 3, "`weights` is no table", "[weights]"),
    "too much": (
        f"{HEAD}[weights]\nsand = [\n[200{ROWS[2:]}\n]\nrock = [\n[56{ROWS[2:]}\n]\n",
        5,
        "the materials of row 1, column 1 add up to 256",
        "at most 255",
    ),
    "usual, too much": (
        f"{HEAD}\n[weights]\nsand = [\n[200{ROWS[2:]}\n]\nrock = [\n[56{ROWS[2:]}\n]\n",
        6,
        "the materials of row 1, column 1 add up to 256",
        "at most 255",
    ),
    "too much in the second column": (
        f"{HEAD}[weights]\nsand = [\n{ROWS}\n]\nrock = [\n[1,255{ROWS[4:]}\n]\npath = [\n[0,2{ROWS[4:]}\n]\n",
        5,
        "the materials of row 1, column 2 add up to 257",
        "at most 255",
    ),
    "kind": ('format = 1\nkind = "scene"\n', 1, "kind is 'scene'", 'kind = "terrain"'),
    "no format": ('kind = "terrain"\n', 1, "format is missing", "format = 1"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_line_and_what_was_expected(fault: str):
    text, line, what, expected = FAULTS[fault]

    with pytest.raises(TileError) as told:
        read_tile(text)

    assert (told.value.line, what in str(told.value), expected in told.value.expected) == (line, True, True), told.value


@pytest.mark.parametrize("text", ["heights = [", "format = 99\nkind = 'terrain'\n", HEAD + "a.b.c.d.e.f.g.h.i = 1\n"])
def test_what_no_reader_can_use_is_refused_as_in_other_files(text: str):
    with pytest.raises(FormatError):
        read_tile(text)


def test_tiles_are_named_by_their_place():
    assert tile_name("grove", 2, -3) == "terrain/grove/2_-3"
    assert tile_place("terrain/grove/2_-3") == (2, -3)
    assert tile_place("4096_-4096") == (4096, -4096)
    assert scene_of_tile("terrain/grove/2_-3") == "grove"
    assert [scene_of_tile(each) for each in ("scenes/grove", "terrain/grove", "terrain//0_0", "terrain/a/b/c")] == [
        None
    ] * 4


@pytest.mark.parametrize("name", ["-0_1", "01_2", "4097_0", "0_-4097", "2-3", "a_b", "1_2_3", "", "1_", "+1_2", "¹_2"])
def test_what_is_no_place_names_no_tile(name: str):
    assert tile_place(name) is None
