"""Scenes and encounters come and go as commands; whoever names them follows."""

from pathlib import Path as FilePath

import pytest

from engine.document import CommandError, Document, Path, Set, view
from engine.document.edits.files import (
    create_encounter,
    create_scene,
    delete_file,
    duplicate_file,
    encounters_in,
    rename_file,
)
from engine.document.edits.uses import uses_of
from engine.play.compile.scene import compile_scene
from engine.play.running.session import Session
from engine.rules import check
from tests.engine.document.orchard import HARVEST, SCENE

EMPTY = 'format = 1\nkind = "project"\n'


def texts(document: Document) -> dict[str, str]:
    return {file: document.text(file) for file in document.files}


@pytest.fixture(params=["orchard", "empty"])
def any_project(request: pytest.FixtureRequest, document: Document, tmp_path: FilePath) -> Document:
    return document if request.param == "orchard" else Document.from_texts({"project": EMPTY}, folder=tmp_path)


def test_a_new_scene_with_a_new_encounter_has_no_problem_and_can_be_played(any_project: Document):
    document = any_project
    before = texts(document)
    scene, scene_file = create_scene(document, "Old Mill")
    document.apply(scene)
    encounter, encounter_file = create_encounter(document, scene_file, "Night watch")
    document.apply(encounter)

    seen = view(document, scene_file, encounter_file)

    assert (scene_file, encounter_file) == ("scenes/old_mill", "encounters/night_watch")
    assert check(seen, seen.vocabulary) == []
    session = Session(compile_scene(seen), seed=1)
    assert session.advance(60) == 60
    assert session.is_running
    session.close()

    document.apply(encounter.inverse())
    document.apply(scene.inverse())
    assert texts(document) == before


@pytest.mark.parametrize("turned", [0.0, 180.0, 90.0])
def test_first_enemies_stand_where_the_player_looks_and_where_nobody_turned_him_in_the_cameras_picture(
    document: Document, turned: float
):
    command, scene = create_scene(document, "Mill")
    document.apply(command)
    hero = next(view(document, scene).with_component("player")).id
    turn = Path.entity(scene, hero, "transform", "rotation")
    assert document.value(turn) == [0.0, 180.0, 0.0], "a new scene's player has his back to the camera"
    document.apply(Set(path=turn, old=document.value(turn), new=[0.0, turned, 0.0]))

    command, encounter = create_encounter(document, scene, "Ambush")
    document.apply(command)

    groups = view(document, scene, encounter).with_component("spawn_group")
    x, _, z = next(groups).components["transform"].position
    assert (x, z) == ((12.0, 0.0) if turned == 90.0 else (0.0, -12.0))


def test_the_first_scene_and_encounter_become_the_projects_main_ones(tmp_path: FilePath):
    document = Document.from_texts({"project": EMPTY}, folder=tmp_path)

    document.apply(create_scene(document, "Mill")[0])
    document.apply(create_encounter(document, "mill", "Watch")[0])
    document.apply(create_scene(document, "Cellar")[0])

    assert document.value(Path("project", ("main_scene",))) == "mill"
    assert document.value(Path("project", ("main_encounter",))) == "watch"


def test_names_that_are_taken_or_mean_a_device_are_avoided(document: Document):
    assert create_scene(document, "Orchard")[1] == "scenes/orchard_2"
    assert create_scene(document, "Con")[1] == "scenes/the_con"
    assert create_scene(document, "Смерть")[1] == "scenes/scene"


def test_a_duplicate_has_its_own_title_and_the_comments_of_the_original(document: Document):
    command, copy = duplicate_file(document, "scenes/orchard", "Winter orchard")

    document.apply(command)

    assert copy == "scenes/winter_orchard"
    assert document.text(copy) == SCENE.replace('title = "Orchard"', 'title = "Winter orchard"')
    assert command.sentence() == "Duplicate the scene Orchard"


def test_deleting_a_scene_takes_its_encounters_along_and_the_project_forgets_them(document: Document):
    before = texts(document)
    command = delete_file(document, "scenes/orchard")

    document.apply(command)

    assert command.sentence() == "Delete the scene Orchard and its encounter"
    assert list(document.files) == ["project", "prefabs/wasp"]
    assert document.value(Path("project", ("main_scene",))) is None
    assert document.value(Path("project", ("main_encounter",))) is None

    document.apply(command.inverse())
    assert texts(document) == before
    assert document.unsaved() == ()


def test_deleting_an_encounter_leaves_the_scene(document: Document):
    document.apply(delete_file(document, "encounters/harvest"))

    assert encounters_in(document, "orchard") == ()
    assert "scenes/orchard" in document.files


def test_a_prefab_in_use_is_not_deleted_and_its_users_are_named(document: Document):
    with pytest.raises(CommandError, match=r"Wasp is in use: Wasp 1 in scenes/orchard\.toml and Wasp 2 in"):
        delete_file(document, "prefabs/wasp")
    with pytest.raises(CommandError, match="can't be deleted"):
        delete_file(document, "project")


def test_renaming_a_scene_takes_everybody_along_who_names_it(document: Document):
    command = rename_file(document, "scenes/orchard", "grove")

    document.apply(command)

    assert document.text("scenes/grove") == SCENE
    assert document.value(Path("project", ("main_scene",))) == "grove"
    assert document.text("encounters/harvest") == HARVEST.replace('"orchard"', '"grove"')
    assert uses_of(document, "scenes/orchard") == ()
    document.apply(command.inverse())
    assert document.unsaved() == ()


def test_renaming_a_prefab_renames_its_root_and_its_instances(document: Document):
    command = rename_file(document, "prefabs/wasp", "hornet")

    document.apply(command)

    assert document.entities("prefabs/hornet") == ("hornet",)
    assert view(document, "orchard").entity("wasp_2").prefab == "hornet"
    assert view(document, "orchard").problems == ()
    document.apply(command.inverse())
    assert document.unsaved() == ()


@pytest.mark.parametrize("short", ["Orchard", "no name", "con", ""])
def test_a_name_that_cannot_be_is_refused(document: Document, short: str):
    with pytest.raises(CommandError):
        document.apply(rename_file(document, "scenes/orchard", short))


def test_uses_name_the_value_and_the_user(document: Document):
    found = {use.text: str(use.path) for use in uses_of(document, "scenes/orchard")}

    assert found == {
        "the project's main scene": "project/main_scene",
        "the encounter Harvest's scene": "encounters/harvest/scene",
    }
    assert [use.path.entity_id for use in uses_of(document, "prefabs/wasp")] == ["wasp_1", "wasp_2"]
    assert uses_of(document, "project") == ()
