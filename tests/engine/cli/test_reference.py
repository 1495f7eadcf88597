"""`astraweave reference` as its users run it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from editor.cli import application
from engine.schema.reference import page
from engine.schema.vocabulary import Vocabulary
from tests.engine.document.orchard import plant

BASKET = '''"""Basket: apples."""

from pathlib import Path

from engine.schema.component import Component
from engine.schema.fields import prop

Path(__file__).with_name("ran").touch()


class Basket(Component, id="basket"):
    """What she carries."""

    apples: int = prop(0, unit="1", doc="Number of apples.")
'''


@pytest.fixture
def orchard(tmp_path: Path) -> Path:
    folder = plant(tmp_path / "orchard")
    (folder / "game").mkdir()
    (folder / "game" / "__init__.py").write_text(BASKET)
    return folder


def reference(*arguments: str) -> Result:
    return CliRunner().invoke(application(), ["reference", *arguments])


def test_it_prints_the_page():
    assert reference().stdout == page(Vocabulary.builtin())


def test_it_writes_the_page_to_a_file(tmp_path: Path):
    done = reference("--output", str(tmp_path / "docs" / "format.md"))

    assert done.exit_code == 0
    assert done.stdout == ""
    assert (tmp_path / "docs" / "format.md").read_text(encoding="utf-8") == page(Vocabulary.builtin())


def test_it_prints_the_json_schema():
    assert "health" in json.loads(reference("--json").stdout)["$defs"]


def test_a_projects_own_components_are_told_when_it_is_trusted(orchard: Path):
    done = reference(str(orchard), "--trust")

    assert "## Components of Orchard" in done.stdout
    assert "| `apples` | whole number | `0` | Number of apples. |" in done.stdout


def test_a_project_that_is_not_trusted_runs_nothing(orchard: Path):
    done = reference(str(orchard))

    assert done.exit_code == 2
    assert "add --trust" in done.stderr
    assert not (orchard / "game" / "ran").exists()
