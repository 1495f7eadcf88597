"""WriteFile: whole files come, go and are replaced byte for byte, and what they were comes back on undo."""

import pytest

from engine.document import CommandError, Document, Path, RemoveEntity, Set, WriteFile, command_from_json, view
from engine.document.document import KEPT_NODES
from tests.engine.document.orchard import HARVEST, SCENE, WASP

CELLAR = '# Below the house.\nkind="scene"\nformat = 1 # one\n\n[entities.barrel]\nhealth = { current = 3 }\n'


def write(document: Document, file: str, new: str | None) -> WriteFile:
    command = WriteFile(file=file, old=document.text(file) if file in document.files else None, new=new)
    document.apply(command)
    return command


def test_a_created_file_has_the_bytes_that_were_given(document: Document):
    command = write(document, "scenes/cellar", CELLAR)

    assert document.text("scenes/cellar") == CELLAR
    assert document.entities("scenes/cellar") == ("barrel",)
    assert command.sentence() == "Create the scene Cellar"

    document.apply(command.inverse())

    assert "scenes/cellar" not in document.files
    assert command.inverse().sentence() == "Delete the scene Cellar"


def test_it_tells_that_the_file_changed_and_which_entities(document: Document):
    changes = []
    document.changed.connect(changes.append)

    write(document, "scenes/cellar", CELLAR)

    assert changes[0].paths == {Path("scenes/cellar"), Path.entity("scenes/cellar", "barrel")}
    assert changes[0].files == {"scenes/cellar"}
    assert changes[0].structure


def test_views_follow_a_replaced_prefab(document: Document):
    assert view(document, "orchard").entity("wasp_2").name == "Wasp"

    write(document, "prefabs/wasp", WASP.replace('name = "Wasp"', 'name = "Hornet"'))

    assert view(document, "orchard").entity("wasp_2").name == "Hornet"


def test_undo_brings_back_the_node_so_that_earlier_changes_undo_to_the_byte(document: Document):
    gone = RemoveEntity(
        file="scenes/orchard", id="mira", block=document.block("scenes/orchard", "mira"), index=1
    )  # has comments
    absent = Path.entity("scenes/orchard", "party", "health", "current")
    added = Set(path=absent, old=None, new=4.0)
    document.apply(gone)
    document.apply(added)

    replaced = write(document, "scenes/orchard", CELLAR)
    for command in (replaced, added, gone):
        document.apply(command.inverse())

    assert document.text("scenes/orchard") == SCENE


def test_a_node_that_was_forgotten_is_made_from_its_text(document: Document):
    done = [write(document, "scenes/orchard", f"{CELLAR}# {number}\n") for number in range(KEPT_NODES + 5)]
    for command in reversed(done):
        document.apply(command.inverse())

    assert document.text("scenes/orchard") == SCENE
    assert document.unsaved() == ()


def test_it_survives_json():
    command = WriteFile(file="scenes/cellar", old=None, new=CELLAR, title="Dig")

    assert command_from_json(command.to_json()) == command
    assert command.sentence() == "Dig"


@pytest.mark.parametrize(
    ("file", "new", "told"),
    [
        ("scenes/cellar", "kind = ", r"scenes/cellar\.toml, line 1: not valid TOML"),
        ("scenes/cellar", HARVEST, r'kind is \'encounter\'; expected kind = "scene"'),
        ("scenes/cellar", 'kind = "scene"\nformat = 99\n', "newer version of the editor"),
        ("scenes/cellar", 'kind = "scene"\n# \ud800\n', r"line 2: a character of the text can't be written in UTF-8"),
        ("scenes/Orchard", CELLAR, r"there is scenes/orchard\.toml already"),
        ("scenes/no name", CELLAR, "expected letters, digits, _ and -"),
        ("scenes/../etc", CELLAR, "a project keeps no file there"),
        ("scenes/NUL", CELLAR, "a device on Windows"),
        ("notes/cellar", CELLAR, "a project keeps no file there"),
        ("project", None, r"project\.toml can't be deleted"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(document: Document, file: str, new: str | None, told: str):
    before = document.revision

    with pytest.raises(CommandError, match=told):
        write(document, file, new)

    assert document.revision == before


def test_a_text_that_is_no_longer_the_old_one_is_refused(document: Document):
    with pytest.raises(CommandError, match="there is such a file already"):
        document.apply(WriteFile(file="scenes/orchard", old=None, new=CELLAR))
    with pytest.raises(CommandError, match="has changed meanwhile"):
        document.apply(WriteFile(file="scenes/orchard", old=CELLAR, new=None))
    with pytest.raises(CommandError, match="no such file in the project"):
        document.apply(WriteFile(file="scenes/lost", old=CELLAR, new=None))


def test_a_text_in_an_older_format_is_brought_up_to_date_and_can_be_undone(document: Document):
    command = write(document, "scenes/cellar", 'kind = "scene"\n')

    assert document.value(Path("scenes/cellar", ("format",))) == 1

    document.apply(command.inverse())
    assert "scenes/cellar" not in document.files
