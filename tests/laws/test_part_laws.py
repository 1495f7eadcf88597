"""Laws of prefabs with parts: an instance is its prefab moved, until it says otherwise; and what it says is undone."""

from collections.abc import Collection, Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engine.document import Command, CommandError, Document, EntityView, RemoveEntity, Set, view
from engine.document.diff import diff
from engine.document.edits.entities import remove_entities, with_children
from engine.document.merge import merge
from engine.document.prefabs import (
    apply_to_prefab,
    create_group_prefab,
    origin,
    restore_part,
    revert,
    unpack,
    unpack_level,
)
from engine.document.state.snapshot import Snapshot
from engine.document.views.placing import as_stated
from engine.schema.values import plain
from tests.laws.part_worlds import KEYS, PREFABS, part_worlds
from tests.laws.prefab_worlds import Block, World, opened, seen, texts_of, told
from tests.laws.test_prefab_laws import picks

law = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
Edit = tuple[int, str, int]
edits = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(KEYS), st.integers(0, 3)), min_size=1, max_size=5)


def anew(document: Document) -> Snapshot:
    return Document.from_texts(texts_of(document), folder=document.folder).snapshot()


def everywhere(document: Document) -> list[EntityView]:
    """Every entity that a designer can choose: those of the scene, and those of each prefab by itself."""
    alone = [view(document, f"prefabs/{name}").entities for name in PREFABS]
    return [each for entities in (seen(document).entities, *alone) for each in entities]


def command_for(document: Document, edit: Edit) -> Set:
    pick, key, number = edit
    found = everywhere(document)
    entity = found[pick % len(found)]
    component, _, field = key.partition(".")
    path = entity.path / component / field
    values: dict[str, Any] = {"position": [float(number), 0.0, 1.0], "trigger": found[number].id}
    new = values.get(field, float(number + 1)) if number else None
    return Set(path=path, old=document.value(path), new=new)


def changed(world: World, steps: list[Edit]) -> Document:
    document = opened(world)
    for step in steps:
        document.apply(command_for(document, step))
    return document


@law
@given(part_worlds(), edits)
def test_every_part_can_be_changed_like_an_entity_and_undone_in_bytes(world: World, steps: list[Edit]):
    document = opened(world)
    start = texts_of(document)
    done: list[Set] = []
    for step in steps:
        command = command_for(document, step)
        document.apply(command)
        done.append(command)
        assert document.value(command.path) == command.new
        assert view(document, "field", "raid").entities == view(anew(document), "field", "raid").entities
    for command in reversed(done):
        document.apply(command.inverse())
    assert texts_of(document) == start


@law
@given(part_worlds(), st.sampled_from(PREFABS))
def test_an_instance_that_says_nothing_is_its_prefab(world: World, prefab: str):
    world["scenes/field"]["twin"] = {"prefab": prefab}
    document = opened(world)
    alone, placed = view(document, f"prefabs/{prefab}"), view(document, "field")
    root = alone.entities[0].id
    parts = {
        each.id.removeprefix(f"{root}."): {key: value for key, value in each.components.items() if key != "spawn_group"}
        for each in alone.entities[1:]
    }
    found = {
        each.part: {key: value for key, value in each.components.items() if key != "spawn_group"}
        for each in placed.entities
        if each.part_of == "twin"
    }
    assert found == parts
    assert not any(each.overrides for each in placed.entities if each.part_of == "twin")


@law
@given(part_worlds())
def test_names_inside_a_prefab_mean_the_own_parts_of_each_instance(world: World):
    scene = seen(opened(world))
    for each in scene.entities:
        group: Any = each.components.get("spawn_group")
        if each.part_of is None or group is None or "spawn_group.trigger" in each.overrides:
            continue
        named = group.trigger
        above = scene.get(named)
        is_gone = named.startswith(f"{each.part_of}.") and above is None
        is_own = named == each.part_of or (above is not None and above.part_of == each.part_of)
        assert is_gone or is_own, (each.id, named)


@law
@given(part_worlds(), picks, st.sampled_from(KEYS))
def test_applying_to_the_prefab_and_reverting_keeps_what_is_seen(world: World, pick: int, key: str):
    document = opened(world)
    parts = [each for each in seen(document).entities if each.part_of and key in each.overrides]
    assume(parts)
    entity = parts[pick % len(parts)]
    before = texts_of(document)
    try:
        command = apply_to_prefab(seen(document), entity, key)
    except CommandError:
        assume(False)
        raise
    document.apply(command)
    after = seen(document).entity(entity.id)
    assert told(after) == told(entity)
    assert key not in after.overrides
    document.apply(command.inverse())
    assert texts_of(document) == before

    document.apply(revert(seen(document), entity, key))
    below = origin(seen(document), entity.id, key)[0].value
    component, _, field = key.partition(".")
    stated = document.value(entity.path / component / field)
    assert stated is None
    shown = seen(document).entity(entity.id)
    source: Any = shown.stated if component == "transform" else shown.components.get(component)
    if below is not None and source is not None and not isinstance(below, str):
        assert plain(getattr(source, field)) == below


