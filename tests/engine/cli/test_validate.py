"""`astraweave validate`: what it prints, and how it ends."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from engine.cli import validate
from tests.engine.document.orchard import SCENE, plant

GAME = """\
'''Baskets.'''
from engine.rules import rule
from engine.schema.component import Component
from engine.schema.fields import prop

class Basket(Component, id="basket", icon="mdi6.basket"):
    '''Holds apples.'''
    apples: int = prop(3, unit="1", ge=0, doc="How many.")
    since: str = prop("", doc="Since when.")

@rule("own-rule", "warning", "A rule of the project")
def own_rule(scene):
    '''Find one thing.'''
    yield scene.finding("The project's rule ran.")
"""


def run(*arguments: str) -> Result:
    app = typer.Typer()
    app.command(validate.NAME)(validate.command)
    return CliRunner().invoke(app, list(arguments))


def test_a_clean_project_ends_with_0(tmp_path: Path):
    result = run(
        str(
            plant(
                tmp_path, scenes_orchard=SCENE.replace("[entities.mira.basket]\napples = 12\nsince = 2024-05-01\n", "")
            )
        )
    )

    assert result.exit_code == 0
    assert result.stdout == "Nothing is wrong.\n"


def test_an_error_is_told_with_its_place_and_ends_with_1(tmp_path: Path):
    result = run(str(plant(tmp_path, scenes_orchard=SCENE.replace("current = 80.0", "current = -1.0"))))

    assert result.exit_code == 1
    assert 'scenes/orchard.toml, line 23, entity "mira": Mira: health.current is -1 hp' in result.stdout
    assert "[value-out-of-range]" in result.stdout
    assert result.stdout.endswith("1 error, 1 hint\n")


def test_hints_alone_end_with_0(tmp_path: Path):
    result = run(str(plant(tmp_path)))

    assert result.exit_code == 0
    assert "[unknown-component]" in result.stdout


def test_a_broken_scene_is_an_error(tmp_path: Path):
    result = run(str(plant(tmp_path, scenes_orchard="[[[")))

    assert result.exit_code == 1
    assert "scenes/orchard.toml, line 1: not valid TOML" in result.stdout
    assert "encounters/harvest.toml" in result.stdout


def test_what_is_no_project_ends_with_2(tmp_path: Path):
    result = run(str(tmp_path))

    assert result.exit_code == 2
    assert "is no project" in result.stderr


def test_json_is_one_object_with_paths_and_repairs(tmp_path: Path):
    result = run(str(plant(tmp_path, scenes_orchard=SCENE.replace("current = 80.0", "current = -1.0"))), "--json")

    report = json.loads(result.stdout)
    assert (report["ok"], report["errors"], report["hints"]) == (False, 1, 1)
    finding = report["findings"][0]
    assert (finding["file"], finding["line"], finding["entity"]) == ("scenes/orchard.toml", 23, "mira")
    assert finding["path"] == "scenes/orchard/entities/mira/health/current"
    assert finding["commands"] == [{"kind": "set", "path": finding["path"], "old": -1.0, "new": 0.0}]


def test_json_tells_of_an_unreadable_project_too(tmp_path: Path):
    result = run(str(tmp_path), "--json")

    assert result.exit_code == 2
    assert json.loads(result.stdout)["ok"] is False


@pytest.fixture
def with_code(tmp_path: Path) -> Path:
    folder = plant(tmp_path, scenes_orchard=SCENE.replace("since = 2024-05-01\n", ""))
    (folder / "game").mkdir()
    (folder / "game/__init__.py").write_text("")
    (folder / "game/baskets.py").write_text(GAME)
    return folder


def test_code_runs_only_when_it_is_trusted(with_code: Path):
    assert "own-rule" not in run(str(with_code)).stdout
    assert "The project's rule ran.  [own-rule]" in run(str(with_code), "--trust").stdout


def test_code_that_does_not_load_is_told(with_code: Path):
    (with_code / "game/baskets.py").write_text("'''Baskets.'''\nraise RuntimeError('no baskets')\n")

    result = run(str(with_code), "--trust")

    assert result.exit_code == 1
    assert "no baskets" in result.stdout
    assert "[project-code]" in result.stdout


def test_settings_of_streaming_that_can_not_be_used_are_an_error(tmp_path: Path):
    folder = plant(tmp_path)
    (folder / "streaming_config.toml").write_text("memory_mib = 5.0\n", encoding="utf-8")

    result = run(str(folder))

    assert result.exit_code == 1
    assert "streaming_config.toml, line 1: memory_mib is 5 MiB" in " ".join(result.output.split())
