"""Commands as data: sentences for people, JSON for journals, and the everyday edits made of them."""

import pytest

from engine.document import (
    AddEntity,
    Command,
    Compound,
    Document,
    MoveEntity,
    Path,
    RemoveEntity,
    Set,
    command_from_json,
    view,
)
from engine.document.edits.entities import free_id, pointed, references_of, remove_entities
from engine.schema.vocabulary import Vocabulary
from tests.engine.document.orchard import SCENE

ORCHARD = "scenes/orchard"


def set_at(text: str, old: object, new: object) -> Set:
    return Set.model_validate({"path": text, "old": old, "new": new})


SENTENCES = [
    (set_at("scenes/g/entities/kael/health/current", 100.0, 140.0), "Set Kael's health to 140 hp"),
    (set_at("scenes/g/entities/kael/melee/reach", 1.8, 2.25), "Set Kael's melee reach to 2.25 m"),
    (set_at("scenes/g/entities/rift_stalker_02/transform/position", None, [1.0, 0.0, -2.5]),
     "Set Rift stalker 02's position to (1, 0, -2.5) m"),
    (set_at("scenes/g/entities/kael/transform/position/1", 0.0, 2), "Set Kael's position y to 2 m"),
    (set_at("scenes/g/entities/kael/team/side", "party", "hostile"), "Set Kael's team side to Hostile"),
    (set_at("scenes/g/entities/kael/health/current", 1.0, None), "Reset Kael's health"),
    (set_at("scenes/g/entities/kael/health", None, {}), "Add health to Kael"),
    (set_at("scenes/g/entities/kael/area_attack", {}, None), "Remove area attack from Kael"),
    (set_at("scenes/g/entities/kael/name", "Kael", "Kaël"), "Rename Kael to Kaël"),
    (set_at("scenes/g/entities/kael/parent", None, "party"), "Move Kael under Party"),
    (set_at("scenes/g/entities/kael/parent", "party", None), "Move Kael to the top"),
    (set_at("scenes/g/entities/kael/hidden", None, True), "Hide Kael"),
    (set_at("scenes/g/entities/kael/hidden", True, None), "Show Kael"),
    (set_at("scenes/g/entities/kael/locked", None, True), "Lock Kael"),
    (set_at("scenes/g/entities/kael/tags", None, ["a", "b"]), "Tag Kael with a, b"),
    (set_at("scenes/g/entities/kael/prefab", "kael", None), "Unlink Kael from its prefab"),
    (set_at("scenes/echo_grove/terrain/seed", 1, 2), "Set Echo grove's terrain seed to 2"),
    (AddEntity(file="scenes/g", id="tom", block={"name": "Tom"}, index=0), "Add Tom"),
    (RemoveEntity(file="scenes/g", id="old_tree", block={}, index=0), "Delete Old tree"),
    (MoveEntity(file="scenes/g", id="tom", old=3, new=1), "Move Tom up in the list"),
    (Compound(title="Scatter", commands=()), "Scatter"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "sentence"), SENTENCES, ids=[sentence for _, sentence in SENTENCES])
def test_a_command_says_what_it_does(command: Command, sentence: str):
    assert command.sentence() == sentence


@pytest.mark.parametrize("command", [command for command, _ in SENTENCES], ids=lambda command: command.sentence())
def test_a_command_comes_back_from_json(command: Command):
    assert command_from_json(command.to_json()) == command
    assert command.inverse().inverse() == command


def test_numbers_keep_their_type_in_json():
    command = command_from_json(set_at("project/x", 1, 1.0).to_json())

    assert isinstance(command, Set)
    assert (type(command.old), type(command.new)) == (int, float)


def test_a_compound_in_a_compound_comes_back_whole():
    inner = Compound(title="Inner", commands=(set_at("project/title", "a", "b"),))
    outer = Compound(title="Outer", commands=(inner, MoveEntity(file="scenes/g", id="a", old=0, new=1)))

    assert command_from_json(outer.to_json()) == outer


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "a JSON object with a `kind`"),
        ('{"kind": "explode"}', "no command is called 'explode'; expected one of add_entity, compound"),
        ('{"kind": "set", "path": "nowhere", "old": 1, "new": 2}', "is no path"),
        ('{"kind": "set", "path": "project/title", "old": 1, "new": 2, "force": true}', "force"),
        ("{", "Expecting property name"),
    ],
)
def test_what_is_no_command_is_refused(text: str, told: str):
    with pytest.raises(ValueError, match=told):
        command_from_json(text)


PATHS = [
    Path("project"),
    Path("project", ("physics", "threads")),
    Path("scenes/echo_grove", ("terrain",)),
    Path.entity("scenes/echo_grove", "kael", "transform", "position", 2),
    Path.entity("scenes/my scene", "42", "a/b", 'q"uote', ""),
]


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_a_path_comes_back_from_its_text(path: Path):
    assert Path.parse(str(path)) == path


def test_a_path_reads_like_a_folder():
    assert str(Path.entity("scenes/grove", "kael", "health", "current")) == "scenes/grove/entities/kael/health/current"


def test_removing_takes_the_children_along(document: Document):
    seen = view(document, "orchard", "harvest")

    command = remove_entities(seen, ["party", "wasp_2"])
    document.apply(command)

    assert document.entities(ORCHARD) == ("wasp_1", "wall")
    assert command.sentence() == "Delete 2 entities"
    document.apply(command.inverse())
    assert document.text(ORCHARD) == SCENE


def test_copies_refer_to_the_copies_of_what_their_originals_referred_to():
    vocabulary = Vocabulary.builtin()
    block = {"parent": "camp", "spawn_group": {"prefab": "gate", "trigger": "gate"}, "team": {"side": "hostile"}}

    copy = pointed(block, {"gate": "gate_2", "camp": "camp_2"}, vocabulary)

    assert copy["parent"] == "camp_2"
    assert copy["spawn_group"] == {"prefab": "gate", "trigger": "gate_2"}
    assert block["parent"] == "camp"
    assert references_of(block, vocabulary) == {"gate"}


@pytest.mark.parametrize(
    ("wanted", "taken", "found"),
    [("tree", [], "tree_02"), ("tree_9", [], "tree_10"), ("tree_02", ["tree_03"], "tree_04"), ("7", [], "_8")],
)
def test_free_ids_count_on(wanted: str, taken: list[str], found: str):
    assert free_id(wanted, [*taken, wanted]) == found