@law
@given(part_worlds(), picks, st.sampled_from(["position", "rotation", "scale"]))
def test_a_part_that_is_put_somewhere_stands_there(world: World, pick: int, field: str):
    document = opened(world)
    parts = [each for each in seen(document).entities if each.part_of and each.stated is not None]
    assume(parts)
    entity = parts[pick % len(parts)]
    value = {"position": [7.0, 0.5, -3.0], "rotation": [0.0, 35.0, 0.0], "scale": 1.5}[field]
    path = entity.path / "transform" / field
    document.apply(Set(path=path, old=document.value(path), new=as_stated(entity, field, value)))
    found = getattr(seen(document).entity(entity.id).components["transform"], field)
    ours, theirs = (each if isinstance(each, list | tuple) else [each] for each in (found, value))
    assert all(abs(one - other) < 1e-4 for one, other in zip(ours, theirs, strict=True))


@law
@given(part_worlds(), edits, edits)
def test_differences_and_merges_know_parts(world: World, one: list[Edit], other: list[Edit]):
    base, ours, theirs = opened(world), changed(world, one), changed(world, other)
    for command in diff(base, ours):
        base.apply(command)
    assert not diff(base, ours)
    start, mine, yours = texts_of(opened(world)), texts_of(ours), texts_of(theirs)
    for alone in (merge(start, mine, start), merge(start, start, mine), merge(start, mine, mine)):
        assert not alone.conflicts
        assert not diff(Document.from_texts(alone.texts(), folder=base.folder), ours)
    both, mirrored = merge(start, mine, yours), merge(start, yours, mine)
    assert len(both.conflicts) == len(mirrored.conflicts)
    seen(Document.from_texts(both.texts(), folder=base.folder))


def test_prefabs_that_hold_each_other_come_to_an_end_and_are_told():
    world: World = {
        "prefabs/tent": {"tent": {}, "inner": {"parent": "tent", "prefab": "camp"}},
        "prefabs/camp": {"camp": {}, "inner": {"parent": "camp", "prefab": "tent"}},
        "scenes/field": {"camp_1": {"prefab": "camp"}},
        "encounters/raid": {},
    }
    scene = seen(opened(world))

    assert [each.id for each in scene.entities] == ["camp_1", "camp_1.inner"]
    assert [each.rule for each in scene.problems] == ["prefab-cycle", "prefab-cycle"]


def test_prefabs_of_prefabs_of_prefabs_stay_bounded():
    world: World = {"prefabs/p0": {"p0": {}, **{f"e{k}": {"parent": "p0"} for k in range(20)}}}
    for level in range(1, 6):
        members = {f"e{k}": {"parent": f"p{level}", "prefab": f"p{level - 1}"} for k in range(20)}
        world[f"prefabs/p{level}"] = {f"p{level}": {}, **members}
    world |= {"scenes/field": {"big": {"prefab": "p5"}}, "encounters/raid": {}}
    scene = seen(opened(world))

    assert len(scene.entities) <= 2_001
    assert "too-many-parts" in {each.rule for each in scene.problems}


def shown(entities: Iterable[EntityView]) -> list[Any]:
    """What is seen of entities, whatever they are called: names, places and components that mean nobody."""
    found: list[Any] = []
    for each in entities:
        place: Any = each.components.get("transform")
        at = [round(value, 3) for value in (*place.position, *place.rotation, place.scale)] if place else []
        others = {key: value for key, value in each.components.items() if key not in ("transform", "spawn_group")}
        found.append((each.name, at, sorted(others.items()), each.hidden))
    return sorted(found, key=str)


def changes_nothing_seen(document: Document, command: Command, but: Collection[str] = ()) -> None:
    before, texts = seen(document).entities, texts_of(document)
    document.apply(command)
    after = seen(document).entities
    assert shown(after) == shown(before)
    assert not [each.text for each in seen(document).problems]
    lost = [each for each in lost_names(document) if each not in but]
    document.apply(command.inverse())
    assert texts_of(document) == texts
    assert lost == [each for each in lost_names(document) if each not in but]
    document.apply(command)


def lost_names(document: Document) -> list[str]:
    """The values of references that lead to nobody, of what is said in the scene."""
    scene = seen(document)
    found: list[str] = []
    for each in scene.entities:
        group: Any = each.components.get("spawn_group")
        if group is not None and group.trigger and scene.get(group.trigger) is None:
            found.append(group.trigger.rpartition(".")[2])
    return sorted(found)


