"""Prefab changes as designers make them, with the sentences that the history shows."""

import pytest

from engine.document import CommandError, Document, Path, view
from engine.document.prefabs import (
    apply_all,
    apply_to_prefab,
    create_prefab,
    make_variant,
    origin,
    remove_component,
    restore_component,
    revert,
    revert_all,
    source,
    spawners,
    unpack,
    who_overrides,
    why_not_named,
)
from tests.engine.document.orchard import SCENE, plant

HORNET = """\
format = 1
kind = "prefab"

[entities.hornet]
name = "Hornet"
prefab = "wasp"
[entities.hornet.body]
radius = 0.3
"""
GUARD = """
[entities.guard]
prefab = "hornet"
[entities.guard.health]
current = 30.0 # tough
[entities.guard.trigger]
"""


@pytest.fixture
def orchard(tmp_path):
    return Document.open(plant(tmp_path, prefabs_hornet=HORNET, scenes_orchard=SCENE + GUARD))


def seen(document):
    return view(document, "orchard", "harvest")


def test_a_value_tells_which_level_it_comes_from(orchard):
    levels = origin(seen(orchard), "guard", "body.radius")

    assert [(level.name, level.value, level.is_stated) for level in levels] == [
        ("guard", 0.3, False),
        ("hornet", 0.3, True),
        ("wasp", 0.2, True),
    ]
    assert source(levels).title == "Hornet"
    assert source(origin(seen(orchard), "guard", "body.height")) is None


def test_a_value_can_go_to_any_prefab_of_the_chain_and_says_who_sees_it(orchard):
    command = apply_to_prefab(seen(orchard), "guard", "health.current", "wasp")

    orchard.apply(command)

    assert command.sentence() == "Apply health of Guard to the prefab Wasp; 1 other entity sees it"
    assert orchard.value(Path.parse("prefabs/wasp/entities/wasp/health/current")) == 30.0
    assert "health" not in orchard.block("scenes/orchard", "guard")
    health = {each.id: each.components["health"].current for each in seen(orchard).entities if each.prefab}
    assert health == {"wasp_1": 8.0, "wasp_2": 30.0, "guard": 30.0}


def test_groups_that_make_it_in_play_see_what_goes_to_a_prefab(tmp_path):
    groups = "".join(
        f'[entities.{name}.spawn_group]\nprefab = "{prefab}"\n'
        for name, prefab in (("swarm", "wasp"), ("nest", "hornet"), ("crowd", "mira"))
    )
    document = Document.open(plant(tmp_path, prefabs_hornet=HORNET, scenes_orchard=SCENE + GUARD + groups))
    scene = seen(document)

    told = apply_to_prefab(scene, "guard", "health.current", "wasp").sentence()

    assert told == "Apply health of Guard to the prefab Wasp; 1 other entity and 2 waves see it"
    assert [each.entity for each in spawners(document, "wasp", "body.radius")] == ["swarm"]
    assert [each.entity for each in spawners(document, "hornet")] == ["nest"]


def test_applying_everything_leaves_the_place_to_the_instance(orchard):
    orchard.apply(apply_all(seen(orchard), "wasp_1"))

    assert orchard.block("scenes/orchard", "wasp_1") == {"prefab": "wasp", "transform": {"position": [4.0, 0.0, 2.0]}}
    assert seen(orchard).prefab("wasp").components["health"].current == 8.0
    with pytest.raises(CommandError, match="says nothing that Wasp could take over"):
        apply_all(seen(orchard), "wasp_1")


def test_whom_an_instance_means_is_not_given_to_the_prefab(orchard):
    path = Path.parse("scenes/orchard/entities/guard/spawn_group/trigger")
    text = orchard.text("scenes/orchard")
    orchard = Document.from_texts(
        {**{file: orchard.text(file) for file in orchard.files},
         "scenes/orchard": text + '[entities.guard.spawn_group]\ntrigger = "mira"\ncount = 3\n'},
        folder=orchard.folder,
    )  # fmt: skip

    with pytest.raises(CommandError, match="mira is an entity of this place"):
        apply_to_prefab(seen(orchard), "guard", "spawn_group.trigger")
    orchard.apply(apply_all(seen(orchard), "guard"))

    assert orchard.value(path) == "mira"
    assert seen(orchard).prefab("hornet").components["spawn_group"].count == 3


