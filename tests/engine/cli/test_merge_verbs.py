"""The verbs `merge` and `diff`, driven as a user or git would: by arguments, exit codes and what is printed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from editor.cli import application
from tests.engine.document.merge.repository import Repository, fresh_repository
from tests.engine.document.orchard import SCENE, plant

Run = Callable[..., Result]
HEALTH = "scenes/orchard/entities/mira/health/current"
RESTED = ("current = 80.0 # tired", "current = 140.0 # rested")
TIRED = ("current = 80.0 # tired", "current = 90.0 # a bit tired")


@pytest.fixture
def run() -> Run:
    runner = CliRunner()

    def run(*arguments: object) -> Result:
        return runner.invoke(application(str(arguments[0])), [str(each) for each in arguments])

    return run


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    return fresh_repository(tmp_path, monkeypatch)


@pytest.fixture
def conflicted(repository: Repository) -> Repository:
    repository.branch_off("design", TIRED, ('name = "Wall"', 'name = "Fence"'))
    repository.edit(RESTED, ('name = "Wall"', 'name = "Hedge"'))
    repository.git("merge", "--no-edit", "design", ok=False)
    return repository


def test_diff_says_it_in_designers_words_and_exits_like_diff(tmp_path: Path, run: Run):
    old = plant(tmp_path / "old")
    new = plant(tmp_path / "new", scenes_orchard=SCENE.replace(*RESTED), prefabs_bee='format = 1\nkind = "prefab"\n')

    assert run("diff", old, old).exit_code == 0
    told = run("diff", old, new)
    assert told.exit_code == 1
    assert told.stdout == "prefabs/bee.toml\n    new file\nscenes/orchard.toml\n    Mira: health 80 -> 140 hp\n"
    assert run("diff", old, tmp_path / "nowhere").exit_code == 2


def test_diff_of_two_files_as_json_is_commands(tmp_path: Path, run: Run):
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text(SCENE)
    two.write_text(SCENE.replace(*RESTED))

    told = json.loads(run("diff", one, two, "--json").stdout)

    path = "scenes/two/entities/mira/health/current"
    assert told == {"same": False, "commands": [{"kind": "set", "path": path, "old": 80.0, "new": 140.0}], "layout": []}


def test_diff_between_a_revision_and_the_folder(repository: Repository, run: Run):
    repository.edit(RESTED)

    assert "Mira: health 80 -> 140 hp" in run("diff", "HEAD~1", "--git", repository.project).stdout
    assert run("diff", "HEAD", "--git", repository.project).exit_code == 0
    assert run("diff", "HEAD~1", "HEAD", "--git", repository.project).exit_code == 1
    assert run("diff", "nonsense", "--git", repository.project).exit_code == 2


def test_comments_alone_are_told_as_such(tmp_path: Path, run: Run):
    old, new = plant(tmp_path / "old"), plant(tmp_path / "new", scenes_orchard=SCENE.replace("# tired", "# weary"))

    told = run("diff", old, new)

    assert told.exit_code == 1
    assert "only comments or layout changed" in told.stdout


def test_show_lists_conflicts_in_words_with_their_keys(conflicted: Repository, run: Run):
    told = run("merge", "--show", conflicted.project)

    assert told.exit_code == 1
    assert f"Mira's health: you set 140 hp, the other side 90 hp (it was 80 hp).\n    {HEALTH}\n" in told.stdout


def test_taking_one_conflict_and_then_the_rest_resolves_the_file(conflicted: Repository, run: Run):
    first = run("merge", "--take", "theirs", conflicted.project, HEALTH)
    assert first.exit_code == 1
    assert "current = 90.0 # a bit tired" in conflicted.text()
    assert conflicted.unmerged()

    listed = json.loads(run("merge", "--show", "--json", conflicted.project).stdout)
    assert [each["title"] for each in listed["conflicts"]] == ["Hedge"]
    assert listed["taken"] == {HEALTH: "theirs"}

    rest = run("merge", "--take", "ours", conflicted.project)
    assert rest.exit_code == 0
    assert "scenes/orchard.toml is resolved." in rest.stdout
    assert "current = 90.0 # a bit tired" in conflicted.text()
    assert 'name = "Hedge"' in conflicted.text()
    assert conflicted.unmerged() == []


def test_a_file_that_was_edited_by_hand_is_not_written_over(conflicted: Repository, run: Run):
    path = conflicted.project / "scenes" / "orchard.toml"
    path.write_text(conflicted.text().replace("current = 140.0 # rested", "current = 111.0"), "utf-8", newline="")

    told = run("merge", "--take", "theirs", conflicted.project)

    assert told.exit_code == 2
    assert "changed by hand" in told.stderr
    assert "current = 111.0" in conflicted.text()


def test_markers_of_a_merge_without_the_driver_are_settled_too(repository: Repository, run: Run):
    repository.branch_off("design", ("maximum = 100.0", "maximum = 120.0"))
    repository.edit(RESTED)
    repository.git("config", "--remove-section", "merge.astraweave")
    repository.git("merge", "--no-edit", "design", ok=False)
    assert "<<<<<<<" in repository.text()

    assert run("merge", "--take", "ours", repository.project).exit_code == 0

    assert "current = 140.0 # rested\nmaximum = 120.0\n" in repository.text()
    assert repository.unmerged() == []


def test_three_folders_merge_into_ours(tmp_path: Path, run: Run):
    base = plant(tmp_path / "base")
    ours = plant(tmp_path / "ours", scenes_orchard=SCENE.replace(*RESTED))
    theirs = plant(tmp_path / "theirs", scenes_orchard=SCENE.replace("maximum = 100.0", "maximum = 120.0"))

    assert run("merge", base, ours, theirs).exit_code == 0

    assert "current = 140.0 # rested\nmaximum = 120.0\n" in (ours / "scenes" / "orchard.toml").read_text()


def test_a_strange_key_is_refused(conflicted: Repository, run: Run):
    told = run("merge", "--take", "theirs", conflicted.project, "scenes/orchard/entities/nobody", "--json")

    assert told.exit_code == 2
    assert "there is no conflict" in json.loads(told.stdout)["error"]


def test_install_says_what_to_do_next(repository: Repository, run: Run):
    run("merge", "--uninstall", repository.project)

    told = run("merge", "--install", repository.project)

    assert told.exit_code == 0
    assert "entity by entity" in told.stdout
    assert json.loads(run("merge", "--install", repository.project, "--json").stdout)["changed"] is False


def test_files_that_lie_in_no_project_are_merged_by_what_they_say_they_are(tmp_path: Path, run: Run):
    base, ours, theirs = (tmp_path / name for name in ("base.toml", "ours.toml", "theirs.toml"))
    base.write_text(SCENE)
    ours.write_text(SCENE.replace(*RESTED))
    theirs.write_text(SCENE.replace('name = "Wall"', 'name = "Fence"'))

    assert run("merge", base, ours, theirs).exit_code == 0
    assert ours.read_text() == SCENE.replace(*RESTED).replace('name = "Wall"', 'name = "Fence"')


def test_folders_and_files_are_not_merged_with_each_other(tmp_path: Path, run: Run):
    folder = plant(tmp_path / "folder")

    told = run("merge", folder, folder, tmp_path / "nowhere")

    assert (told.exit_code, told.stderr) == (
        2,
        f"{tmp_path / 'nowhere'} is no folder, but {folder} is; give three files or three project folders.\n",
    )


def test_a_revision_that_git_does_not_know_is_named(repository: Repository, run: Run):
    told = run("diff", "nowhere", "--git", repository.project)

    assert told.exit_code == 2
    assert told.stderr.startswith("git knows no revision nowhere in ")
    assert told.stderr.endswith("; expected a commit, a branch or a tag\n")
