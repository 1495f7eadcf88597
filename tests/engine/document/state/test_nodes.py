"""Files that change only as wholes, and what a tile of ground says for who asks by path."""

import pytest

from engine.document import AddEntity, CommandError, Compound, Document, Path, RemoveEntity, Set
from engine.document.state.node import Block, FileNode, TileValues
from engine.schema.tile import Tile
from tests.engine.document.grounds import ground
from tests.engine.document.merge.test_meshes import FILE, OLD, texts
from tests.engine.document.orchard import HARVEST, PROJECT, SCENE, WASP

TILE = "terrain/orchard/0_0"
PAINTED = Tile.of(ground(5, cover=255, rock=255))


@pytest.fixture
def document() -> Document:
    more = {TILE: PAINTED.text, "encounters/harvest": HARVEST, "prefabs/wasp": WASP}
    return Document.from_texts({**texts(OLD), **more}, folder=".")


@pytest.mark.parametrize(
    ("path", "what"),
    [
        (Path(FILE, ("kind",)), "a mesh has no values.*the command for a whole file"),
        (Path(TILE, ("cover", 0, 0)), "ground is shaped a tile at a time.*the command for a whole tile"),
    ],
)
def test_what_changes_only_as_a_whole_takes_no_value(document: Document, path: Path, what: str):
    with pytest.raises(CommandError, match=what):
        document.apply(Set(path=path, old=document.value(path), new=1))


def test_files_know_whether_they_change_only_as_wholes(document: Document):
    assert {name for name, node in document.files.items() if node.is_whole} == {FILE, TILE}
    assert [document.files[name].title for name in (FILE, TILE, "prefabs/wasp", "encounters/harvest")] == [
        "Statue",
        "Ground of Orchard at tile (0, 0)",
        "Wasp",
        "Harvest",
    ]
    assert document.text(FILE) == OLD
    assert document.text(TILE) == PAINTED.text
    assert document.files[TILE].lines == {}


def test_ground_is_whole_and_of_a_file_just_read_no_parts_are_known():
    node = FileNode.of_tile(TILE, PAINTED)
    assert (node.is_whole, node.kind, node.family, node.loose) == (True, "terrain", None, None)
    scene = FileNode("scenes/mill", Block({"kind": "scene"}, text=""), {})
    assert (scene.is_whole, scene.kind, scene.family, scene.loose) == (False, "scene", None, None)


def test_blocks_have_the_same_text_only_where_both_texts_are_known():
    one, same, other = (Block({"name": name}, "wall", text=f'name = "{name}"\n') for name in ("A", "A", "B"))
    unwritten = one.changed({"name": "A"})
    assert one.is_same_text(same) is True
    assert (one.is_same_text(other), one.is_same_text(unwritten), unwritten.is_same_text(one)) == (False,) * 3
    assert unwritten.is_same_text(one.changed({"name": "A"})) is False


def test_a_tile_is_read_like_a_table():
    values = TileValues(PAINTED)

    assert list(values) == ["format", "kind", "heights", "cover", "weights"]
    assert len(values) == 5
    assert values["kind"] == "terrain"
    assert values["paint"] == {"cover": values["cover"], "weights": values["weights"]}
    assert values["heights"][3][4] == 5
    assert TileValues(Tile.of(ground(5)))["paint"] is None
    with pytest.raises(KeyError):
        values["nothing"]


def test_the_paint_of_a_tile_is_found_by_its_path(document: Document):
    assert document.value(Path(TILE, ("paint", "cover", 0, 0))) == 255


def test_the_last_entity_of_a_file_that_ends_in_no_line_moves_whole():
    files = {"project": PROJECT, "scenes/orchard": SCENE.removesuffix("\n# the end\n"), "encounters/harvest": HARVEST}
    document = Document.from_texts(files, folder=".")
    block = document.block("scenes/orchard", "wall")
    gone = RemoveEntity(file="scenes/orchard", id="wall", block=block, index=4)
    come = AddEntity(file="encounters/harvest", id="wall", block=block, index=0)
    move = Compound(title="Move", commands=(gone, come))

    document.apply(move)
    assert '[entities.wall.obstacle]\nshape = "box"\nsize = [6.0, 2.0, 1.0]\n' in document.text("encounters/harvest")
    document.apply(move.inverse())
    assert {file: document.text(file) for file in files} == files


def test_a_file_without_a_title_is_called_by_its_name():
    assert FileNode.of_tile(TILE, PAINTED).short_name == "0_0"
    document = Document.from_texts({"project": PROJECT, "scenes/old_mill": 'format = 1\nkind = "scene"\n'}, folder=".")
    assert document.files["scenes/old_mill"].title == "old_mill"