def test_a_removed_component_is_one_line_in_the_file_and_comes_back(orchard):
    before = orchard.text("scenes/orchard")
    command = remove_component(seen(orchard), "wasp_2", "health")

    orchard.apply(command)

    assert 'prefab = "wasp"\nremoved = ["health"]\nhidden = true\n' in orchard.text("scenes/orchard")
    assert command.sentence() == "Remove health from Wasp 2"
    assert "health" not in seen(orchard).entity("wasp_2").components
    orchard.apply(restore_component(seen(orchard), "wasp_2", "health"))
    assert orchard.text("scenes/orchard") == before


def test_reverting_the_last_value_of_an_own_component_keeps_the_component(orchard):
    path = Path.parse("scenes/orchard/entities/guard/trigger")
    orchard = Document.from_texts(
        {**{file: orchard.text(file) for file in orchard.files},
         "scenes/orchard": SCENE + GUARD + "radius = 9.0\n"},
        folder=orchard.folder,
    )  # fmt: skip

    orchard.apply(revert(seen(orchard), "guard", "trigger.radius"))

    assert orchard.value(path) == {}


def test_reverting_everything_takes_own_components_away(orchard):
    orchard.apply(revert_all(seen(orchard), "guard"))

    assert orchard.block("scenes/orchard", "guard") == {"prefab": "hornet"}


def test_a_prefab_is_made_of_an_entity_that_becomes_its_first_instance(orchard):
    before = {file: orchard.text(file) for file in orchard.files}
    wall = seen(orchard).entity("wall")

    command = create_prefab(seen(orchard), "wall", "Stone wall")
    orchard.apply(command)

    assert orchard.text("prefabs/stone_wall") == (
        'format = 1\nkind = "prefab"\ntitle = "Stone wall"\n\n[entities.stone_wall]\nname = "Stone wall"\n'
        '[entities.stone_wall.obstacle]\nshape = "box"\nsize = [6.0, 2.0, 1.0]\n'
    )
    assert orchard.block("scenes/orchard", "wall") == {
        "name": "Wall",
        "prefab": "stone_wall",
        "transform": {"position": [0.0, 0.0, 8.0]},
    }
    assert seen(orchard).entity("wall").components == wall.components
    assert command.sentence() == "Make the prefab Stone wall of Wall"
    orchard.apply(command.inverse())
    assert {file: orchard.text(file) for file in orchard.files} == before


def test_a_prefab_needs_a_name_of_its_own(orchard):
    assert why_not_named(orchard.snapshot(), " !? ") == "A prefab needs a name with letters or digits."
    assert why_not_named(orchard.snapshot(), "Wasp") == "There is a prefab wasp already."
    with pytest.raises(CommandError, match="There is a prefab wasp already"):
        create_prefab(seen(orchard), "wall", "wasp")


def test_a_variant_of_an_instance_is_a_variant_of_its_prefab(orchard):
    orchard.apply(create_prefab(seen(orchard), "guard", "Captain"))

    assert orchard.block("prefabs/captain", "captain") == {
        "name": "Captain",
        "prefab": "hornet",
        "health": {"current": 30.0},
        "trigger": {},
    }
    assert [each.entity for each in who_overrides(orchard, "wasp", "health.current")] == ["captain", "wasp_1"]


def test_a_new_variant_says_only_whose_it_is(orchard):
    orchard.apply(make_variant(seen(orchard), "wasp", "Queen"))

    assert orchard.block("prefabs/queen", "queen") == {"name": "Queen", "prefab": "wasp"}


def test_an_unpacked_instance_keeps_blocks_that_nothing_knows(orchard):
    texts = {file: orchard.text(file) for file in orchard.files}
    texts["prefabs/wasp"] += "[entities.wasp.sting]\nvenom = 3\n"
    orchard = Document.from_texts(texts, folder=orchard.folder)
    command = unpack(seen(orchard), "wasp_2")

    orchard.apply(command)

    assert orchard.block("scenes/orchard", "wasp_2")["sting"] == {"venom": 3}
    assert seen(orchard).entity("wasp_2").prefab is None
    orchard.apply(command.inverse())
    assert orchard.text("scenes/orchard") == texts["scenes/orchard"]


def test_what_is_no_instance_has_nothing_to_apply_or_unpack(orchard):
    for build in (unpack, apply_all, revert_all):
        with pytest.raises(CommandError, match="Wall is no instance of a prefab"):
            build(seen(orchard), "wall")
