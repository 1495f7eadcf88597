"""Shaped ground as commands: what they say, what they refuse, and what becomes of it with its scene."""

from pathlib import Path

import numpy as np
import pytest

from engine.document import (
    AddEntity,
    Command,
    CommandError,
    Compound,
    Document,
    DocumentError,
    Set,
    WriteTile,
    command_from_json,
    view,
)
from engine.document import Path as At
from engine.document.diff import diff
from engine.document.edits.files import delete_file, duplicate_file, rename_file
from engine.document.edits.terrain import shape_commands
from engine.document.telling import told
from engine.schema.tile import CELLS_M, Tile
from engine.terrain.edited import terrain_edits_of
from engine.terrain.edits import EditTile
from engine.terrain.landscape import Landscape
from tests.engine.document.grounds import ground, raised, with_points
from tests.engine.document.orchard import SCENE, plant
from tests.engine.terrain.worlds import Settings


def shape(
    document: Document, tiles: dict[tuple[int, int], EditTile | None], title: str = "Raise the ground"
) -> Command:
    command = Compound(title=title, commands=tuple(shape_commands(document, "orchard", tiles, title)))
    document.apply(command)
    return command


def test_a_stroke_is_the_tiles_that_it_changes(document: Document):
    shape(document, {(0, 0): ground(5), (1, 0): ground(6)})

    commands = shape_commands(document, "scenes/orchard", {(0, 0): ground(5), (1, 0): None, (2, 0): ground(0)})

    assert [each.file for each in commands if isinstance(each, WriteTile)] == ["terrain/orchard/1_0"]
    assert [each.sentence() for each in shape_commands(document, "orchard", {(9, 9): ground(1)})] == [
        "Shape the ground"
    ]
    assert WriteTile(file="terrain/orchard/1_0", old=None, new=None).sentence() == "Shape the ground of Orchard"


def test_a_tile_that_a_stroke_made_is_gone_when_it_is_taken_back(document: Document):
    before = document.snapshot().files
    command = shape(document, {(0, 0): ground(5)})

    change = document.apply(command.inverse())

    assert document.files == before
    assert change.files == {"terrain/orchard/0_0"}
    assert not change.structure
    assert document.unsaved() == ()


def test_commands_survive_json(document: Document):
    shape(document, {(0, 0): ground(5)})
    for command in shape_commands(document, "orchard", {(0, 0): ground(7, cover=9, rock=4), (4, 4): ground(1)}):
        again = command_from_json(command.to_json())
        assert again == command
        assert again.inverse().inverse() == command
    with pytest.raises(ValueError, match="no tile of ground"):
        command_from_json({"kind": "write_tile", "file": "terrain/orchard/0_0", "old": None, "new": "nonsense"})


@pytest.mark.parametrize(
    ("command", "what"),
    [
        (WriteTile(file="terrain/orchard/0_0", old=None, new=Tile()), "the ground was shaped otherwise meanwhile"),
        (WriteTile(file="terrain/orchard/1_0", old=Tile(), new=None), "there is no ground shaped here"),
        (WriteTile(file="terrain/orchard/5000_0", old=None, new=Tile()), "a project keeps no ground there"),
        (WriteTile(file="scenes/orchard", old=None, new=Tile()), "a project keeps no ground there"),
        (Set(path=At("terrain/orchard/0_0", ("heights",)), old=None, new=[]), "ground is shaped a tile at a time"),
        (AddEntity(file="terrain/orchard/0_0", id="a", block={}, index=0), "holds no entities"),
    ],
)
def test_what_does_not_fit_is_refused(document: Document, command: Command, what: str):
    shape(document, {(0, 0): ground(5)})
    before = document.snapshot()

    with pytest.raises(CommandError, match=what):
        document.apply(command)

    assert document.snapshot() is before


def test_tiles_of_no_scene_and_beyond_the_world_are_refused(document: Document):
    with pytest.raises(DocumentError, match="no such file"):
        shape_commands(document, "meadow", {(0, 0): ground(5)})
    with pytest.raises(CommandError, match="the ground ends before this tile"):
        shape_commands(document, "orchard", {(4097, 0): ground(5)})


