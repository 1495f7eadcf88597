"""Results on disk: what was kept is known again, and whatever is wrong with a file it is only not there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.balance.kept import ENDING, KeptResults
from engine.play.playtest.outcomes import Death, RunOutcome

CONTENT, OTHER = "0f" * 16, "a1" * 16
ROOT = Path(__file__).parents[3]


def run(seed: int, **more) -> RunOutcome:
    death = Death(90 + seed % 7, "mira", "wasp_1", 1.5, -2.0, "melee", True)
    return RunOutcome(
        seed, "defeat", 1200 + seed % 9, f"{seed:032x}", (death,), {"mira.melee": 3}, ("nest",), ("nest",), 1.5, **more
    )


@pytest.fixture
def kept(tmp_path: Path) -> KeptResults:
    return KeptResults(tmp_path / "balance")


def file_of(kept: KeptResults) -> Path:
    (only,) = kept.folder.glob(f"*{ENDING}")
    return only


def test_what_was_kept_is_known_again_to_the_last_field(kept: KeptResults):
    runs = [run(seed, failure="it broke" if seed == 3 else "") for seed in range(16)]

    kept.write(CONTENT, "novice", runs)

    assert KeptResults(kept.folder).read(CONTENT, "novice") == tuple(runs)


def test_runs_of_more_seeds_lie_beside_those_that_are_known(kept: KeptResults):
    kept.write(CONTENT, "novice", [run(seed) for seed in range(16, 32)])
    kept.write(CONTENT, "novice", [run(seed) for seed in range(20)])

    assert [each.seed for each in kept.read(CONTENT, "novice")] == list(range(32))


def test_another_content_or_skill_knows_nothing(kept: KeptResults):
    kept.write(CONTENT, "novice", [run(1)])

    assert kept.read(OTHER, "novice") == kept.read(CONTENT, "expert") == ()


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_a_damaged_file_is_not_there_and_is_removed(tmp_path_factory, data):
    kept = KeptResults(tmp_path_factory.mktemp("balance"))
    kept.write(CONTENT, "novice", [run(seed) for seed in range(4)])
    path = file_of(kept)
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole) - 1))
    is_cut = data.draw(st.booleans())
    path.write_bytes(whole[:cut] if is_cut else whole[:cut] + bytes([whole[cut] ^ 0x40]) + whole[cut + 1 :])

    assert kept.read(CONTENT, "novice") == ()
    assert not path.exists()


def test_a_file_under_another_name_is_not_believed(kept: KeptResults):
    kept.write(CONTENT, "novice", [run(1)])
    path = file_of(kept)
    path.rename(path.with_name(f"{OTHER}_novice{ENDING}"))

    assert kept.read(OTHER, "novice") == ()


def test_after_damage_the_result_is_kept_anew(kept: KeptResults):
    kept.write(CONTENT, "novice", [run(1)])
    file_of(kept).write_bytes(b"nothing of ours")

    kept.write(CONTENT, "novice", [run(2)])

    assert [each.seed for each in kept.read(CONTENT, "novice")] == [2]


def test_what_was_used_longest_ago_makes_room(tmp_path: Path):
    kept = KeptResults(tmp_path)
    names = [f"{number:032x}" for number in range(6)]
    for age, name in enumerate(names):
        kept.write(name, "novice", [run(seed) for seed in range(8)])
        os.utime(tmp_path / f"{name}_novice{ENDING}", ns=(age * 10**9, age * 10**9))
    size = file_of_name(tmp_path, names[0]).stat().st_size
    assert kept.read(names[0], "novice")  # used again, so that it is the youngest

    kept.limit = 4 * size
    kept.write("f" * 32, "novice", [run(seed) for seed in range(8)])

    left = {path.name[:32] for path in tmp_path.glob(f"*{ENDING}")}
    assert {names[0], "f" * 32} <= left
    assert names[1] not in left
    assert sum(path.stat().st_size for path in tmp_path.glob(f"*{ENDING}")) <= 4 * size


def file_of_name(folder: Path, name: str) -> Path:
    return folder / f"{name}_novice{ENDING}"


def test_a_result_that_would_fill_the_room_is_not_kept(tmp_path: Path):
    kept = KeptResults(tmp_path, limit=100)

    kept.write(CONTENT, "novice", [run(seed) for seed in range(64)])

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path):
    (tmp_path / "balance").write_text("a file, where a folder should be", encoding="utf-8")
    kept = KeptResults(tmp_path / "balance")

    kept.write(CONTENT, "novice", [run(1)])

    assert kept.read(CONTENT, "novice") == ()


@pytest.mark.parametrize(("content", "skill"), [("../../etc", "novice"), (CONTENT, "no/vice"), ("", "novice")])
def test_a_name_that_leads_elsewhere_is_refused(kept: KeptResults, content: str, skill: str):
    with pytest.raises(ValueError, match="name no result"):
        kept.read(content, skill)


SHARE = """
import sys
from pathlib import Path
from tests.engine.balance.test_kept import CONTENT, run
from engine.balance.kept import KeptResults

kept = KeptResults(Path(sys.argv[1]))
for turn in range(40):
    kept.write(CONTENT, "novice", [run(seed) for seed in range(int(sys.argv[2]), 64, 2)])
    found = kept.read(CONTENT, "novice")
    assert found and all(each == run(each.seed) for each in found), found
"""


def test_two_processes_at_once_never_read_half_a_file(kept: KeptResults):
    both = [
        subprocess.Popen([sys.executable, "-c", SHARE, str(kept.folder), start], cwd=ROOT, stderr=subprocess.PIPE)
        for start in ("0", "1")
    ]

    errors = [process.communicate(timeout=120)[1] for process in both]

    assert [process.returncode for process in both] == [0, 0], errors
    known = kept.read(CONTENT, "novice")
    assert {each.seed for each in known} >= set(range(0, 64, 2)) or {each.seed for each in known} >= set(
        range(1, 64, 2)
    )
    assert all(each == run(each.seed) for each in known)
