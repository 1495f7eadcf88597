"""Merges that git left open: found in trusted projects only, resolved here, and told to git once they are saved."""

import subprocess
import time
from pathlib import Path

import pytest

from editor.core.editor import Editor
from engine.document import Path as Place
from engine.document import Set
from engine.document.merge.git import index_of
from engine.document.merge.install import install
from tests.editor.core.glade import plant

SCENE = "scenes/glade"
ROCK = Place.entity(SCENE, "rock", "name")
PATIENCE_S = 20.0


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git in a folder."""
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(
        ["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8"
    )


@pytest.fixture
def merged(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A project in which git has merged two branches that call the rock differently."""
    folder = plant(tmp_path / "glade")
    scene = folder / "scenes" / "glade.toml"
    start = scene.read_text(encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    if getattr(request, "param", "driver") == "driver":
        install(folder)
    git(folder, "add", "--all")
    git(folder, "commit", "-qm", "The glade")
    git(folder, "checkout", "-q", "-b", "theirs")
    scene.write_text(start.replace('"Rock"', '"Cliff"').replace('"Party"', '"Friends"'), encoding="utf-8")
    git(folder, "commit", "-qam", "Cliff")
    git(folder, "checkout", "-q", "main")
    scene.write_text(start.replace('"Rock"', '"Boulder"'), encoding="utf-8")
    git(folder, "commit", "-qam", "Boulder")
    assert git(folder, "merge", "theirs").returncode == 1
    return folder


@pytest.fixture
def opened(merged: Path):
    """Opens the merged project, trusted or not, and lets the editor look."""
    editors: list[Editor] = []

    def open_it(*, trusted: bool = True) -> Editor:
        editor = Editor()
        editors.append(editor)
        editor.warm_up.is_enabled = False
        editor.watch.is_enabled = False
        editor.open_project(merged, trusted=trusted)
        settle(editor)
        return editor

    yield open_it
    for editor in editors:
        editor.shut_down()


def settle(editor: Editor) -> None:
    """Let everything that was begun end."""
    deadline = time.monotonic() + PATIENCE_S
    editor.pump()
    while editor.jobs.running or editor.outside.is_reading or editor.outside.git.is_looking:
        assert time.monotonic() < deadline
        for job in list(editor.jobs.running):
            editor.jobs.wait(job)
        editor.pump()


def is_unmerged(folder: Path) -> bool:
    """Whether git still waits for a result."""
    return bool(git(folder, "ls-files", "--unmerged").stdout)


def test_it_is_found_when_the_project_opens_and_told_in_problems(opened):
    editor = opened()
    (conflict,) = editor.outside.pending.conflicts
    assert (editor.outside.pending.origin, conflict.title, conflict.label) == ("git", "Boulder", "Name")
    assert (conflict.base, conflict.ours, conflict.theirs) == ("Rock", "Boulder", "Cliff")
    texts = [finding.text for finding in editor.findings.from_source("outside")]
    assert texts == ["Two versions of scenes/glade.toml were merged by git; 1 conflict is open."]


def test_an_untrusted_project_is_not_asked_of_git(opened):
    assert opened(trusted=False).outside.pending is None


def test_trusting_the_open_project_asks_git_and_looks_at_its_index_from_then_on(opened, merged):
    editor = opened(trusted=False)

    assert editor.trust()
    settle(editor)
    assert [each.title for each in editor.outside.pending.conflicts] == ["Boulder"]

    git(merged, "reset", "-q", "--merge")
    deadline = time.monotonic() + PATIENCE_S
    while editor.outside.pending is not None:
        assert time.monotonic() < deadline
        settle(editor)


def test_git_is_told_once_the_result_is_saved(opened, merged):
    editor = opened()
    editor.outside.choose_all("theirs")
    editor.outside.apply()
    editor.outside.ask()
    settle(editor)
    assert editor.outside.pending is None
    assert is_unmerged(merged)
    editor.save()
    settle(editor)
    assert not is_unmerged(merged)
    assert editor.outside.pending is None
    assert git(merged, "commit", "-qm", "Both").returncode == 0
    text = git(merged, "show", "HEAD:scenes/glade.toml").stdout
    assert '"Cliff"' in text
    assert '"Friends"' in text


def test_a_project_saved_in_another_folder_leaves_gits_question_in_the_old_one(opened, merged, tmp_path):
    editor = opened()
    told = []
    editor.outside.told.connect(lambda notice: told.append(notice.title))
    editor.outside.choose_all("theirs")
    editor.outside.apply()
    editor.save_as(tmp_path / "mine")
    settle(editor)
    assert is_unmerged(merged)
    assert editor.outside.pending is None
    assert told == []


def test_keeping_ones_own_side_needs_no_save(opened, merged):
    editor = opened()
    editor.outside.choose_all("ours")
    editor.outside.apply()
    settle(editor)
    assert not is_unmerged(merged)
    assert editor.undo.entries == []


def test_undoing_the_merge_before_saving_opens_gits_question_again(opened, merged):
    editor = opened()
    editor.outside.choose_all("theirs")
    editor.outside.apply()
    editor.undo.undo()
    settle(editor)
    assert editor.outside.pending.open == 1
    editor.save()
    settle(editor)
    assert is_unmerged(merged)


def test_a_merge_that_was_settled_elsewhere_is_dropped(opened, merged):
    editor = opened()
    git(merged, "add", "--all")
    editor.outside.ask()
    settle(editor)
    assert editor.outside.pending is None
    assert editor.findings.from_source("outside") == ()


def test_a_value_that_was_edited_to_theirs_is_no_conflict_any_more(opened):
    editor = opened()
    editor.run(Set(path=ROCK, old="Boulder", new="Cliff"))
    settle(editor)
    assert editor.outside.pending.conflicts == ()
    assert editor.outside.why_not_apply == ""
    assert "nothing is open, but git waits for the result" in editor.findings.from_source("outside")[0].text


@pytest.mark.parametrize("merged", ["no driver"], indirect=True)
def test_a_file_with_gits_marks_in_it_is_resolved_too(opened, merged):
    scene = merged / "scenes" / "glade.toml"
    assert "<<<<<<<" in scene.read_text(encoding="utf-8")
    editor = opened()
    assert SCENE not in editor.document.files
    assert [conflict.label for conflict in editor.outside.pending.conflicts] == ["Name"]
    editor.outside.choose_all("theirs")
    editor.outside.apply()
    settle(editor)
    assert editor.document.value(ROCK) == "Cliff"
    editor.save()
    settle(editor)
    text = scene.read_text(encoding="utf-8")
    assert "<<<<<<<" not in text
    assert '"Friends"' in text
    assert not is_unmerged(merged)
    assert [finding.text for finding in editor.findings.from_source("outside")] == []


def test_a_merge_that_left_every_file_as_it_was_is_found_while_the_project_is_open(opened, merged):
    scene = merged / "scenes" / "glade.toml"
    git(merged, "reset", "-q", "--hard", "main")
    editor = opened()
    before = scene.read_bytes()
    assert editor.outside.pending is None

    # All that theirs has besides the name is taken first, so that what is left to merge is the conflict alone.
    git(merged, "checkout", "-q", "theirs")
    text = scene.read_text(encoding="utf-8").replace('"Friends"', '"Party"')
    scene.write_text(text, encoding="utf-8")
    git(merged, "commit", "-qam", "Party")
    git(merged, "checkout", "-q", "main")
    assert git(merged, "merge", "theirs").returncode == 1
    assert scene.read_bytes() == before
    deadline = time.monotonic() + PATIENCE_S
    while editor.outside.pending is None:
        assert time.monotonic() < deadline
        settle(editor)

    (conflict,) = editor.outside.pending.conflicts
    assert (conflict.ours, conflict.theirs) == ("Boulder", "Cliff")


def test_the_index_of_a_linked_work_tree_is_its_own(merged, tmp_path):
    git(merged, "reset", "-q", "--hard", "main")
    git(merged, "worktree", "add", "-q", str(tmp_path / "linked"), "theirs")

    assert index_of(merged / "scenes") == merged / ".git" / "index"
    linked = index_of(tmp_path / "linked")
    assert linked is not None
    assert linked.is_file()
    assert linked != merged / ".git" / "index"
    assert index_of(Path("/proc")) is None