def test_the_edits_of_a_view_stay_until_a_tile_changes_and_share_the_others(document: Document):
    shape(document, {(x, 0): ground(x + 1) for x in range(6)})
    before = terrain_edits_of(view(document, "orchard"))
    document.apply(Set(path=At("scenes/orchard", ("title",)), old="Orchard", new="Trees"))
    assert terrain_edits_of(view(document, "orchard")) is before

    made = ground(99)
    shape(document, {(3, 0): made, (5, 0): None})
    after = terrain_edits_of(view(document, "orchard"))

    assert after.tiles.keys() == {(x, 0) for x in range(5)}
    assert after.tiles[3, 0] is made
    assert all(after.tiles[x, 0] is before.tiles[x, 0] for x in (0, 1, 2, 4))
    assert terrain_edits_of(view(document, "orchard", "harvest")) is after


def test_a_value_of_a_tile_is_found_by_its_path(document: Document):
    shape(document, {(2, -3): with_points(ground(0, cover=7), {(4, 5): -250})})

    assert document.value(At.parse("terrain/orchard/2_-3/heights/4/5")) == -250
    assert document.value(At.parse("terrain/orchard/2_-3/cover/0/0")) == 7
    assert document.value(At.parse("terrain/orchard/2_-3/weights")) is None
    assert str(At.parse("terrain/orchard/2_-3/heights/4")) == "terrain/orchard/2_-3/heights/4"
    assert At.parse("terrain/orchard/2_-3").label == "Ground of Orchard at tile (2, -3)"


@pytest.mark.parametrize("kind", ["patch", "endless"])
def test_a_difference_is_told_in_metres_and_in_words(tmp_path: Path, kind: str):
    text = SCENE.replace("size_m = 40.0", f'size_m = 40.0\nkind = "{kind}"')
    assert text != SCENE
    document = Document.open(plant(tmp_path / "orchard", scenes_orchard=text))
    before = document.snapshot()
    tile = with_points(ground(0), {(row, column): 3200 for row in range(13) for column in range(16)})
    tile = with_points(tile, {(13, column): -1100 for column in range(4)})
    weights = np.zeros((16, 16, 4), np.uint8)
    weights[:2, :, 3] = 255
    shape(document, {(2, -3): EditTile(tile.heights, weights, (weights[..., 3] > 0) * 9), (0, 0): ground(1)})

    lines = told(diff(before, document), before, document.snapshot())

    place = "(32, -48)" if kind == "endless" else "(16, -24)"
    title = document.files["scenes/orchard"].title
    assert lines["terrain/orchard/2_-3"] == [
        f"Ground of {title} at {place}: 212 heights changed by up to 3.20 m, 32 points painted"
    ]
    back = told(diff(document, before), document.snapshot(), before)
    assert back["terrain/orchard/2_-3"][0].endswith("up to 3.20 m, paint taken off 32 points")


def test_the_words_count_in_the_cells_that_the_ground_has():
    for kind, cell in CELLS_M.items():
        assert Landscape(Settings(kind=kind)).cell == cell  # type: ignore[arg-type]


def test_a_renamed_scene_takes_its_ground_along(document: Document):
    shape(document, {(0, 0): ground(5), (1, 0): ground(6)})
    before = {file: document.text(file) for file in document.files}

    command = rename_file(document, "scenes/orchard", "garden")
    document.apply(command)

    assert {file for file in document.files if file.startswith("terrain/")} == {
        "terrain/garden/0_0",
        "terrain/garden/1_0",
    }
    assert terrain_edits_of(view(document, "garden")).tiles[1, 0] == ground(6)
    document.apply(command.inverse())
    assert {file: document.text(file) for file in document.files} == before


def test_a_deleted_scene_takes_its_ground_along_and_a_copy_has_its_own(document: Document):
    shape(document, {(0, 0): ground(5)})

    command, copy = duplicate_file(document, "scenes/orchard", "Grove")
    document.apply(command)
    document.apply(delete_file(document, "scenes/orchard"))

    assert [file for file in document.files if file.startswith("terrain/")] == ["terrain/grove/0_0"]
    assert copy == "scenes/grove"
    assert document.text("terrain/grove/0_0") == raised(5)


def test_a_tile_is_neither_renamed_nor_deleted_as_a_file(document: Document):
    shape(document, {(0, 0): ground(5)})

    for refuse in (
        lambda: delete_file(document, "terrain/orchard/0_0"),
        lambda: rename_file(document, "terrain/orchard/0_0", "a"),
    ):
        with pytest.raises(CommandError, match="a tile of ground can't be"):
            refuse()
