"""The order of entities: a long compound ends with the order that its steps lead to one by one, and goes back."""

import random

import pytest

from engine.document import (
    AddEntity,
    Command,
    CommandError,
    Compound,
    Document,
    MoveEntity,
    Path,
    RemoveEntity,
    Set,
    WriteFile,
)

SCENE = "scenes/orchard"


def steps_over(document: Document, seed: int) -> list[Command]:
    """Thirty steps that fit one after the other: entities come, go, move and are renamed."""
    rng = random.Random(seed)
    order = list(document.entities(SCENE))
    blocks = {identifier: document.block(SCENE, identifier) for identifier in order}
    steps: list[Command] = []
    for number in range(30):
        match rng.choice(["add", "add", "remove", "move", "set"]):
            case "add":
                identifier, index = f"new_{number}", rng.randint(0, len(order))
                blocks[identifier] = {"name": f"New {number}"}
                order.insert(index, identifier)
                steps.append(AddEntity(file=SCENE, id=identifier, block=blocks[identifier], index=index))
            case "remove":
                index = rng.randrange(len(order))
                identifier = order.pop(index)
                steps.append(RemoveEntity(file=SCENE, id=identifier, block=blocks[identifier], index=index))
            case "move":
                old, new = rng.randrange(len(order)), rng.randrange(len(order))
                identifier = order[old]
                order.insert(new, order.pop(old))
                steps.append(MoveEntity(file=SCENE, id=identifier, old=old, new=new))
            case _:
                identifier = rng.choice(order)
                path = Path.entity(SCENE, identifier, "name")
                steps.append(Set(path=path, old=blocks[identifier].get("name"), new=f"Name {number}"))
                blocks[identifier] = {**blocks[identifier], "name": f"Name {number}"}
    return steps


@pytest.mark.parametrize("seed", range(8))
def test_all_at_once_is_the_same_as_one_by_one_and_goes_back(folder, seed: int):
    together, alone = Document.open(folder), Document.open(folder)
    before = together.text(SCENE)
    steps = steps_over(together, seed)
    whole = Compound(title="All", commands=tuple(steps))

    together.apply(whole)
    for step in steps:
        alone.apply(step)

    assert together.entities(SCENE) == alone.entities(SCENE)
    assert together.text(SCENE) == alone.text(SCENE)
    together.apply(whole.inverse())
    assert together.text(SCENE) == before


def test_a_file_replaced_in_the_middle_of_a_change_is_compared_in_its_order(document: Document):
    order = document.entities(SCENE)
    move = MoveEntity(file=SCENE, id=order[0], old=0, new=3)
    document.apply(move)
    moved = document.text(SCENE)
    document.apply(move.inverse())
    replace = WriteFile(file=SCENE, old=moved, new=moved.replace("Orchard", "Garden"))

    document.apply(Compound(title="Move and retitle", commands=(move, replace)))

    assert document.text(SCENE) == moved.replace("Orchard", "Garden")


def test_a_wrong_place_in_the_middle_of_a_change_is_refused_with_the_right_one(document: Document):
    order = document.entities(SCENE)
    first = MoveEntity(file=SCENE, id=order[0], old=0, new=2)
    with pytest.raises(CommandError, match="the entity stands at place 2"):
        document.apply(Compound(title="Twice", commands=(first, first)))
    assert document.entities(SCENE) == order
