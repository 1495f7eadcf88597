"""What the history and the menus say of a command, word for word."""

import pytest

from engine.document import AddEntity, Command, Compound, MoveEntity, RemoveEntity, Set, SetBeside, WriteFile
from engine.document.commands.set import LEAST_VALUE, MOST_LETTERS


def kael(text: str, old: object, new: object) -> Set:
    return Set.model_validate({"path": f"scenes/g/entities/kael/{text}", "old": old, "new": new})


def beside(**new: object) -> SetBeside:
    return SetBeside.model_validate({"file": "streaming_config", "old": {}, "new": new})


SAID: list[tuple[Command, str]] = [
    (kael("name", None, "Kaël"), "Rename Kael to Kaël"),
    (kael("name", "The Old One", None), "Rename The Old One to Kael"),
    (kael("parent", "a", "far_gate"), "Move Kael under Far gate"),
    (kael("prefab", None, "rift_stalker"), "Make Kael an instance of Rift stalker"),
    (kael("prefab", "rift_stalker", None), "Unlink Kael from its prefab"),
    (kael("hidden", True, False), "Show Kael"),
    (kael("locked", True, None), "Unlock Kael"),
    (kael("tags", ["a"], None), "Remove Kael's tags"),
    (kael("tags", ["a"], []), "Remove Kael's tags"),
    (kael("area_attack", {}, {"radius": 2.0}), "Change Kael's area attack"),
    (kael("area_attack", None, {}), "Add area attack to Kael"),
    (kael("removed", None, ["health"]), "Remove health from Kael"),
    (kael("removed", ["area_attack"], None), "Bring area attack back to Kael"),
    (kael("removed", ["a", "b"], ["b", "area_attack"]), "Remove area attack from and bring a back to Kael"),
    (kael("removed", ["a", "b"], ["b", "a"]), "Reorder what is removed from Kael"),
    (kael("removed", None, [".tent.old_flag"]), "Remove old flag from Kael"),
    (kael("melee/reach", 2.0, None), "Reset Kael's melee reach"),
    (beside(memory_mib=128), "Set memory to 128 MiB"),
    (beside(far_distance_m=2.5), "Set far distance to 2.5 m"),
    (beside(budget_ms=4.0, delay_s=0.25), "Set budget to 4 ms, delay to 0.25 s"),
    (beside(ring_sizes=[1, 2.5]), "Set ring sizes to 1, 2.5"),
    (beside(m=3), "Set m to 3"),
    (beside(draw_far_away=True), "Set draw far away to True"),
    (beside(), "Change no setting"),
    (WriteFile(file="scenes/old_mill", old="a", new="b"), "Replace the scene Old mill"),
    (WriteFile(file="prefabs/wasp", old=None, new="b"), "Create the prefab Wasp"),
    (WriteFile(file="encounters/last_stand", old="a", new=None), "Delete the encounter Last stand"),
    (WriteFile(file="project", old="a", new="b"), "Replace project.toml"),
    (WriteFile(file="terrain/old_mill/0_-1", old="a", new="b"), "Shape the ground of Old mill"),
    (WriteFile(file="project", old="a", new="b", title="Settle it"), "Settle it"),
    (MoveEntity(file="scenes/g", id="old_tree", old=1, new=2), "Move Old tree down in the list"),
    (AddEntity(file="scenes/g", id="old_tree", block={}, index=0), "Add Old tree"),
    (RemoveEntity(file="scenes/g", id="old_tree", block={"name": "Oak"}, index=0), "Delete Oak"),
    (Compound(title="", commands=(kael("locked", True, None), kael("hidden", None, True))), "Unlock Kael, Hide Kael"),
]


@pytest.mark.parametrize(("command", "sentence"), SAID, ids=[sentence for _, sentence in SAID])
def test_a_command_says_this(command: Command, sentence: str):
    assert command.sentence() == sentence


def test_a_long_value_is_cut_so_that_a_menu_stays_narrow():
    path = "scenes/g/entities/kael/dialogue/line"
    said = Set.model_validate({"path": path, "old": "a", "new": "w" * 200}).sentence()

    assert len(said) == MOST_LETTERS
    assert said.endswith("w…")


def test_of_a_value_with_a_long_name_the_beginning_is_told():
    path = f"scenes/g/entities/{'long_' * 20}name/dialogue/line"
    said = Set.model_validate({"path": path, "old": "a", "new": "w" * 200}).sentence()

    assert said.rpartition(" to ")[2] == f'"{"w" * (LEAST_VALUE - 2)}…'
