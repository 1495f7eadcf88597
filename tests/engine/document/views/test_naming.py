"""Sentences call things as people do: by their own names, by what their prefab is called, by the titles of files."""

import pytest

from engine.document import Command, Document, MoveEntity, Set, WriteFile
from engine.document.views.naming import names_in

PROJECT = 'format = 1\nkind = "project"\ntitle = "Mill"\n'
RAIDER = """\
format = 1
kind = "prefab"
title = "Raider of the ford"

[entities.raider]
name = "Raider"
[entities.raider.health]

[entities.flag]
name = "Flag"
parent = "raider"
"""
FORD = """\
format = 1
kind = "scene"
title = "Mill Ford"

[entities.ally_2]
name = "Ally by the mill"
[entities.ally_2.health]
current = 80.0

[entities.group]
name = "Bandit camp"

[entities.raider_07]
prefab = "raider"
"""
AMBUSH = """\
format = 1
kind = "encounter"
scene = "mill_ford"

[entities.line_3]
[entities.line_3.line]
"""


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Document:
    texts = {
        "project": PROJECT,
        "scenes/mill_ford": FORD,
        "prefabs/raider": RAIDER,
        "encounters/ambush": AMBUSH,
    }
    return Document.from_texts(texts, folder=tmp_path_factory.mktemp("mill"))


def set_at(text: str, old: object, new: object) -> Set:
    return Set.model_validate({"path": text, "old": old, "new": new})


SAID: list[tuple[Command, str]] = [
    (
        set_at("scenes/mill_ford/entities/ally_2/health/current", 80.0, 90.0),
        "Set Ally by the mill's health to 90 hp",
    ),
    (set_at("scenes/mill_ford/entities/ally_2/parent", None, "group"), "Move Ally by the mill under Bandit camp"),
    (set_at("scenes/mill_ford/entities/ally_2/hidden", None, True), "Hide Ally by the mill"),
    (set_at("scenes/mill_ford/entities/raider_07/name", None, "Scout"), "Rename Raider to Scout"),
    (set_at("scenes/mill_ford/entities/raider_07/parts/flag/hidden", None, True), "Hide Raider's flag"),
    (set_at("scenes/mill_ford/entities/ally_2/prefab", None, "raider"), "Make Ally by the mill an instance of "
     "Raider of the ford"),
    (set_at("encounters/ambush/entities/line_3/line/speaker", "", "ally_2"), "Set Line 3's line speaker to "
     "Ally by the mill"),
    (set_at("scenes/mill_ford/terrain/seed", 1, 4), "Set Mill Ford's terrain seed to 4"),
    (set_at("scenes/mill_ford/entities/nobody/hidden", None, True), "Hide Nobody"),
    (MoveEntity(file="scenes/mill_ford", id="group", old=1, new=0), "Move Bandit camp up in the list"),
    (WriteFile(file="scenes/mill_ford", old="", new=None), "Delete the scene Mill Ford"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "said"), SAID, ids=[said for _, said in SAID])
def test_a_sentence_calls_things_as_people_do(mill: Document, command: Command, said: str):
    assert command.sentence(names_in(mill.snapshot())) == said


def test_who_is_gone_by_now_is_called_as_before(mill: Document):
    now = Document.from_texts(
        {"project": PROJECT, "scenes/mill_ford": FORD.split("[entities.group]", maxsplit=1)[0]}, folder="."
    )

    names = names_in(now.snapshot(), mill.snapshot())

    assert names("scenes/mill_ford", "group") == "Bandit camp"
    assert names("scenes/mill_ford", "ally_2") == "Ally by the mill"


def test_of_several_without_a_name_each_is_told_by_its_id(mill: Document):
    more = f'{FORD}\n[entities.raider_08]\nprefab = "raider"\n[entities.captain]\nprefab = "raider"\nname = "Captain"\n'
    texts = {"project": PROJECT, "scenes/mill_ford": more, "prefabs/raider": RAIDER}

    names = names_in(Document.from_texts(texts, folder=".").snapshot())

    told = [names("scenes/mill_ford", each) for each in ("raider_07", "raider_08", "captain", "raider_08.flag")]
    assert told == ["Raider 07", "Raider 08", "Captain", "Raider 08's flag"]
