"""The text of a tile of shaped ground: one spelling, every byte kept, and each fault told with its line."""

import pytest
import rtoml
from hypothesis import given

from engine.schema.text import FormatError
from engine.schema.tile import SIDE, Tile, TileError, scene_of_tile, tile_name, tile_place, tile_text
from engine.schema.tile_text import heights_of, packed_paint, painted_as, read_tile, tile_data, tile_value
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


def fourth_row(sixth: int) -> str:
    """Rows of zeros but for the sixth number of the fourth."""
    rows = ROWS.split("\n")
    rows[3] = f"[0,0,0,0,0,{sixth},{','.join(['0'] * 10)}],"
    return "\n".join(rows)


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
    "too many rows": (f"{HEAD}heights = [\n{ROWS}\n[0],\n]\n", 3, "`heights` has 17 rows", "16 rows"),
    "too many values": (
        f"{HEAD}heights = [\n{ROWS.replace('[0,', '[0,0,', 1)}\n]\n",
        4,
        "row 1 of `heights` has 17 values",
        "16 whole numbers",
    ),
    "all on the last line": (
        f"{HEAD}heights = [{ROWS.replace(chr(10), '').replace('],[0,', '],[', 1)}]",
        3,
        "row 2 of `heights` has 15 values",
        "16 whole numbers",
    ),
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
        f"{HEAD}[weights]\nsand = [\n{ROWS}\n]\nrock = [\n[255,255{ROWS[4:]}\n]\npath = [\n[0,2{ROWS[4:]}\n]\n",
        5,
        "the materials of row 1, column 2 add up to 257",
        "at most 255",
    ),
    "too much further down": (
        f"{HEAD}[weights]\nsand = [\n{fourth_row(255)}\n]\nrock = [\n{fourth_row(7)}\n]\n",
        8,
        "the materials of row 4, column 6 add up to 262",
        "at most 255",
    ),
    "less than no sand": (f"{HEAD}[weights]\nsand = [\n[-1{ROWS[2:]}\n]\n", 5, "row 1 of `sand` holds -1", "0 to 255"),
    "more than all sand": (f"{HEAD}[weights]\nsand = [\n[256{ROWS[2:]}\n]\n", 5, "`sand` holds 256", "0 to 255"),
    "kind": ('format = 1\nkind = "scene"\n', 1, "kind is 'scene'", 'kind = "terrain"'),
    "later kind": ('format = 1\nkind = "tiles"\n', 1, "kind is 'tiles'", 'kind = "terrain"'),
    "no kind": ("format = 1\n", 1, "kind is None", 'kind = "terrain"'),
    "no format": ('kind = "terrain"\n', 1, "format is missing", "format = 1"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_line_and_what_was_expected(fault: str):
    text, line, what, expected = FAULTS[fault]

    with pytest.raises(TileError) as told:
        read_tile(text)

    assert (told.value.line, what in str(told.value), expected in told.value.expected) == (line, True, True), told.value


@pytest.mark.parametrize(("key", "said"), [("heights", "-500,000 to 500,000 mm"), ("cover", "0 to 255")])
def test_the_numbers_that_a_row_may_hold_are_told_with_their_unit(key: str, said: str):
    with pytest.raises(TileError) as told:
        read_tile(f"{HEAD}{key} = [\n[0.5{ROWS[2:]}\n]\n")

    assert told.value.expected == f"whole numbers of {said}"


@pytest.mark.parametrize("spelling", ["", "# by hand\n"])
def test_the_highest_and_the_lowest_that_there_is_can_be_read(spelling: str):
    heights, cover = ROWS.replace("[0,0,", "[500000,-500000,", 1), ROWS.replace("[0,0,", "[255,0,", 1)
    tile = read_tile(
        f"{spelling}{HEAD}heights = [\n{heights}\n]\ncover = [\n{cover}\n]\n\n[weights]\nrock = [\n{cover}\n]\n"
    )

    assert (heights_of(tile)[:3], tile.cover[:2]) == ((500_000, -500_000, 0), b"\xff\x00")
    assert painted_as(tile)[:2] == ((0, 0, 255, 0, 255), (0, 0, 0, 0, 0))


def test_one_of_the_values_of_a_tile():
    tile = Tile.of(ground(3, cover=9, rock=7))
    data = tile_data(tile)

    assert [tile_value(tile, key) for key in ("heights", "cover", "weights")] == [
        data["heights"],
        data["cover"],
        data["weights"],
    ]
    assert tile_value(tile, "paint") == {"cover": data["cover"], "weights": data["weights"]}
    assert (tile_value(Tile(), "paint"), tile_value(Tile(), "heights")) == (None, None)


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
