"""A commit of the open project against the working tree: chosen, played with the same seeds, compared in words."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.actions.builtin import install
from editor.core.balance.versions import compared
from editor.core.editor import Editor
from editor.core.settings.settings import Settings
from panels.balance.versions import Versions
from tests.editor.core.balance.stage import give, played, ready_editor, until
from tests.engine.play.playtest.brawl import write_brawl


def git(folder: Path, *arguments: str) -> None:
    """Run git as somebody."""
    who = ("-c", "user.name=Designer", "-c", "user.email=designer@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    """The brawl in a repository of two commits: with raiders whom nobody beats, and as it is."""
    project = write_brawl(tmp_path)
    file = project / "prefabs" / "raider.toml"
    usual = file.read_text(encoding="utf-8")
    giant = usual.replace("current = 60.0\nmaximum = 60.0", "current = 9000.0\nmaximum = 9000.0")
    assert giant != usual
    git(project, "init", "-q")
    for text, subject in ((giant, "Raiders are giants"), (usual, "Raiders are men")):
        file.write_text(text, encoding="utf-8")
        git(project, "add", "--all")
        git(project, "commit", "-q", "-m", subject)
    services = Editor(Settings(tmp_path / "settings.json"))
    install(services)
    services.warm_up.is_enabled = False
    services.open_project(project, trusted=True)
    services.open_scene("field", "brawl")
    services.balance.revisions.looks = (4,)
    yield ready_editor(services, tmp_path)
    services.undo.mark_saved()
    services.shut_down()


def test_a_commit_is_played_and_the_open_version_compared_with_it(editor: Editor):
    balance, revisions, versions = editor.balance, editor.balance.revisions, Versions(editor)
    give(editor, "hero_1", "health", "maximum", value=900.0)
    give(editor, "hero_1", "health", "current", value=900.0)
    balance.ask()
    now = played(editor)
    assert not revisions.is_looked_for
    versions.look()
    until(editor, lambda: bool(revisions.commits))
    assert [each.subject for each in revisions.commits] == ["Raiders are men", "Raiders are giants"]

    men, giants = revisions.commits
    versions.play(giants)
    assert revisions.why_not() == "Another question is being worked out already."
    until(editor, lambda: not revisions.is_running)

    assert revisions.error == ""
    measured = revisions.played[giants.name].measured
    assert [rate.wins for rate in measured.rates] == [0, 0, 0], "nobody beats a giant"
    assert measured.seeds == now.seeds == 4
    wins = {each.skill: (each.before, each.after) for each in compared(measured, now)}
    assert wins["expert"] == (0, sum(now.outcomes["expert"].won))
    chosen = versions.chosen
    assert chosen is not None
    assert chosen.name.startswith(f"{giants.short} Raiders are giants: 0 % / 0 % / 0 %, 4 seeds")
    assert len(versions.told) == 3
    assert f"Version of commit {giants.short} against {now.content[:7]}" in versions.rests_on
    assert "McNemar" in versions.rests_on
    # When the edits are taken back, the latest commit is what is open
    editor.undo.undo()
    editor.undo.undo()
    played(editor)
    versions.play(men)
    until(editor, lambda: not revisions.is_running)
    assert versions.told == (
        f"Nothing that a run depends on has changed since {men.short}: every seed ends as it did there.",
    )
    assert giants.name in revisions.played, "an edit changes no commit"


def test_a_commit_without_the_encounter_is_refused_in_words(editor: Editor):
    revisions = editor.balance.revisions
    assert editor.document is not None
    folder = editor.document.folder
    git(folder, "rm", "-q", "--cached", "encounters/brawl.toml")
    git(folder, "commit", "-q", "-m", "No brawl")
    revisions.look()
    until(editor, lambda: bool(revisions.commits) and revisions.commits[0].subject == "No brawl")
    latest = revisions.commits[0]
    revisions.ask(latest)
    until(editor, lambda: bool(revisions.error or revisions.played))

    assert revisions.error.startswith(f"{latest.name} has no encounters/brawl.toml of ")
    assert revisions.played == {}
