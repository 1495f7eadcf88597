"""What a result depends on: any change that could change a run gives another hash, taking it back the old one."""

import shutil
from pathlib import Path

import pytest

from engine.balance.content import content_of
from engine.document import Document, Set, view
from engine.document import Path as Place
from engine.world.project import load_game, stamp_of
from tests.engine.balance.meadow import TEXTS

SPEED = "encounters/swarm/entities/queen/body/speed"


@pytest.fixture
def document() -> Document:
    return Document.from_texts(TEXTS, folder="meadow")


def content(document: Document, game=()) -> str:
    return content_of(view(document, "meadow", "swarm"), game)


def put(document: Document, path: str, value: object) -> Set:
    where = Place.parse(path)
    command = Set(path=where, old=document.value(where), new=value)
    document.apply(command)
    return command


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (SPEED, 8.0),
        ("encounters/swarm/time_limit_s", 91.0),
        ("scenes/meadow/entities/wall/obstacle/radius", 3.0),
        ("prefabs/wasp/entities/wasp/body/speed", 9.0),
        ("prefabs/hornet/entities/hornet/health/maximum", 41.0),
        ("prefabs/mira/entities/mira/body/speed", 4.5),
        ("project/physics", {"avoidance": True}),
    ],
)
def test_an_edit_gives_another_hash_and_taking_it_back_the_old_one(document: Document, path: str, value: object):
    before = content(document)

    command = put(document, path, value)
    between = content(document)
    document.apply(command.inverse())

    assert between != before
    assert content(document) == before


def test_a_prefab_that_nobody_uses_changes_nothing(document: Document):
    before = content(document)

    put(document, "prefabs/bee/entities/bee/body/speed", 9.0)

    assert content(document) == before


def test_a_prefab_of_a_prefab_counts():
    bee = TEXTS["prefabs/wasp"] + '\n[entities.sting]\nparent = "wasp"\nprefab = "bee"\n'
    document = Document.from_texts({**TEXTS, "prefabs/wasp": bee}, folder="meadow")
    before = content(document)

    put(document, "prefabs/bee/entities/bee/body/speed", 9.0)

    assert content(document) != before


def test_another_encounter_or_scene_is_another_content(document: Document):
    texts = {**TEXTS, "encounters/other": TEXTS["encounters/swarm"], "scenes/other": TEXTS["scenes/meadow"]}
    document = Document.from_texts(texts, folder="meadow")

    found = {
        content_of(view(document, scene, encounter))
        for scene, encounter in [("meadow", "swarm"), ("meadow", "other"), ("other", "swarm"), ("meadow", None)]
    }

    assert len(found) == 4


@pytest.fixture
def project(tmp_path: Path) -> Path:
    game = tmp_path / "balance_meadow" / "game"
    game.mkdir(parents=True)
    (game / "__init__.py").write_text('"""Rules of the meadow."""\n', encoding="utf-8")
    (game / "rules.py").write_text('"""Rules."""\n\nHARM = 3\n', encoding="utf-8")
    return game.parent


def test_the_projects_rules_count_as_they_were_loaded(document: Document, project: Path):
    without = content(document)
    first = load_game(project)
    before = content(document, first)
    rules = project / "game" / "rules.py"

    rules.write_text('"""Rules."""\n\nHARM = 4\n', encoding="utf-8")
    unloaded = content(document, first)
    after = content(document, load_game(project))
    rules.write_text('"""Rules."""\n\nHARM = 3\n', encoding="utf-8")

    assert len({without, before, after}) == 3
    assert unloaded == before
    assert content(document, load_game(project)) == before


@pytest.mark.parametrize("says", ['FENCE = "bee"\n', "def look(scene):\n    return scene.prefabs\n"])
def test_a_prefab_that_the_projects_rules_bring_in_counts(document: Document, project: Path, says: str):
    (project / "game" / "reserves.py").write_text(f'"""Reserves."""\n\n{says}', encoding="utf-8")
    game = load_game(project)
    before = content(document, game)

    put(document, "prefabs/bee/entities/bee/body/speed", 9.0)

    assert content(document, game) != before


def test_modules_that_are_loaded_no_more_have_no_hash(document: Document, project: Path):
    game = load_game(project)
    shutil.rmtree(project / "game" / "__pycache__", ignore_errors=True)
    (project / "game" / "rules.py").write_text('"""Other rules."""\n', encoding="utf-8")
    load_game(project)

    with pytest.raises(LookupError, match="no project that is loaded"):
        stamp_of(game)
