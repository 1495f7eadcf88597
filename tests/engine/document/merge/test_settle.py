"""What git left unmerged is settled conflict by conflict, and what somebody wrote by hand is never written over."""

from pathlib import Path

import pytest

from engine.document import DocumentError
from engine.document.merge.settle import Pending, pending
from tests.engine.document.merge.repository import Repository
from tests.engine.document.orchard import SCENE

HEALTH = "scenes/orchard/entities/mira/health/current"
NAME = "scenes/orchard/entities/wall/name"
TITLE = "prefabs/wasp/title"
OURS = (("current = 80.0 # tired", "current = 140.0 # rested"), ('name = "Wall"', 'name = "Hedge"'))
THEIRS = (("current = 80.0 # tired", "current = 90.0 # a bit tired"), ('name = "Wall"', 'name = "Fence"'))


@pytest.fixture
def conflicted(repository: Repository) -> Repository:
    """Two conflicts in the scene, one in the prefab."""
    repository.branch_off("design", *THEIRS)
    repository.git("switch", "-q", "design")
    repository.edit(('title = "Wasp"', 'title = "Bee"'), file="prefabs/wasp")
    repository.git("switch", "-q", "main")
    repository.edit(*OURS)
    repository.edit(('title = "Wasp"', 'title = "Hornet"'), file="prefabs/wasp")
    repository.git("merge", "--no-edit", "design", ok=False)
    return repository


def keys(found: Pending) -> list[str]:
    return sorted(each.key for each in found.open_conflicts())


def scene(*pairs: tuple[str, str]) -> str:
    text = SCENE
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def test_all_that_is_open_is_found(conflicted: Repository):
    found = pending(conflicted.project)

    assert keys(found) == [TITLE, HEALTH, NAME]
    assert (found.files, found.taken, found.by_hand) == (("prefabs/wasp", "scenes/orchard"), {}, ())


def test_a_file_is_resolved_with_its_last_conflict(conflicted: Repository):
    assert pending(conflicted.project).take("theirs", [HEALTH]) == ()
    assert conflicted.text() == scene(THEIRS[0], OURS[1])
    assert any("orchard" in line for line in conflicted.unmerged())

    found = pending(conflicted.project)
    assert (found.taken, keys(found)) == ({HEALTH: "theirs"}, [TITLE, NAME])
    assert found.take("base", [NAME]) == ("scenes/orchard",)
    assert conflicted.text() == scene(THEIRS[0])
    assert conflicted.unmerged() == [f"{stage} garden/prefabs/wasp.toml" for stage in (1, 2, 3)]

    assert pending(conflicted.project).take("ours") == ("prefabs/wasp",)
    assert 'title = "Hornet"' in conflicted.text("prefabs/wasp")
    assert conflicted.unmerged() == []


def test_all_are_taken_at_once(conflicted: Repository):
    assert pending(conflicted.project).take("theirs") == ("prefabs/wasp", "scenes/orchard")
    assert conflicted.text() == scene(*THEIRS)
    assert conflicted.unmerged() == []


def test_a_key_that_names_no_conflict_is_told_with_those_that_there_are(conflicted: Repository):
    found = pending(conflicted.project)
    with pytest.raises(DocumentError, match=rf"no conflict nowhere.*expected one of {TITLE}, {HEALTH}, {NAME}"):
        found.take("ours", [HEALTH, "nowhere"])
    assert keys(pending(conflicted.project)) == [TITLE, HEALTH, NAME]


def test_where_there_is_none_that_is_said(repository: Repository):
    found = pending(repository.project)
    assert (found.files, found.open_conflicts(), found.take("ours")) == ((), (), ())
    with pytest.raises(DocumentError, match=r"no conflict nowhere.*expected one of none"):
        found.take("ours", ["nowhere"])


@pytest.mark.parametrize("name", ["Mirabel", "Ada"])
def test_what_was_written_by_hand_is_not_written_over(conflicted: Repository, name: str):
    path = conflicted.project / "scenes" / "orchard.toml"
    by_hand = scene(('name = "Mira"', f'name = "{name}"'))
    path.write_text(by_hand, "utf-8", newline="")

    found = pending(conflicted.project)
    assert found.by_hand == ("scenes/orchard",)
    for chosen in ([HEALTH], []):
        with pytest.raises(DocumentError, match=r"changed by hand since git merged it.*git checkout --merge -- scenes"):
            found.take("theirs", chosen)
    assert path.read_text("utf-8") == by_hand
    assert found.take("theirs", [TITLE]) == ("prefabs/wasp",)


def test_a_file_that_says_no_toml_is_by_hand_and_one_with_gits_marks_is_not(conflicted: Repository):
    path = conflicted.project / "scenes" / "orchard.toml"
    path.write_text(conflicted.text() + "broken =", "utf-8", newline="")
    assert pending(conflicted.project).by_hand == ("scenes/orchard",)

    conflicted.git("config", "merge.astraweave.driver", "false")
    conflicted.git("checkout", "--merge", "--", "garden/scenes/orchard.toml", ok=False)
    path.write_text(f"<<<<<<< ours\n{conflicted.text()}", "utf-8", newline="")
    found = pending(conflicted.project)
    assert (found.by_hand, HEALTH in keys(found)) == ((), True)


def test_a_side_that_was_put_there_whole_is_recognised_also_with_other_line_ends(conflicted: Repository):
    path = conflicted.project / "scenes" / "orchard.toml"
    path.write_bytes(scene(*THEIRS).replace("\n", "\r\n").encode())

    found = pending(conflicted.project)
    assert found.taken == {HEALTH: "theirs", NAME: "theirs"}
    assert found.take("ours", [TITLE]) == ("prefabs/wasp",)


def test_a_byte_order_mark_stays(conflicted: Repository):
    path = conflicted.project / "scenes" / "orchard.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert pending(conflicted.project).take("theirs", [HEALTH, NAME]) == ("scenes/orchard",)
    assert path.read_bytes() == b"\xef\xbb\xbf" + scene(*THEIRS).encode()


@pytest.mark.parametrize("was_deleted_by_hand", [False, True])
@pytest.mark.parametrize(("side", "is_there"), [("ours", False), ("theirs", True), ("base", True)])
def test_a_file_that_one_side_deleted(repository: Repository, side, is_there: bool, was_deleted_by_hand: bool):
    repository.branch_off("design", ('title = "Wasp"', 'title = "Bee"'), file="prefabs/wasp")
    path: Path = repository.project / "prefabs" / "wasp.toml"
    path.unlink()
    repository.commit("Delete the wasp")
    repository.git("merge", "--no-edit", "design", ok=False)
    if was_deleted_by_hand:
        path.unlink()
    found = pending(repository.project)
    assert keys(found) == ["prefabs/wasp"]

    assert found.take(side) == ("prefabs/wasp",)

    assert path.exists() == is_there
    if is_there:
        assert ('title = "Bee"' in path.read_text("utf-8")) == (side == "theirs")
    assert repository.unmerged() == []


def test_the_file_of_before_put_there_by_hand_is_a_choice_although_we_deleted_it(repository: Repository):
    path = repository.project / "prefabs" / "wasp.toml"
    before = path.read_bytes()
    repository.branch_off("design", ('title = "Wasp"', 'title = "Bee"'), file="prefabs/wasp")
    path.unlink()
    repository.commit("Delete the wasp")
    repository.git("merge", "--no-edit", "design", ok=False)
    path.write_bytes(before)

    found = pending(repository.project)

    assert (found.taken, found.by_hand) == ({"prefabs/wasp": "base"}, ())
