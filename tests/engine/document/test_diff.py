"""A difference is told as finely as commands allow, and as coarsely as it must be."""

from engine.document import AddEntity, Document, MoveEntity, Path, RemoveEntity, Set, WriteFile
from engine.document.diff import diff
from tests.engine.document.orchard import HARVEST, PROJECT, SCENE, WASP

BASE = {"project": PROJECT, "scenes/orchard": SCENE, "prefabs/wasp": WASP, "encounters/harvest": HARVEST}
FILE = "scenes/orchard"


def changed(*pairs: tuple[str, str]) -> Document:
    text = SCENE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return Document.from_texts({**BASE, FILE: text}, folder=".")


def before() -> Document:
    return Document.from_texts(BASE, folder=".")


def test_fields_are_set_one_by_one_and_components_come_and_go_whole():
    after = changed(
        ("current = 80.0", "current = 90.0"),
        ("[entities.mira.player]\n", ""),
        ("hidden = true", "[entities.wasp_2.health]"),
    )

    commands = diff(before(), after)

    assert commands == (
        Set(path=Path.entity(FILE, "mira", "health", "current"), old=80.0, new=90.0),
        Set(path=Path.entity(FILE, "mira", "player"), old={}, new=None),
        Set(path=Path.entity(FILE, "wasp_2", "hidden"), old=True, new=None),
        Set(path=Path.entity(FILE, "wasp_2", "health"), old=None, new={}),
    )


def test_reordering_moves_as_few_as_possible():
    document = before()
    document.apply(MoveEntity(file=FILE, id="wall", old=4, new=0))

    assert diff(before(), document) == (MoveEntity(file=FILE, id="wall", old=4, new=0),)
    assert diff(document, before()) == (MoveEntity(file=FILE, id="wall", old=0, new=4),)


def test_a_component_that_nothing_here_knows_is_replaced_with_its_entity():
    commands = diff(before(), changed(("apples = 12", "apples = 13")))

    assert [type(each) for each in commands] == [RemoveEntity, AddEntity]


def test_two_parents_swap_without_a_ring_on_the_way():
    upside_down = changed(('name = "Party"', 'name = "Party"\nparent = "mira"'), ('parent = "party"\n', ""))
    document = before()

    for command in diff(document, upside_down):
        document.apply(command)

    assert document.value(Path.entity(FILE, "party", "parent")) == "mira"
    assert diff(document, upside_down) == ()


def test_files_that_come_and_go_are_written_whole():
    gone = {file: text for file, text in BASE.items() if file != "encounters/harvest"}
    bee = WASP.replace("wasp", "bee")
    after = Document.from_texts({**gone, "prefabs/bee": bee}, folder=".")

    assert diff(before(), after) == (
        WriteFile(file="encounters/harvest", old=HARVEST, new=None),
        WriteFile(file="prefabs/bee", old=None, new=bee),
    )


def test_an_id_can_move_from_the_scene_to_its_encounter():
    document = before()
    block = document.block(FILE, "wall")
    document.apply(RemoveEntity(file=FILE, id="wall", block=block, index=4))
    document.apply(AddEntity(file="encounters/harvest", id="wall", block=block, index=0))
    start = before()

    for command in diff(start, document):
        start.apply(command)

    assert {file: start.text(file) for file in start.files}.keys() == BASE.keys()
    assert start.entities("encounters/harvest") == document.entities("encounters/harvest")
    assert start.entities(FILE) == document.entities(FILE)


def test_comments_alone_are_no_difference():
    assert diff(before(), changed(("# tired", "# weary"))) == ()


def test_only_the_files_that_were_asked_for_are_looked_at():
    assert diff(before(), changed(("current = 80.0", "current = 90.0")), ["prefabs/wasp"]) == ()
