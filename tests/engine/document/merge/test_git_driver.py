"""Two branches edited in git and merged by git itself, which really runs the driver."""

import pytest

from engine.document import Document
from engine.document.merge.git import unmerged
from tests.engine.document.merge.repository import Repository

RESTED = ("current = 80.0 # tired", "current = 140.0 # rested")
TIRED = ("current = 80.0 # tired", "current = 90.0 # a bit tired")
STRONGER = ("maximum = 100.0", "maximum = 120.0")


def test_disjoint_edits_of_one_table_merge_without_a_conflict(repository: Repository):
    repository.branch_off("design", STRONGER)
    repository.edit(RESTED)

    repository.git("merge", "--no-edit", "design")

    assert "current = 140.0 # rested\nmaximum = 120.0\n" in repository.text()
    assert repository.unmerged() == []


def test_without_the_driver_git_could_not_have_merged_that(repository: Repository):
    repository.branch_off("design", STRONGER)
    repository.edit(RESTED)
    repository.git("config", "--remove-section", "merge.astraweave")

    repository.git("merge", "--no-edit", "design", ok=False)

    assert "<<<<<<<" in repository.text()


def test_a_conflict_keeps_our_value_in_a_valid_file_and_stays_unmerged(repository: Repository):
    repository.branch_off("design", TIRED)
    repository.edit(RESTED)

    told = repository.git("merge", "--no-edit", "design", ok=False)

    assert "Mira's health: you set 140 hp, the other side 90 hp (it was 80 hp)." in told
    assert "current = 140.0 # rested" in repository.text()
    assert Document.open(repository.project).load_findings == []
    assert repository.unmerged() == [f"{stage} garden/scenes/orchard.toml" for stage in (1, 2, 3)]
    stages = unmerged(repository.project)
    assert list(stages) == ["scenes/orchard"]
    assert "140.0" in (stages["scenes/orchard"].ours or "")
    assert "90.0" in (stages["scenes/orchard"].theirs or "")


@pytest.mark.parametrize("command", ["rebase", "cherry-pick"])
def test_rebase_and_cherry_pick_merge_the_same_way(repository: Repository, command: str):
    repository.branch_off("design", STRONGER)
    repository.edit(RESTED)

    if command == "rebase":
        repository.git("rebase", "-q", "design")
    else:
        repository.git("cherry-pick", "design")

    assert "current = 140.0 # rested\nmaximum = 120.0\n" in repository.text()


NEW = (
    'format = 1\nkind = "prefab"\ntitle = "Bee"\n\n[entities.bee]\nname = "Bee"\n[entities.bee.health]\ncurrent = {}\n'
)


@pytest.mark.parametrize(("theirs", "is_merged"), [(3.0, True), (4.0, False)])
def test_a_file_added_on_both_branches(repository: Repository, theirs: float, is_merged: bool):
    bee = repository.project / "prefabs" / "bee.toml"
    repository.git("switch", "-q", "-c", "design")
    bee.write_text(NEW.format(theirs), "utf-8", newline="")
    repository.commit("Add a bee")
    repository.git("switch", "-q", "main")
    bee.write_text(NEW.format(3.0), "utf-8", newline="")
    repository.commit("Add a bee, too")

    told = repository.git("merge", "--no-edit", "design", ok=is_merged)

    assert repository.text("prefabs/bee") == NEW.format(3.0)
    assert bool(repository.unmerged()) is not is_merged
    if not is_merged:
        assert "Bee: both sides added it, but differently: health 3 hp in yours, 4 hp in the other." in told


def test_a_broken_file_stays_conflicted_and_says_why(repository: Repository):
    repository.branch_off("design", ('name = "Wall"', 'name = "Wall'))
    repository.edit(RESTED)

    told = repository.git("merge", "--no-edit", "design", ok=False)

    assert "garden/scenes/orchard.toml: not merged: scenes/orchard.toml, line" in told
    assert "the other side can't be read" in told
    assert "current = 140.0 # rested" in repository.text()
    assert len(repository.unmerged()) == 3


def test_a_renamed_file_takes_the_other_sides_edits_along(repository: Repository):
    repository.branch_off("design", STRONGER)
    repository.git("mv", "garden/scenes/orchard.toml", "garden/scenes/grove.toml")
    repository.commit("Rename the orchard")
    repository.edit(RESTED, file="scenes/grove")

    repository.git("merge", "--no-edit", "design")

    assert "current = 140.0 # rested\nmaximum = 120.0\n" in repository.text("scenes/grove")


def test_a_file_deleted_here_and_edited_there_is_left_to_git_and_found(repository: Repository):
    repository.branch_off("design", ('title = "Wasp"', 'title = "Big wasp"'), file="prefabs/wasp")
    repository.git("rm", "-q", "garden/prefabs/wasp.toml")
    repository.commit("No more wasps")

    repository.git("merge", "--no-edit", "design", ok=False)

    stages = unmerged(repository.project)["prefabs/wasp"]
    assert stages.ours is None
    assert "Big wasp" in (stages.theirs or "")


def test_a_repository_cannot_smuggle_its_own_modules_in(repository: Repository):
    """Git runs the driver in the top folder of the working tree; what lies there is never imported."""
    trap = repository.root / "engine"
    trap.mkdir()
    trap.joinpath("__init__.py").write_text("raise SystemExit('the trap was run')")
    repository.root.joinpath("typer.py").write_text("raise SystemExit('the trap was run')")
    repository.branch_off("design", STRONGER)
    repository.edit(RESTED)

    told = repository.git("merge", "--no-edit", "design")

    assert "trap" not in told
    assert "maximum = 120.0" in repository.text()
