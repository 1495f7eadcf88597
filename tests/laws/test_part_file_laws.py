"""Laws of prefabs with parts as files: renamed, copied, moved between files, they stay what they were."""

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from editor.core.entities import edits
from engine.document import CommandError, Document, Path, Set, view
from engine.document.command import Command
from engine.document.edits.files import duplicate_file, rename_file
from engine.document.edits.moves import move_to_file, reorder
from tests.laws.part_worlds import PREFABS, part_worlds
from tests.laws.prefab_worlds import World, opened, seen, texts_of
from tests.laws.test_prefab_laws import picks

law = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def told(document: Document) -> list[Any]:
    """Who stands in the scene, under whom, and as what."""
    return [(each.id, each.parent, each.name, dict(each.components)) for each in seen(document).entities]


def undone(document: Document, command: Command) -> None:
    """Apply a command once its way back has led to every byte."""
    before = texts_of(document)
    document.apply(command)
    document.apply(command.inverse())
    assert texts_of(document) == before
    document.apply(command)


@law
@given(part_worlds(), st.sampled_from(PREFABS))
def test_a_renamed_prefab_is_what_it_was_in_every_instance(world: World, prefab: str):
    document = opened(world)
    # Names are left out: a root without one is called like its file.
    before = [(each, under, what) for each, under, _, what in told(document)]
    undone(document, rename_file(document, f"prefabs/{prefab}", "other"))
    assert [(each, under, what) for each, under, _, what in told(document)] == before
    assert not seen(document).problems


@law
@given(part_worlds(), st.sampled_from(PREFABS))
def test_an_instance_of_a_copied_prefab_is_what_one_of_the_original_is(world: World, prefab: str):
    world["scenes/field"]["twin"] = {"prefab": prefab, "name": "Twin"}
    document = opened(world)
    before = told(document)
    command, copy = duplicate_file(document, f"prefabs/{prefab}", "Other")
    undone(document, command)
    document.apply(Set(path=Path.entity("scenes/field", "twin", "prefab"), old=prefab, new=copy.partition("/")[2]))
    assert told(document) == before


@law
@given(part_worlds(), picks)
def test_what_moves_to_the_encounter_takes_its_parts_along(world: World, pick: int):
    document = opened(world)
    tops = [each for each in seen(document).entities if each.file == "scenes/field" and each.part_of is None]
    entity = tops[pick % len(tops)]
    before = {each[0]: each for each in told(document)}
    try:
        command = move_to_file(seen(document), [entity.id], "encounters/raid")
    except CommandError:
        assume(False)
        raise
    assert command is not None
    undone(document, command)
    assert seen(document).entity(entity.id).file == "encounters/raid"
    assert {each[0]: each for each in told(document)} == before


@law
@given(part_worlds(), picks, st.sampled_from(PREFABS), st.sampled_from(PREFABS))
def test_a_copy_stands_under_nobody_who_is_not_there(world: World, pick: int, prefab: str, other: str):
    document = opened(world)
    inside = view(document, f"prefabs/{prefab}")
    chosen = inside.entities[pick % len(inside.entities)].id
    copied = edits.copy(document, inside, [chosen])
    for scene in ("field", f"prefabs/{other}"):
        try:
            command, top = edits.paste(document, scene, "raid", copied, (1.0, 0.0, 1.0), "Paste")
        except CommandError:
            continue
        undone(document, command)
        shown = view(document, scene)
        for each in top:
            parent = shown.entity(each).parent
            assert shown.get(parent or "") is not None or (parent is None and scene == "field"), (each, parent)


def test_a_prefab_is_not_called_like_one_of_its_parts():
    world: World = {
        "prefabs/camp": {"camp": {}, "gate": {"parent": "camp"}},
        "scenes/field": {"camp_1": {"prefab": "camp"}},
        "encounters/raid": {},
    }
    document = opened(world)
    with pytest.raises(CommandError, match="would become its root"):
        rename_file(document, "prefabs/camp", "gate")
    command, copy = duplicate_file(document, "prefabs/camp", "Gate")
    undone(document, command)
    assert copy == "prefabs/gate_2"


def test_a_part_keeps_its_place_in_the_list():
    world: World = {
        "prefabs/camp": {"camp": {}, "gate": {"parent": "camp"}},
        "scenes/field": {"camp_1": {"prefab": "camp"}, "one": {"parent": "camp_1"}, "two": {"parent": "camp_1"}},
        "encounters/raid": {},
    }
    document = opened(world)
    with pytest.raises(CommandError, match="is a part of Camp"):
        reorder(seen(document), ["camp_1.gate"], 1)
    command = reorder(seen(document), ["two"], -1)
    assert command is not None
    undone(document, command)
    assert document.entities("scenes/field") == ("camp_1", "two", "one")