@law
@given(part_worlds(), picks, st.booleans())
def test_unpacking_an_instance_with_parts_keeps_what_is_seen(world: World, pick: int, whole: bool):
    document = opened(world)
    roots = [each for each in seen(document).entities if each.prefab and each.part_of is None]
    assume(roots)
    entity = roots[pick % len(roots)]
    # One that has parts and no place of its own is given one.
    inner = [each for each in seen(document).entities if each.part_of == entity.id and each.prefab]
    assume(whole or all("transform" in each.components for each in inner))
    changes_nothing_seen(document, (unpack if whole else unpack_level)(seen(document), entity))
    if whole:
        assert not [each for each in seen(document).entities if each.part_of == entity.id]


@law
@given(part_worlds(), picks, st.integers(1, 3))
def test_a_group_that_becomes_a_prefab_is_what_it_was(world: World, pick: int, count: int):
    document = opened(world)
    tops = [each for each in seen(document).entities if each.part_of is None and each.file == "scenes/field"]
    chosen = [tops[(pick + step) % len(tops)].id for step in range(min(count, len(tops)))]
    # One that has parts and no place of its own is given one.
    assume(all("transform" in each.components or not each.prefab for each in with_children(seen(document), chosen)))
    command, instance = create_group_prefab(seen(document), chosen, "Big one")
    before, texts = seen(document).entities, texts_of(document)
    lost = lost_names(document)
    document.apply(command)
    after = seen(document)
    assert after.entity(instance).prefab == "big_one"
    named = [each for each in after.entities if each.id != instance]
    old = [each for each in before if each.id != instance]
    assert shown(named) == shown(old)
    assert lost_names(document) == lost
    document.apply(command.inverse())
    assert texts_of(document) == texts


@pytest.mark.parametrize("said", [{}, {"removed": ["transform"], "transform": {"position": [1.0, 0.0, 2.0]}}])
def test_a_group_stays_where_it_is_around_an_instance_that_stands_as_its_prefab_does(said: Block):
    # Given an instance that takes its turn or its place from its prefab, or does without them, and a guest under it
    world: World = {
        "prefabs/camp": {
            "camp": {"transform": {"position": [3.0, 0.0, -4.0], "rotation": [0.0, 90.0, 0.0], "scale": 2.0}},
            "tent": {"parent": "camp", "transform": {"position": [1.0, 0.0, 0.0]}},
        },
        "scenes/field": {
            "field_0": {"prefab": "camp", **said},
            "guest": {"parent": "field_0.tent", "transform": {"position": [1.0, 0.0, 2.0]}},
        },
        "encounters/raid": {},
    }
    document = opened(world)
    before = seen(document).entities

    command, instance = create_group_prefab(seen(document), ["field_0"], "Big one")
    document.apply(command)

    assert {each.id for each in seen(document).entities} == {"field_0", "field_0.tent", "field_0.guest"}
    assert instance == "field_0"
    assert shown(each for each in seen(document).entities) == shown(before)


def test_what_stands_under_an_entity_of_another_file_stays_in_its_own():
    world: World = {
        "prefabs/tent": {"tent": {}},
        "scenes/field": {"field_0": {}, "below": {"parent": "field_0"}, "camp_1": {"prefab": "tent"}},
        "encounters/raid": {"stray": {"parent": "field_0"}},
    }
    document = opened(world)
    texts = texts_of(document)

    grouped, _ = create_group_prefab(seen(document), ["field_0"], "Big one")
    document.apply(grouped)

    assert seen(document).entity("stray").file == "encounters/raid"
    assert seen(document).entity("field_0.below").part_of == "field_0"
    document.apply(grouped.inverse())
    assert texts_of(document) == texts


@law
@given(part_worlds(), picks)
def test_a_part_is_gone_until_it_is_brought_back(world: World, pick: int):
    document = opened(world)
    parts = [each for each in seen(document).entities if each.part_of is not None]
    assume(parts)
    entity = parts[pick % len(parts)]
    before, texts = seen(document).entities, texts_of(document)
    command = remove_entities(seen(document), [entity.id])
    document.apply(command)
    left = {each.id for each in seen(document).entities}
    assert entity.id not in left
    instance = seen(document).entity(str(entity.part_of))
    if not [each for each in command.commands if isinstance(each, RemoveEntity)]:
        document.apply(restore_part(seen(document), instance, entity.part))
        assert {each.id for each in seen(document).entities} == {each.id for each in before}
    else:
        document.apply(command.inverse())
        assert texts_of(document) == texts
