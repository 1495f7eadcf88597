"""The tables of mutation testing name what is there: a file that moved or a line that changed is noticed at once."""

from pathlib import Path

import pytest

from tests.mutation.explained import Explained
from tests.mutation.rooms import ROOMS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_names_files_and_tests_that_are_there(name: str):
    assert ROOMS[name].files(ROOT)
    assert ROOMS[name].test_files(ROOT)
    assert len(ROOMS[name].compiled_test_files(ROOT)) == len(ROOMS[name].then_compiled)


def test_each_explained_line_still_stands_in_its_file():
    kept = Explained.read().all
    texts = {each.file: " ".join((ROOT / each.file).read_text(encoding="utf-8").split()) for each in kept}
    assert [each.was for each in kept if each.was not in texts[each.file]] == []


def test_each_explanation_belongs_to_a_room():
    files = {file for room in ROOMS.values() for file in room.files(ROOT)}
    assert {each.file for each in Explained.read().all} <= files
