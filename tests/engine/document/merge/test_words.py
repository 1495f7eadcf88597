"""What a merge says of a conflict, word for word."""

from typing import Any

import pytest

from engine.document.merge.conflict import Trio
from engine.document.merge.words import Wording, name_of
from engine.document.path import Path
from engine.document.state.node import Block, FileNode
from engine.schema.vocabulary import Vocabulary

SAY = Wording(Vocabulary.builtin())
SCENE = "scenes/grove"


def at(*keys: str) -> Path:
    return Path.entity(SCENE, "kael", *keys)


VALUES = [
    (("health", "current"), (1.0, 2.0, 3.0), "health: you set 2 hp, the other side 3 hp (it was 1 hp)."),
    (("health", "current"), (None, 2.0, 3.0), "health: you set 2 hp, the other side 3 hp."),
    (("melee", "reach"), (1.0, None, 3.0), "melee reach: you removed it, the other side set 3 m (it was 1 m)."),
    (("melee", "reach"), (1.0, 2.0, None), "melee reach: you set 2 m, the other side removed it (it was 1 m)."),
    (("melee",), ({}, {"a": 1}, {"b": 2}), "melee: you and the other side changed it in different ways."),
    (("melee",), ({}, None, {"b": 2}), "melee: you removed it, the other side changed it."),
    (("melee",), ({}, {"b": 2}, None), "melee: you changed it, the other side removed it."),
    (("melee",), (None, {"b": 2}, 3), "melee: you set 1 value, the other side 3."),
    (("tags",), (["a"], ["a", "b"], []), "tags: you set a, b, the other side nothing (it was a)."),
    (("basket",), (1, 2, 3), "basket: you set 2, the other side 3 (it was 1)."),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "values", "said"), VALUES, ids=[row[2] for row in VALUES])
def test_two_values_of_one_thing(keys, values, said: str):
    assert SAY.value_conflict(at(*keys), "scene", "Kael", Trio(*values)) == f"Kael's {said}"
    assert SAY.value_conflict(at(*keys), "scene", "Moss", Trio(*values)) == f"Moss' {said}"


def test_two_values_of_a_file():
    path = Path(SCENE, ("terrain", "size_m"))
    said = SAY.value_conflict(path, "scene", "Grove", Trio(1.0, 2.0, 3.0))
    assert said == "Grove's terrain size m: you set 2 m, the other side 3 m (it was 1 m)."
    path = Path("project", ("title",))
    assert SAY.value_conflict(path, "project", "Project", Trio("a", "b", None)) == (
        'Project\'s title: you set "b", the other side removed it (it was "a").'
    )


BEFORE: dict[str, Any] = {
    "name": "Kael",
    "parent": "party",
    "hidden": True,
    "health": {"current": 1.0},
    "transform": {"position": [0.0, 0.0, 0.0], "scale": 2.0},
    "tags": ["a"],
}
DEEDS = [
    ({}, "changed its comments"),
    ({"name": "Tom"}, "renamed it to Tom"),
    ({"name": None}, "took its name away"),
    ({"parent": "far_gate"}, "put it under Far gate"),
    ({"parent": None}, "moved it to the top"),
    ({"hidden": None}, "showed it"),
    ({"hidden": False}, "showed it"),
    ({"locked": True}, "locked it"),
    ({"area_attack": {}}, "gave it area attack"),
    ({"health": None}, "took its health away"),
    ({"health": 3}, "changed its health"),
    ({"transform": {"position": [1.0, 0.0, 2.5], "scale": 2.0}}, "moved it to (1, 0, 2.5) m"),
    ({"transform": {"scale": 2.0}}, "reset its position"),
    ({"transform": {"position": [0.0, 0.0, 0.0], "scale": 3.0}}, "set its scale to 3"),
    ({"health": {"current": 5.0}}, "set its health to 5 hp"),
    ({"health": {"current": 1.0, "maximum": 9.0}}, "set its health maximum to 9 hp"),
    ({"tags": ["a", "b"]}, "set its tags to a, b"),
    ({"tags": None}, "reset its tags"),
    ({"prefab": "wasp"}, 'set its prefab to "wasp"'),
    ({"name": "Tom", "hidden": None}, "renamed it to Tom and showed it"),
    ({"name": "Tom", "hidden": None, "tags": None}, "renamed it to Tom, showed it and reset its tags"),
    (
        {"name": "Tom", "hidden": None, "tags": None, "health": None},
        "renamed it to Tom, showed it and made 2 more changes",
    ),
    (
        {"name": "Tom", "hidden": None, "tags": None, "health": None, "locked": True, "area_attack": {}},
        "renamed it to Tom, showed it and made 4 more changes",
    ),
]


def changed(changes: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**BEFORE, **changes}.items() if value is not None}


@pytest.mark.parametrize(("changes", "said"), DEEDS, ids=[row[1] for row in DEEDS])
def test_what_was_done_to_an_entity(changes: dict[str, Any], said: str):
    assert SAY.deeds(BEFORE, changed(changes)) == said


def test_what_comes_back_is_told_the_other_way_round():
    assert SAY.deeds({}, {"hidden": True, "locked": False}) == "hid it and unlocked it"


def test_a_deletion_against_a_change_from_either_side():
    after = changed({"name": "Tom"})
    assert SAY.removal("Kael", Trio(BEFORE, None, after)) == "Kael: you deleted it, the other side renamed it to Tom."
    assert SAY.removal("Kael", Trio(BEFORE, after, None)) == "Kael: you renamed it to Tom, the other side deleted it."


def test_two_additions_name_three_differences():
    ours = {"name": "A", "health": {"current": 1.0}, "hidden": True, "tags": ["x"]}
    theirs = {"name": "B", "health": {"current": 2.0}, "tags": ["y"]}
    assert SAY.addition("Kael", Trio(None, ours, theirs)) == (
        'Kael: both sides added it, but differently: name "A" in yours, "B" in the other; '
        "health 1 hp in yours, 2 hp in the other; hidden on in yours, absent in the other."
    )


def node(head: dict[str, Any], **entities: dict[str, Any]) -> FileNode:
    return FileNode(SCENE, Block(head), {key: Block(data, key) for key, data in entities.items()})


def test_what_was_done_to_a_file():
    before = node({"title": "T"}, a={"x": 1}, b={"x": 1}, c={"x": 1})
    assert SAY.files(before, node({"title": "T"}, a={"x": 2}, b={"x": 3}, c={"x": 1})) == "2 entities changed"
    assert SAY.files(before, node({"title": "U"}, a={"x": 2}, b={"x": 1}, d={"x": 1})) == (
        "1 entity changed, 1 entity added, 1 entity deleted, its settings changed"
    )
    assert SAY.files(before, before) == "its order or comments"


def test_whom_a_merge_is_about():
    assert name_of("old_tree", Trio({"name": "A"}, {"name": "B"}, {"name": "C"})) == "B"
    assert name_of("old_tree", Trio({"name": "A"}, None, {"name": "C"})) == "A"
    assert name_of("old_tree", Trio(None, None, {"name": "C"})) == "C"
    assert name_of("old_tree", Trio(None, {}, None)) == "Old tree"
