"""`astraweave recover` as a user runs it after a crash."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from editor.cli import application
from editor.core.editor import Editor
from engine.document import Document
from tests.editor.core.recovery.dying import NAME, die, editors, opened, own_state, project, rename

__all__ = ["editors", "own_state", "project"]


def recover(*arguments: object) -> Result:
    return CliRunner().invoke(application(), ["recover", *map(str, arguments)])


@pytest.fixture
def lost(project: Path, editors: list[Editor]) -> Path:
    """A project whose editor died with two unsaved changes."""
    editor = opened(project, editors)
    rename(editor, "Boulder")
    rename(editor, "Menhir", "assistant")
    die(editor)
    return project


def test_nothing_lost_says_so():
    assert recover().stdout == "Nothing was lost.\n"


def test_lost_work_of_all_projects_is_listed(lost: Path):
    told = recover("--list").stdout

    assert told.startswith("2 changes to Glade, last ")
    assert str(lost) in told
    assert "assistant  Rename Boulder to Menhir" in told


def test_the_listing_as_json(lost: Path):
    report = json.loads(recover("--json").stdout)

    assert [change["sentence"] for change in report["lost"][0]["changes"]] == [
        "Rename Rock to Boulder",
        "Rename Boulder to Menhir",
    ]


def test_lost_work_is_written_back_once(lost: Path):
    before = (lost / "scenes/glade.toml").read_bytes()

    result = recover(lost)

    assert result.exit_code == 0
    assert result.stdout == f"2 changes recovered and written to {lost}.\n"
    assert Document.open(lost).value(NAME) == "Menhir"
    assert (lost / "scenes/glade.toml.bak").read_bytes() == before
    assert recover().stdout == "Nothing was lost.\n"


def test_lost_work_is_written_elsewhere_and_stays_on_offer(lost: Path, tmp_path: Path):
    result = recover(lost, "--to", tmp_path / "rescued")

    assert result.exit_code == 0
    assert Document.open(tmp_path / "rescued").value(NAME) == "Menhir"
    assert Document.open(lost).value(NAME) == "Rock"
    assert recover().stdout.startswith("2 changes to Glade")


def test_discarded_work_is_forgotten(lost: Path):
    assert recover(lost, "--discard").stdout == "Forgotten: 2 changes to Glade.\n"
    assert recover().stdout == "Nothing was lost.\n"


def test_a_conflict_is_told_and_nothing_is_written(lost: Path):
    scene = lost / "scenes/glade.toml"
    scene.write_text(scene.read_text(encoding="utf-8").replace('name = "Rock"', 'name = "Stone"'), encoding="utf-8")
    before = scene.read_bytes()

    result = recover(lost)

    assert result.exit_code == 2
    assert "Open the project in the editor and choose; nothing was written." in result.stderr
    assert scene.read_bytes() == before
    assert recover().stdout.startswith("2 changes to Glade")


def test_discarding_wants_a_project():
    result = recover("--discard")

    assert result.exit_code == 2
    assert "name the project" in result.stderr


def test_a_damaged_journal_gives_back_what_it_can_and_is_kept(lost: Path, tmp_path: Path):
    (journal,) = (tmp_path / "state").rglob("journal.jsonl")
    journal.write_bytes(journal.read_bytes().replace(b'to Menhir"', b'to Menhix"'))

    result = recover(lost)

    assert result.exit_code == 0
    assert result.stdout.startswith(f"1 change recovered and written to {lost}.\nNot all of the journal can be read;")
    assert Document.open(lost).value(NAME) == "Boulder"
