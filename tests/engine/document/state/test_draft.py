"""What a draft refuses, in which words, and what it tells of what it has changed."""

from pathlib import Path as FolderPath
from typing import Any

import pytest

from engine.document import (
    AddEntity,
    ChangeSet,
    Command,
    CommandError,
    Compound,
    Document,
    DocumentError,
    MoveEntity,
    Path,
    RemoveEntity,
    Set,
    SetBeside,
    WriteFile,
    WriteTile,
)
from engine.schema.tile import Tile
from tests.engine.document.grounds import ground
from tests.engine.document.orchard import HARVEST, SCENE, WASP, plant

ORCHARD, CELLAR = "scenes/orchard", "scenes/cellar"
CAMP = """\
format = 1
kind = "prefab"

[entities.camp]
name = "Camp"
[entities.tent]
parent = "camp"
prefab = "wasp"
"""
LOOSE = 'kind = "scene"\nformat = 1\nentities = { barrel = { health = { current = 3 } } }\n'


@pytest.fixture
def document(tmp_path: FolderPath) -> Document:
    scene = SCENE + '\n[entities.camp_1]\nprefab = "camp"\n'
    return Document.open(plant(tmp_path / "orchard", prefabs_camp=CAMP, scenes_orchard=scene, scenes_cellar=LOOSE))


@pytest.fixture
def told(document: Document) -> list[ChangeSet]:
    changes: list[ChangeSet] = []
    document.changed.connect(changes.append)
    return changes


def put(document: Document, text: str, new: Any) -> ChangeSet:
    path = Path.parse(text)
    return document.apply(Set(path=path, old=document.value(path), new=new))


def add(file: str, identifier: str, block: dict[str, Any] | None = None, index: int = 0) -> AddEntity:
    return AddEntity(file=file, id=identifier, block=block or {}, index=index)


def remove(document: Document, file: str, identifier: str) -> RemoveEntity:
    order = document.entities(file)
    return RemoveEntity(file=file, id=identifier, block=document.block(file, identifier), index=order.index(identifier))


REFUSED_VALUES = [
    ("scenes/orchard/kind", "prefab", "kind belongs to the file format and can't be changed"),
    ("scenes/orchard/entities/camp_1/parts/tent/parent", "x", "parent of a part belongs to its prefab.*unpack"),
    ("scenes/orchard/entities/camp_1/parts/tent/prefab", "x", "prefab of a part belongs to its prefab"),
    ("scenes/orchard/entities/camp_1/parts/tent/basket", {}, 'nothing here knows a component "basket"'),
    ("scenes/orchard/entities/camp_1/parts/tent/health/current", "x", 'health.current is "x"; expected a number'),
    ("scenes/orchard/entities/camp_1/parts/tent/health/hp", 1.0, "health.hp is no field"),
    ("scenes/orchard/entities/camp_1/parts/tent/hidden", "x", "expected true or false"),
    ("scenes/orchard/entities/camp_1/parts", 3, "parts is 3; expected"),
    ("scenes/orchard/entities/camp_1/parts", {"tent": {"health": {"current": "x"}}}, "health.current"),
    ("scenes/orchard/entities/mira/basket", None, 'nothing here knows a component "basket".*is the project trusted'),
    ("scenes/orchard/entities/mira/health/current", "\ud800", "TOML can hold|expected a number"),
    ("scenes/orchard/entities", {}, "a whole entity or file can't be set"),
    ("scenes/orchard", {}, "a whole entity or file can't be set"),
]


@pytest.mark.parametrize(
    ("path", "new", "what"), REFUSED_VALUES, ids=[f"{row[0][-30:]}={row[1]}" for row in REFUSED_VALUES]
)
def test_a_value_that_does_not_fit_is_refused(document: Document, path: str, new: Any, what: str):
    before = document.text(ORCHARD)
    with pytest.raises(CommandError, match=what):
        put(document, path, new)
    assert document.text(ORCHARD) == before


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("scenes/orchard/entities/camp_1/parts/tent/name", "Big tent"),
        ("scenes/orchard/entities/camp_1/parts/tent/health/current", 4.0),
        ("scenes/orchard/entities/camp_1/parts/tent/tags", ["a"]),
        ("scenes/orchard/entities/camp_1/parts", {"tent": {"health": {"current": 4.0}}}),
        ("scenes/orchard/entities/mira/parent", "wall"),
        ("scenes/orchard/entities/mira/prefab", "mira"),
        ("scenes/orchard/entities/mira/tags", ["mira"]),
        ("scenes/orchard/entities/mira/transform", None),
        ("scenes/orchard/title", "The orchard"),
        ("project/title", "Garden"),
    ],
)
def test_a_value_that_fits_comes_and_goes_back(document: Document, path: str, new: Any):
    at = Path.parse(path)
    before, old = document.text(at.file), document.value(at)

    put(document, path, new)
    assert document.value(at) == new
    put(document, path, old)
    assert document.text(at.file) == before


