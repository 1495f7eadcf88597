"""Whose parent a merge takes away is told, and goes to the nearest one above that is left; rings are told by name."""

import pytest

from engine.document import Document
from engine.document.merge import Merge, merge
from tests.engine.document.merge.test_merge import BASE, SCENES, changed
from tests.engine.document.orchard import PROJECT

WALL = 'name = "Wall"'
HEAD = 'format = 1\nkind = "scene"\n'
FILE = "scenes/s"


def scene(**parents: str) -> str:
    """A scene with these entities, each under another; "" is the top."""
    blocks = (
        f"\n[entities.{name}]\n" + (f'parent = "{parent}"\n' if parent else "") for name, parent in parents.items()
    )
    return HEAD + "".join(blocks)


def merged(base: str, ours: str, theirs: str, *more: tuple[str, str]) -> Merge:
    """The merge of three versions of a scene; the other files are the same on all sides."""
    others = {"project": PROJECT, **dict(more)}
    return merge(*({**others, FILE: text} for text in (base, ours, theirs)))


def parents(result: Merge, choices: dict[str, str] | None = None) -> dict[str, str]:
    document = Document.from_texts(result.texts(choices or {}), folder=".")  # type: ignore[arg-type]
    return {each: document.block(FILE, each).get("parent", "") for each in document.entities(FILE)}


CAMP = scene(camp="", tent="camp", bed="tent", wall="")


@pytest.mark.parametrize("deleter", ["ours", "theirs"])
def test_a_child_goes_to_the_nearest_parent_that_is_left(deleter: str):
    gone, put = scene(camp="", wall=""), scene(camp="", tent="camp", bed="tent", wall="bed")
    result = merged(CAMP, *((gone, put) if deleter == "ours" else (put, gone)))

    (conflict,) = result.conflicts
    assert conflict.key == f"{FILE}/entities/bed"
    assert conflict.text == (
        "Bed: you deleted it, the other side put Wall under it."
        if deleter == "ours"
        else "Bed: the other side deleted it, you put Wall under it."
    )
    kept = "theirs" if deleter == "ours" else "ours"
    assert parents(result, {conflict.key: deleter}) == {"camp": "", "wall": "camp"}
    assert parents(result, {conflict.key: kept})["wall"] == "bed"


def test_a_child_whose_parents_all_go_stands_at_the_top():
    result = merged(CAMP, scene(wall=""), scene(camp="", tent="camp", bed="tent", wall="bed"))

    assert parents(result) == {"wall": ""}


def test_a_deleted_child_that_comes_back_brings_what_it_stood_under():
    ours = scene(camp="", wall="")
    theirs = CAMP.replace('parent = "tent"\n', 'parent = "tent"\nhidden = true\n')

    result = merged(CAMP, ours, theirs)

    assert [each.text for each in result.conflicts] == ["Bed: you deleted it, the other side hid it."]
    assert result.texts()[FILE] == ours
    assert result.texts({f"{FILE}/entities/bed": "theirs"})[FILE] == theirs


def test_a_parent_that_was_deleted_and_changed_is_one_question():
    theirs = changed(('name = "Party"', 'name = "Guild"'), (WALL, f'{WALL}\nparent = "party"'))
    ours = changed(
        ('# ---- People ----\n[entities.party]\nname = "Party"\n\n', ""),
        ('parent = "party"\n', ""),
    )
    result = merge(BASE, ours, theirs)

    assert [each.text for each in result.conflicts] == ["Party: you deleted it, the other side renamed it to Guild."]
    document = Document.from_texts(result.texts(), folder=".")
    assert "parent" not in document.block(SCENES, "wall")
    kept = Document.from_texts(result.texts({result.conflicts[0].key: "theirs"}), folder=".")
    assert (kept.block(SCENES, "wall")["parent"], kept.block(SCENES, "party")["name"]) == ("party", "Guild")


def test_a_parent_in_a_prefab_is_asked_about_also_where_another_prefab_has_the_id():
    prefab, other = (scene(**each).replace('"scene"', '"prefab"') for each in ({"a": "", "b": ""}, {"a": ""}))
    versions = prefab, prefab.replace("\n[entities.a]\n", ""), prefab + 'parent = "a"\n'
    sides = ({"project": PROJECT, "prefabs/one": text, "prefabs/two": other} for text in versions)

    (conflict,) = merge(*sides).conflicts

    assert conflict.text == "A: you deleted it, the other side put B under it."


def test_a_parent_is_asked_about_also_where_another_scene_has_the_id():
    versions = (scene(a="", b=""), scene(a="")), (scene(b=""), scene(a="", c="")), (scene(a="", b="a"), scene(a=""))
    sides = ({"project": PROJECT, FILE: text, "scenes/other": other} for text, other in versions)

    (conflict,) = merge(*sides).conflicts

    assert conflict.text == "A: you deleted it, the other side put B under it."


def test_a_parent_that_never_was_there_is_left_as_it_is():
    base = scene(a="ghost", b="")
    ours, theirs = (base.replace(each, f"{each}\nhidden = true", 1) for each in ("[entities.a]", "[entities.b]"))

    result = merged(base, ours, theirs)

    assert (result.conflicts, parents(result)) == ((), {"a": "ghost", "b": ""})


def test_a_ring_that_a_file_has_already_is_left_as_it_is():
    base = scene(a="b", b="a", c="")
    ours, theirs = (base.replace(each, f"{each}\nhidden = true", 1) for each in ("[entities.a]", "[entities.c]"))

    result = merged(base, ours, theirs)

    assert (result.conflicts, parents(result)) == ((), {"a": "b", "b": "a", "c": ""})


def test_who_is_put_under_a_ring_that_goes_stands_at_the_top():
    result = merged(scene(a="b", b="a", c=""), scene(c=""), scene(a="b", b="a", c="a"))

    assert parents(result) == {"c": ""}


def test_a_ring_names_only_those_who_are_in_it():
    """Not who stands under it, wherever that is in the file."""
    base = scene(a="b", b="", c="")

    result = merged(base, scene(a="b", b="c", c=""), scene(a="b", b="", c="b"))

    (ring,) = result.conflicts
    assert ring.text == ("B and C: you put B under C, the other side put C under B; both together would make a ring.")
    assert (ring.key, ring.title, ring.label) == (f"{FILE}/entities/b/parent#ring", "B", "Parent")
    assert parents(result) == {"a": "b", "b": "c", "c": ""}
    assert parents(result, {ring.key: "theirs"}) == {"a": "b", "b": "", "c": "b"}
    assert parents(result, {ring.key: "base"}) == {"a": "b", "b": "", "c": ""}


def test_a_ring_with_one_who_was_put_at_the_top():
    result = merged(scene(a="", b="a", c=""), scene(a="", b="c", c=""), scene(a="", b="", c="b"))

    assert [each.text for each in result.conflicts] == [
        'B\'s parent: you set "c", the other side removed it (it was "a").',
        "B and C: you put B under C, the other side put B at the top and C under B; both together would make a ring.",
    ]
