"""Laws of prefabs: what goes down the chain and up again leaves everybody with what they had."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engine.document import Command, CommandError, Document, EntityView, Path, SceneView, Set, view
from engine.document.prefabs import (
    apply_all,
    apply_component,
    apply_to_prefab,
    create_prefab,
    followers,
    instances_of,
    make_variant,
    origin,
    remove_component,
    restore_component,
    revert,
    revert_all,
    revert_component,
    unpack,
    unpack_level,
    who_overrides,
)
from engine.document.state.snapshot import Snapshot
from engine.schema.reserved import RESERVED
from tests.laws.prefab_worlds import CHAIN, KEYS, KNOWN, World, instances, opened, seen, texts_of, told, worlds

law = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
picks = st.integers(0, 9)
Build = Callable[[SceneView, EntityView], Command]


def built(document: Document, pick: int, build: Build) -> tuple[EntityView, Command]:
    """One instance and the command for it; worlds in which it is refused show nothing."""
    found = instances(document)
    assume(found)
    entity = found[pick % len(found)]
    try:
        command = build(seen(document), entity)
        before = texts_of(document)
        document.apply(command)
    except CommandError:
        assume(False)
        raise
    after = texts_of(document)
    assert after != before, "a command that is offered changes something"
    document.apply(command.inverse())
    assert texts_of(document) == before, "undo gives back every byte"
    document.apply(command)
    assert texts_of(document) == after
    return entity, command


def of(document: Document, entity: EntityView) -> EntityView:
    return seen(document).entity(entity.id)


@law
@given(worlds(), picks, st.sampled_from(KEYS), st.sampled_from([None, *CHAIN]))
def test_who_applies_a_value_keeps_all_that_is_seen(world: World, pick: int, key: str, prefab: str | None):
    document = opened(world)
    entity, _ = built(document, pick, lambda scene, each: apply_to_prefab(scene, each, key, prefab))

    after = of(document, entity)
    levels = origin(seen(document), after, key)
    giver = next(level for level in levels if level.is_stated)
    assert told(after) == told(entity)
    assert key not in after.overrides
    assert giver.name == (prefab or entity.prefab)


@law
@given(worlds(), picks, st.sampled_from([None, *CHAIN]))
def test_who_applies_everything_keeps_all_that_is_seen(world: World, pick: int, prefab: str | None):
    document = opened(world)
    entity, _ = built(document, pick, lambda scene, each: apply_all(scene, each, prefab))

    assert told(of(document, entity)) == told(entity)


@law
@given(worlds(), picks, st.sampled_from(KNOWN), st.sampled_from([None, *CHAIN]))
def test_who_applies_a_component_keeps_all_that_is_seen(world: World, pick: int, component: str, prefab: str | None):
    document = opened(world)
    entity, _ = built(document, pick, lambda scene, each: apply_component(scene, each, component, prefab))

    assert told(of(document, entity)) == told(entity)


@law
@given(worlds(), picks, st.sampled_from(KEYS))
def test_a_reverted_value_is_that_of_the_level_below(world: World, pick: int, key: str):
    document = opened(world)
    entity, _ = built(document, pick, lambda scene, each: revert(scene, each, key))

    component, _, field = key.partition(".")
    after = of(document, entity)
    below = seen(document).prefab(entity.prefab or "").components.get(component)
    known = document.vocabulary.components[component]
    replaced = component in after.removed
    expected = getattr(below, field) if below is not None and not replaced else known.field(field).default  # type: ignore[union-attr]
    assert getattr(after.components[component], field) == expected
    assert key not in after.overrides
    others = {name: value for name, value in entity.components.items() if name != component}
    assert {name: value for name, value in after.components.items() if name != component} == others


@law
@given(worlds(), picks)
def test_who_reverts_everything_is_the_prefab_at_another_place(world: World, pick: int):
    document = opened(world)
    entity, _ = built(document, pick, revert_all)

    after, below = of(document, entity), seen(document).prefab(entity.prefab or "")
    assert after.overrides <= {"transform.position"} | {key for key in entity.overrides if "basket" in key}
    assert _but_place(after) == _but_place(below)
    assert (after.name, after.tags) == (entity.name, entity.tags)


def _but_place(entity: EntityView) -> dict[str, Any]:
    return {name: value for name, value in entity.components.items() if name != "transform"}


@law
@given(worlds(), picks, st.sampled_from(KNOWN))
def test_a_reverted_component_is_the_prefabs(world: World, pick: int, component: str):
    document = opened(world)
    entity, _ = built(document, pick, lambda scene, each: revert_component(scene, each, component))

    after, below = of(document, entity), seen(document).prefab(entity.prefab or "")
    default = document.vocabulary.components[component]() if component in entity.components else None
    assert after.components.get(component) == below.components.get(component, default)
    assert component not in after.removed


@law
@given(worlds(), picks, st.sampled_from(KNOWN))
def test_a_component_is_gone_until_it_is_brought_back(world: World, pick: int, component: str):
    document = opened(world)
    entity, _ = built(document, pick, lambda scene, each: remove_component(scene, each, component))
    after = of(document, entity)
    below = seen(document).prefab(entity.prefab or "").components
    assert component not in after.components
    assert (component in after.removed) == (component in below)

    if component in after.removed:
        document.apply(restore_component(seen(document), after, component))
        assert of(document, entity).components[component] == below[component]


@law
@given(worlds(), picks, st.booleans())
def test_unpacking_keeps_all_that_is_seen(world: World, pick: int, whole: bool):
    document = opened(world)
    entity, _ = built(document, pick, unpack if whole else unpack_level)

    after = of(document, entity)
    base = document.value(Path.entity(f"prefabs/{entity.prefab}", str(entity.prefab), "prefab"))
    assert told(after) == told(entity)
    assert after.prefab == (None if whole else base)
    assert [told(each) for each in seen(document).entities if each.id != entity.id] == _others(world, entity)


def _others(world: World, entity: EntityView) -> list[tuple[Any, ...]]:
    return [told(each) for each in seen(opened(world)).entities if each.id != entity.id]


@law
@given(worlds(), picks)
def test_an_entity_that_became_a_prefab_is_what_it_was(world: World, pick: int):
    document = opened(world)
    everybody = seen(document).entities
    entity = everybody[pick % len(everybody)]
    before, texts = [told(each) for each in everybody], texts_of(document)
    command = create_prefab(seen(document), entity, "Big one")
    document.apply(command)

    after = of(document, entity)
    assert [told(each) for each in seen(document).entities] == before
    assert after.prefab == "big_one"
    assert after.overrides <= {"transform.position", "basket.apples"}
    document.apply(command.inverse())
    assert texts_of(document) == texts


@law
@given(worlds(), st.sampled_from(CHAIN))
def test_a_variant_is_what_its_prefab_is(world: World, prefab: str):
    document = opened(world)
    document.apply(make_variant(seen(document), prefab, "Queen"))

    base, variant = seen(document).prefab(prefab), seen(document).prefab("queen")
    assert (dict(variant.components), variant.tags) == (dict(base.components), base.tags)
    assert not variant.overrides


@law
@given(worlds(), st.sampled_from(CHAIN), st.none() | st.sampled_from([*KEYS, "basket.apples"]))
def test_who_overrides_names_exactly_those_whose_file_states_it(world: World, prefab: str, key: str | None):
    document = opened(world)
    family = set(CHAIN[CHAIN.index(prefab) :])
    made = [
        (file, identifier, block)
        for file, entities in world.items()
        for identifier, block in entities.items()
        if block.get("prefab") in family
    ]
    stated = [
        (file, identifier, f"{component}.{field}", value)
        for file, identifier, block in made
        for component, table in block.items()
        if component not in RESERVED
        for field, value in table.items()
        if key in (None, f"{component}.{field}")
    ]

    found = who_overrides(document, prefab, key)

    listed = [(each.file, each.entity, ".".join(map(str, each.path.inner)), each.value) for each in found]
    assert sorted(listed, key=str) == sorted(stated, key=str)
    assert all(document.value(each.path) == each.value for each in found)
    assert [(each.file, each.entity) for each in instances_of(document, prefab)] == [
        (file, identifier) for file in sorted(document.files) for of_file, identifier, _ in made if of_file == file
    ]


@law
@given(worlds(), st.sampled_from(CHAIN), st.sampled_from(KEYS))
def test_followers_are_those_who_see_another_value_in_the_prefab(world: World, prefab: str, key: str):
    document = opened(world)
    component, _, field = key.partition(".")
    told_by = {each.entity for each in followers(document, prefab, key)}
    path = Path.entity(f"prefabs/{prefab}", prefab, component, field)
    strange = {"current": 99.0, "maximum": 99.0, "radius": 9.0, "scale": 9.0, "position": [9.0] * 3}
    new = strange.get(field) or {"delay": 99.0, "shape": "box"}[field]
    block = document.block(f"prefabs/{prefab}", prefab)
    assume(component not in block.get("removed", []) and document.value(path) != new)  # type: ignore[operator]
    before = {each.id: each.components.get(component) for each in seen(document).entities}
    document.apply(Set(path=path, old=document.value(path), new=new))  # type: ignore[arg-type]

    after = {each.id: each.components.get(component) for each in seen(document).entities}
    moved = {id for id, value in after.items() if value != before[id]}
    assert moved <= told_by
    assert {id for id in told_by if getattr(after[id], field, None) != _plain(new)} == set()


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@law
@given(worlds(), st.lists(st.tuples(picks, st.sampled_from(KEYS), picks), min_size=1, max_size=6))
def test_a_view_that_follows_equals_a_view_made_anew(world: World, edits: list[tuple[int, str, int]]):
    """Editing prefabs and instances renews only what it has to: nobody can tell."""
    document = opened(world)
    seen(document)
    places = [(file, id) for file in document.files for id in (*document.entities(file),)]
    for pick, key, number in edits:
        file, identifier = places[pick % len(places)]
        component, _, field = key.partition(".")
        values = {"position": [float(number)] * 3, "shape": ("box", "circle")[number % 2]}
        path = Path.entity(file, identifier, component, field)
        new = values.get(field, float(number + 1)) if number else None
        document.apply(Set(path=path, old=document.value(path), new=new))  # type: ignore[arg-type]

        now = seen(document).entities

        assert now == view(_anew(document), "field", "raid").entities


def _anew(document: Document) -> Snapshot:
    """The same state, read from its own texts: nothing that was computed before is known to it."""
    return Document.from_texts(texts_of(document), folder=document.folder).snapshot()