@pytest.mark.parametrize(
    ("path", "new", "structure"),
    [
        ("entities/mira/name", "M", True),
        ("entities/mira/parent", "wall", True),
        ("entities/mira/prefab", "wasp", True),
        ("entities/mira/hidden", True, False),
        ("entities/mira/health/current", 1.0, False),
        ("entities/mira/removed", ["health"], False),
        ("entities/camp_1/removed", [".tent"], True),
        ("entities/camp_1/parts", {"tent": {"name": "T"}}, True),
        ("entities/camp_1/parts/tent/name", "T", True),
        ("entities/camp_1/parts/tent/hidden", True, False),
        ("title", "T", False),
    ],
)
def test_what_changes_who_is_there_is_told_apart(document: Document, path: str, new: Any, structure: bool):
    change = put(document, f"{ORCHARD}/{path}", new)

    assert (change.structure, change.files) == (structure, {ORCHARD})
    assert change.paths == {Path.parse(f"{ORCHARD}/{path}")}
    assert document.apply(Set(path=Path.parse(f"{ORCHARD}/{path}"), old=new, new=None)).structure == structure


def test_a_value_given_once_more_is_no_change(document: Document, told: list[ChangeSet]):
    path = Path.parse("scenes/orchard/entities/mira/health/current")
    change = document.apply(Set(path=path, old=80.0, new=80.0))
    assert (change.paths, change.structure) == (frozenset(), False)


def test_a_prefab_instance_loses_a_table_that_it_says_nothing_in_and_others_keep_it(document: Document):
    for name, after in (("wasp_1", None), ("wall", {})):
        path = f"scenes/orchard/entities/{name}/health/current"
        if name == "wall":
            put(document, path, 3.0)
            put(document, f"scenes/orchard/entities/{name}/name", "W")
        put(document, path, None)
        assert document.value(Path.parse(f"scenes/orchard/entities/{name}/health")) == after


REFUSED_ENTITIES: list[tuple[Command, str]] = [
    (add("project", "tom"), "project.toml holds no entities.*a scene, prefab or encounter"),
    (add("scenes/none", "tom"), "no such file in the project"),
    (add(ORCHARD, "tom", index=-1), "there is no place -1; expected 0 to 6"),
    (add(ORCHARD, "tom", index=7), "there is no place 7"),
    (add(ORCHARD, "x" * 81), "is no id; expected letters, digits, _ and -"),
    (add(ORCHARD, ""), "is no id"),
    (add(ORCHARD, "defeat"), 'encounters/harvest.toml: there is an entity "defeat" already.*another id'),
    (add("encounters/harvest", "mira"), 'scenes/orchard.toml: there is an entity "mira" already'),
    (add("prefabs/wasp", "wasp"), 'prefabs/wasp.toml: there is an entity "wasp" already'),
    (add(ORCHARD, "tom", {"name": "\ud800"}), "a value that TOML can hold"),
    (MoveEntity(file=ORCHARD, id="wall", old=3, new=0), "the entity stands at place 4; expected place 3"),
    (MoveEntity(file=ORCHARD, id="wall", old=-2, new=0), "the entity stands at place 4"),
    (MoveEntity(file=ORCHARD, id="wall", old=9, new=0), "the entity stands at place 4"),
    (MoveEntity(file=ORCHARD, id="wall", old=4, new=6), "there is no place 6; expected 0 to 5"),
    (MoveEntity(file=ORCHARD, id="wall", old=4, new=-1), "there is no place -1"),
    (MoveEntity(file=ORCHARD, id="nobody", old=4, new=0), 'there is no entity "nobody"'),
    (RemoveEntity(file=ORCHARD, id="party", block={"name": "Party"}, index=1), "the entity stands at place 0"),
    (RemoveEntity(file=ORCHARD, id="nobody", block={}, index=1), 'scenes/orchard.toml.*there is no entity "nobody"'),
]


@pytest.mark.parametrize(("command", "what"), REFUSED_ENTITIES, ids=[row[1][:45] for row in REFUSED_ENTITIES])
def test_an_entity_that_does_not_fit_is_refused(document: Document, command: Command, what: str):
    before = document.text(ORCHARD)
    with pytest.raises(CommandError, match=what):
        document.apply(command)
    assert document.text(ORCHARD) == before


