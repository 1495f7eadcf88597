"""Shaped ground merged by git itself and settled afterwards: point by point, in designers' words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document import Document
from engine.document.merge.driver import MERGED, drive, named
from engine.document.merge.git import file_of, texts_at
from engine.document.merge.ground import versions_told
from engine.document.merge.result import merge
from engine.document.merge.settle import pending
from engine.schema.tile import Tile
from engine.schema.tile_text import heights_of, read_tile
from engine.terrain.edits import EditTile
from tests.engine.document.grounds import ground, raised, random_grounds, with_points
from tests.engine.document.merge.repository import Repository

FILE = "terrain/orchard/2_-3"


def text_of(points: dict[tuple[int, int], int]) -> str:
    return Tile.of(with_points(ground(10), points)).text


def write(repository: Repository, text: str | None) -> None:
    path = repository.project / f"{FILE}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    if text is None:
        path.unlink()
    else:
        path.write_text(text, "utf-8", newline="")
    repository.commit("Shape the ground")


def branched(repository: Repository, base: str | None, ours: str | None, theirs: str | None) -> None:
    """Main with our version, and a branch "design" with theirs."""
    if base is not None:
        write(repository, base)
    repository.git("switch", "-q", "-c", "design", "main")
    write(repository, theirs)
    repository.git("switch", "-q", "main")
    write(repository, ours)


def test_strokes_that_touch_in_one_row_merge_in_git(repository: Repository):
    branched(repository, text_of({}), text_of({(3, 4): 500}), text_of({(3, 5): -700}))

    repository.git("merge", "--no-edit", "design")

    assert repository.text(FILE) == text_of({(3, 4): 500, (3, 5): -700})
    assert repository.unmerged() == []


def test_both_may_be_the_first_to_shape_a_tile(repository: Repository):
    blank = Tile.of(with_points(ground(0), {(0, 0): 5})).text
    other = Tile.of(with_points(ground(0), {(9, 9): 6})).text
    branched(repository, None, blank, other)

    repository.git("merge", "--no-edit", "design")

    assert repository.text(FILE) == Tile.of(with_points(ground(0), {(0, 0): 5, (9, 9): 6})).text


def test_a_point_that_both_changed_is_a_conflict_and_our_ground_stays(repository: Repository):
    branched(repository, text_of({}), text_of({(3, 4): 500, (0, 0): 1}), text_of({(3, 4): -700, (9, 9): 2}))

    told = repository.git("merge", "--no-edit", "design", ok=False)

    assert (
        "Ground of Orchard at tile (2, -3): you and the other side changed 1 height differently, up to 1.20 m apart."
        in told
    )
    assert repository.text(FILE) == text_of({(3, 4): 500, (0, 0): 1, (9, 9): 2})
    found = pending(repository.project)
    (conflict,) = found.open_conflicts()
    assert conflict.key == f"{FILE}/heights"
    assert versions_told(conflict) == ("0.01 m", "0.50 m", "-0.70 m")

    assert found.take("theirs", [conflict.key]) == (FILE,)

    assert repository.text(FILE) == text_of({(3, 4): -700, (0, 0): 1, (9, 9): 2})
    assert repository.unmerged() == []


def test_a_conflict_that_was_settled_on_disk_is_recognised(repository: Repository):
    branched(repository, text_of({}), text_of({(3, 4): 500}), text_of({(3, 4): -700}))
    repository.git("merge", "--no-edit", "design", ok=False)
    (repository.project / f"{FILE}.toml").write_text(text_of({(3, 4): -700}), "utf-8")

    found = pending(repository.project)

    assert (found.taken, found.by_hand, found.open_conflicts()) == ({f"{FILE}/heights": "theirs"}, (), ())


def test_a_conflict_in_ground_of_which_nothing_is_left_can_be_settled_too(repository: Repository):
    def points(**offsets: int) -> str:
        return Tile.of(with_points(ground(0), {(0, int(name[1:])): each for name, each in offsets.items()})).text

    branched(repository, points(p0=5, p1=6), points(p1=6), points(p0=9))
    repository.git("merge", "--no-edit", "design", ok=False)
    assert read_tile(repository.text(FILE)).is_empty

    found = pending(repository.project)

    assert (found.taken, found.by_hand, len(found.open_conflicts())) == ({}, (), 1)
    assert found.take("theirs") == (FILE,)
    assert repository.text(FILE) == points(p0=9)


def test_what_one_side_deleted_and_the_other_shaped_elsewhere_has_nothing_to_settle(repository: Repository):
    first = Tile.of(with_points(ground(0), {(0, 0): 5})).text
    both = Tile.of(with_points(ground(0), {(0, 0): 5, (1, 1): 9})).text
    branched(repository, first, None, both)
    repository.git("merge", "--no-edit", "design", ok=False)

    found = pending(repository.project)

    assert (found.files, found.open_conflicts()) == ((FILE,), ())
    assert found.take("ours") == (FILE,)
    assert repository.unmerged() == []


def test_heights_and_paint_are_settled_apart():
    mine = Tile.of(with_points(ground(10, cover=255, rock=255), {(0, 0): 20})).text
    theirs = Tile.of(with_points(ground(10, cover=100, rock=250), {(0, 0): 30})).text

    merged = merge({FILE: text_of({})}, {FILE: mine}, {FILE: theirs})

    assert [each.label for each in merged.conflicts] == ["Heights", "Paint"]
    assert "you and the other side painted 256 points differently" in merged.conflicts[1].text
    assert versions_told(merged.conflicts[1]) == ("not painted", "rock", "rock")
    mixed = read_tile(merged.texts({f"{FILE}/paint": "theirs"})[FILE])
    assert (heights_of(mixed)[0], mixed.cover[0], mixed.weights[2]) == (20, 100, 250)


def test_a_tile_that_one_side_took_away_goes_unless_the_other_changed_the_very_points():
    base = Tile.of(with_points(ground(0), {(0, 0): 5})).text
    theirs = Tile.of(with_points(ground(0), {(0, 0): 5, (1, 1): 9})).text
    odd = Tile.of(with_points(ground(0), {(0, 0): 6})).text

    kept = merge({FILE: base}, {}, {FILE: theirs})
    at_odds = merge({FILE: base}, {}, {FILE: odd})

    assert merge({FILE: base}, {}, {FILE: base}).texts() == {}
    assert kept.conflicts == ()
    assert kept.texts() == {FILE: Tile.of(with_points(ground(0), {(1, 1): 9})).text}
    assert len(at_odds.conflicts) == 1
    assert at_odds.texts() == {}
    assert at_odds.texts({f"{FILE}/heights": "theirs"}) == {FILE: odd}


def test_comments_of_both_sides_stay():
    mine, theirs = "# the hill\n" + text_of({(0, 0): 1}), "# the ditch\n" + text_of({(1, 1): 2})

    text = merge({FILE: text_of({})}, {FILE: mine}, {FILE: theirs}).texts()[FILE]

    assert text == "# the hill\n# the ditch\n" + text_of({(0, 0): 1, (1, 1): 2})


def test_a_broken_side_is_told_with_its_line(tmp_path: Path):
    sides = [text_of({}), text_of({(0, 0): 3}), text_of({(1, 1): 5}).replace("[10,", "[1e3,", 1)]
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, text in zip(paths, sides, strict=True):
        path.write_text(text)

    driven = drive(*paths, f"game/{FILE}.toml")

    assert driven.error.startswith(f"game/{FILE}.toml: not merged: {FILE}.toml, line 4: the other side can't be read")
    assert paths[1].read_text() == sides[1]


def test_the_driver_leaves_a_tile_that_says_nothing_where_all_shaping_is_gone(tmp_path: Path):
    first, second = with_points(ground(0), {(0, 0): 5, (1, 1): 6}), with_points(ground(0), {(1, 1): 6})
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, tile in zip(paths, (first, second, with_points(ground(0), {(0, 0): 5})), strict=True):
        path.write_text(Tile.of(tile).text)

    assert drive(*paths, f"{FILE}.toml").code == MERGED

    assert read_tile(paths[1].read_text()).is_empty


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("game/terrain/orchard/2_-3.toml", FILE),
        ("terrain/orchard/2_-3.toml", FILE),
        ("/tmp/grove/2_-3.toml", "terrain/grove/2_-3"),
        ("/tmp/grove/LOCAL_17.toml", "terrain/grove/0_0"),
    ],
)
def test_a_tile_is_known_by_its_path_or_its_text(path: str, name: str):
    assert named(path, raised(4)) == name


def test_the_path_of_a_tile_is_enough():
    assert named("terrain/orchard/2_-3.toml") == named("game/terrain/orchard/2_-3.toml") == FILE


def test_what_each_side_did_to_the_ground_is_there_as_commands():
    merged = merge({FILE: text_of({})}, {FILE: text_of({(0, 0): 5})}, {FILE: text_of({(1, 1): 6})})
    for commands, points in ((merged.our_changes, {(0, 0): 5}), (merged.their_changes, {(1, 1): 6})):
        (command,) = commands
        assert (command.file, command.old, command.new) == (FILE, read_tile(text_of({})), read_tile(text_of(points)))


def test_ground_that_both_shaped_alike_keeps_our_spelling():
    plain = text_of({(0, 0): 5})
    odd = plain.replace(",", ", ")
    assert odd != plain
    for ours, theirs in ((odd, plain), (plain, odd)):
        assert merge({FILE: text_of({})}, {FILE: ours}, {FILE: theirs}).texts() == {FILE: ours}


@pytest.mark.parametrize(
    ("start", "mine", "others", "both"),
    [("", "", "", ""), ("", "# a\n", "", "# a\n"), ("# a\n", "# a\n", "", ""), ("", "", "# b\n", "# b\n")],
)
def test_a_side_that_has_all_that_the_other_did_keeps_its_spelling(start: str, mine: str, others: str, both: str):
    """Unless a comment has to come or go."""
    base, less = start + text_of({}), others + text_of({(0, 0): 5})
    more = text_of({(0, 0): 5, (1, 1): 6})
    odd = mine + more.replace(",", ", ")
    wanted = odd if both == mine else both + more

    for sides in ((odd, less), (less, odd)):
        assert merge({FILE: base}, *({FILE: each} for each in sides)).texts() == {FILE: wanted}


def test_what_was_level_before_is_told_as_no_height():
    texts = ("", *(Tile.of(with_points(None, {(0, 0): each})).text for each in (1000, 2000)))
    (conflict,) = merge(*({FILE: text} if text else {} for text in texts)).conflicts

    assert versions_told(conflict) == ("0.00 m", "1.00 m", "2.00 m")


@given(random_grounds(), random_grounds(), st.sampled_from(["", "# by hand\n# by hand\n"]))
def test_a_tile_that_only_one_side_changed_is_that_sides_to_the_byte(before: EditTile, after: EditTile, notes: str):
    """Whatever its spelling, also where it says nothing any more: a file that is there stays there."""
    odd = notes + Tile.of(after).text.replace(",", " , ")
    for base, other in ((Tile.of(before).text, odd), (odd, Tile().text), (odd, "# left as it was\n" + Tile().text)):
        one, two = {FILE: base}, {FILE: other}
        found = [merge(one, two, one), merge(one, one, two), merge(one, two, two)]
        assert [(each.conflicts, each.texts()) for each in found] == [((), two)] * 3


def test_tiles_of_a_revision_are_read_in_one_go(repository: Repository):
    for x in range(20):
        path = repository.project / f"terrain/orchard/{x}_0.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(raised(x + 1))
    repository.commit("Shape")

    texts = texts_at(repository.project, "HEAD")

    assert texts["terrain/orchard/7_0"] == raised(8)
    assert texts == Document.open(repository.project).on_disk()
    assert file_of("terrain/orchard/7_0.toml") == "terrain/orchard/7_0"
    assert file_of("terrain/7_0.toml") is None


def painted(*points: tuple[int, int, tuple[int, int, int, int], int]) -> str:
    """A tile with weights of sand, forest, rock and path, and cover, at some (row, column)."""
    before = ground(10)
    weights, cover = before.weights.copy(), before.cover.copy()
    for row, column, mixed, covered in points:
        weights[row, column], cover[row, column] = mixed, covered
    return Tile.of(EditTile(before.heights, weights, cover)).text


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        ((0, 0, 127, 0), "grass"),
        ((0, 0, 128, 0), "rock"),
        ((85, 0, 85, 0), "sand"),
        ((0, 85, 0, 84), "grass"),
        ((0, 10, 20, 200), "path"),
        ((0, 0, 0, 0), "grass"),
    ],
)
def test_paint_is_told_by_its_strongest_material(weights: tuple[int, int, int, int], told: str):
    sides = painted(), painted((3, 4, weights, 9), (0, 0, (0, 255, 0, 0), 1)), painted((3, 4, (0, 255, 0, 0), 255))

    (conflict,) = merge(*({FILE: text} for text in sides)).conflicts

    assert conflict.text.endswith("you and the other side painted 1 point differently.")
    assert versions_told(conflict) == ("not painted", told, "forest")


def test_heights_are_told_from_the_lowest_to_the_highest():
    mine, theirs = {(3, 4): 500, (3, 5): -700, (0, 0): 9000}, {(3, 4): 250, (3, 5): 250, (9, 9): -9000}

    (conflict,) = merge({FILE: text_of({})}, {FILE: text_of(mine)}, {FILE: text_of(theirs)}).conflicts

    assert conflict.text.endswith("changed 2 heights differently, up to 0.95 m apart.")
    (far,) = merge({FILE: raised(1)}, {FILE: raised(400_000)}, {FILE: raised(-400_000)}).conflicts
    assert far.text.endswith("changed 256 heights differently, up to 800.00 m apart.")
    assert versions_told(conflict) == ("0.01 m", "2 heights, -0.70 to 0.50 m", "0.25 m")


def test_paint_of_different_points_comes_from_both_sides():
    one, two = (1, 2, (3, 4, 5, 6), 7), (8, 9, (10, 11, 12, 13), 14)

    merged = merge({FILE: painted()}, {FILE: painted(one)}, {FILE: painted(two)})

    assert (merged.conflicts, merged.texts()) == ((), {FILE: painted(one, two)})


@pytest.mark.parametrize(
    ("base", "mine", "others", "both"),
    [
        ("# a\n", "", "# a\n", ""),
        ("# a\n", "# a\n", "", ""),
        ("", "# a\n", "# a\n", "# a\n"),
        ("# a\n", "# a\n# b\n", "# c\n# a\n", "# a\n# b\n# c\n"),
        ("# a\n# b\n", "# b\n", "# a\n# c\n", "# c\n"),
    ],
)
@pytest.mark.parametrize(("was", "one", "other"), [("\n", "\r\n", "\n"), ("\r\n", "\n", "\r\n"), ("\n", "\n", "\n")])
def test_comments_and_line_ends_are_those_of_who_changed_them(base, mine, others, both, was, one, other):
    start = (base + text_of({})).replace("\n", was)
    for ends in ((one, other), (other, one)):
        ours, theirs = (
            (notes + text_of({point: 5})).replace("\n", end)
            for notes, point, end in ((mine, (0, 0), ends[0]), (others, (1, 1), ends[1]))
        )
        found = merge({FILE: start}, {FILE: ours}, {FILE: theirs}).texts()[FILE]
        assert found == (both + text_of({(0, 0): 5, (1, 1): 5})).replace("\n", one)