@pytest.mark.parametrize(
    "command",
    [
        add(ORCHARD, "x" * 80),
        add(ORCHARD, "wasp", index=6),
        add(ORCHARD, "barrel"),
        add("prefabs/wasp", "mira"),
        add(CELLAR, "mira"),
        MoveEntity(file=ORCHARD, id="wall", old=4, new=5),
        MoveEntity(file=ORCHARD, id="wall", old=4, new=4),
    ],
)
def test_an_entity_that_fits_comes_and_goes_back(document: Document, command: Command):
    before = {file: document.text(file) for file in document.files}
    change = document.apply(command)

    assert change.structure
    assert change.paths == {Path.entity(command.file, command.id)}  # type: ignore[attr-defined]
    document.apply(command.inverse())
    assert {file: document.text(file) for file in document.files} == before


def test_what_was_removed_comes_back_in_its_own_bytes_only_as_it_was(document: Document):
    command = remove(document, ORCHARD, "mira")
    document.apply(command)
    document.apply(add(ORCHARD, "mira", {"name": "Another"}, 1))
    assert "She owns the place" not in document.text(ORCHARD)

    document.apply(add(ORCHARD, "mira", {"name": "Another"}, 1).inverse())
    document.apply(command.inverse())
    assert "# She owns the place.\n[entities.mira]" in document.text(ORCHARD)


def test_an_entity_that_goes_to_another_file_takes_its_comments_along(document: Document):
    gone = remove(document, ORCHARD, "mira")
    document.apply(Compound(title="Move", commands=(gone, add("encounters/harvest", "mira", gone.block))))
    assert "# tired" in document.text("encounters/harvest")


def test_one_that_is_made_anew_elsewhere_has_none(document: Document):
    gone = remove(document, ORCHARD, "mira")
    document.apply(gone)
    document.apply(add("encounters/harvest", "mira", gone.block))
    assert "# tired" not in document.text("encounters/harvest")


def test_neither_has_one_that_is_another_or_comes_into_a_file_of_another_shape(document: Document):
    gone = remove(document, ORCHARD, "mira")
    block = {**gone.block, "name": "Mirabel"}
    document.apply(Compound(title="Move", commands=(gone, add("encounters/harvest", "mira", block))))
    assert "# tired" not in document.text("encounters/harvest")

    gone = remove(document, ORCHARD, "wasp_1")
    document.apply(Compound(title="Move", commands=(gone, add(CELLAR, "wasp_1", gone.block))))
    assert document.entities(CELLAR) == ("wasp_1", "barrel")


def test_comments_go_with_their_entity_and_with_no_other_of_the_same_values(document: Document):
    gone = remove(document, ORCHARD, "mira")
    document.apply(Compound(title="Swap", commands=(gone, add("encounters/harvest", "mirabel", gone.block))))
    assert "# tired" not in document.text("encounters/harvest")


def test_each_entity_is_found_on_its_line(document: Document):
    lines = document.text(ORCHARD).splitlines()
    found = document.files[ORCHARD].lines
    assert list(found) == list(document.entities(ORCHARD))
    assert all(f"[entities.{key}]" in lines[line - 1 : line + 3] for key, line in found.items())
    assert document.files[CELLAR].lines == {}


REFUSED_FILES = [
    (WriteFile(file="scenes/none", old="x", new="y"), "no such file in the project.*the file that was described"),
    (WriteFile(file="prefabs/wasp", old=None, new=WASP), "there is such a file already.*another name"),
    (
        WriteFile(file="prefabs/wasp", old=HARVEST.replace("encounter", "prefab"), new=None),
        "the file has changed meanwhile",
    ),
    (WriteFile(file="scenes/con", old=None, new=LOOSE), "con"),
    (WriteFile(file="scenes/ORCHARD", old=None, new=LOOSE), "orchard"),
    (WriteFile(file="scenes/hall", old=None, new="kind ="), "scenes/hall"),
]


@pytest.mark.parametrize(("command", "what"), REFUSED_FILES, ids=[row[1][:40] for row in REFUSED_FILES])
def test_a_file_that_does_not_fit_is_refused(document: Document, command: WriteFile, what: str):
    files = list(document.files)
    with pytest.raises(CommandError, match=what):
        document.apply(command)
    assert list(document.files) == files


def test_ground_is_not_shaped_over_a_file_that_could_not_be_read(tmp_path: FolderPath):
    document = Document.open(plant(tmp_path / "orchard", **{"terrain/orchard/0_0": "heights ="}))
    tile = Tile.of(ground(5))
    with pytest.raises(CommandError, match="terrain/orchard/0_0"):
        document.apply(WriteTile(file="terrain/orchard/0_0", old=None, new=tile))
    document.apply(WriteTile(file="terrain/orchard/1_0", old=None, new=tile))


def test_the_project_file_is_not_deleted(document: Document):
    with pytest.raises(CommandError, match=r"project.toml can't be deleted.*a project without it is none"):
        document.apply(WriteFile(file="project", old=document.text("project"), new=None))


def test_a_file_written_once_more_is_no_change(document: Document):
    text = document.text("prefabs/wasp")
    assert document.apply(WriteFile(file="prefabs/wasp", old=text, new=text)).paths == frozenset()


def test_a_file_whose_entities_lie_in_no_blocks_is_rewritten_when_it_changes_and_comes_back(document: Document):
    path = "scenes/cellar/entities/barrel/health/current"
    assert document.text(CELLAR) == LOOSE
    assert document.line(Path.parse(path)) == 3

    put(document, path, 4)
    assert document.text(CELLAR).endswith("[entities.barrel]\n[entities.barrel.health]\ncurrent = 4\n")
    document.apply(add(CELLAR, "chest", {"name": "Chest"}, 1))
    assert '\n[entities.chest]\nname = "Chest"\n' in document.text(CELLAR)
    document.apply(add(CELLAR, "chest", {"name": "Chest"}, 1).inverse())
    put(document, path, 3)
    assert document.text(CELLAR) == LOOSE
    put(document, path, 4)
    put(document, "scenes/cellar/entities/barrel/health", {"current": 3})
    assert document.text(CELLAR) == LOOSE


def test_what_lies_beside_is_passed_on(document: Document, told: list[ChangeSet]):
    change = document.apply(SetBeside(file="streaming_config", old={"a": 1}, new={"a": 2, "b": [3]}))
    assert change.beside == {("streaming_config", "a"): 2, ("streaming_config", "b"): [3]}
    assert change.paths == frozenset()


def test_who_asks_for_what_is_not_there_is_told_what_is(document: Document):
    with pytest.raises(DocumentError, match=r"no such file.*one of encounters/harvest, prefabs/camp, prefabs/wasp"):
        document.text("scenes/none")
    with pytest.raises(DocumentError, match=r'scenes/orchard.toml.*no entity "nobody"'):
        document.block(ORCHARD, "nobody")


def test_of_many_files_eight_are_told(document: Document):
    for number in range(2):
        document.apply(WriteFile(file=f"scenes/a{number}", old=None, new=LOOSE))
    assert len(document.files) == 8
    with pytest.raises(DocumentError) as all_told:
        document.text("scenes/none")
    assert "..." not in str(all_told.value)
    for number in range(2):
        document.apply(WriteFile(file=f"scenes/a{number}", old=LOOSE, new=None))
    for number in range(6):
        document.apply(WriteFile(file=f"scenes/s{number}", old=None, new=LOOSE))
    with pytest.raises(DocumentError, match=r"project, scenes/cellar, scenes/orchard, scenes/s0, scenes/s1, \.\.\."):
        document.text("scenes/none")


def test_nobody_comes_to_stand_under_a_ring_that_was_in_the_file(tmp_path: FolderPath):
    ring = "".join(f'\n[entities.{one}]\nparent = "{other}"\n' for one, other in (("one", "two"), ("two", "one")))
    document = Document.open(plant(tmp_path / "orchard", scenes_orchard=SCENE + ring))
    before = document.text(ORCHARD)
    for name in ("mira", "two"):
        with pytest.raises(CommandError, match=r"an entity can't stand under itself.*another parent"):
            put(document, f"scenes/orchard/entities/{name}/parent", "one" if name == "mira" else "two")
    assert document.text(ORCHARD) == before
    put(document, "scenes/orchard/entities/one/parent", "wall")
    put(document, "scenes/orchard/entities/mira/parent", "two")
    assert document.value(Path.entity(ORCHARD, "mira", "parent")) == "two"


def test_a_name_may_be_the_id_of_whoever_stands_below(document: Document):
    for name in ("wall", "mira"):
        put(document, "scenes/orchard/entities/wall/name", name)
        put(document, "scenes/orchard/entities/party/name", name)
    assert document.value(Path.entity(ORCHARD, "party", "name")) == "mira"


def test_a_file_is_written_over_in_the_very_change_that_put_an_entity_first(document: Document):
    before = document.text(ORCHARD)
    first = add(ORCHARD, "gate", {"name": "Gate"})
    document.apply(first)
    between = document.text(ORCHARD)
    document.apply(first.inverse())
    both = Compound(title="Both", commands=(first, WriteFile(file=ORCHARD, old=between, new=LOOSE)))

    document.apply(both)
    assert document.text(ORCHARD) == LOOSE
    document.apply(both.inverse())
    assert document.text(ORCHARD) == before
