"""Taking a text apart along a known one is quick, and never fooled by what only looks like a block."""

import pytest

from engine.document.merge.resplit import resplit
from engine.document.state.node import FileNode
from engine.schema.text import parse_text
from tests.engine.document.orchard import SCENE

BASE = FileNode.from_text("scenes/orchard", parse_text(SCENE))
WASP_2 = '\n[entities.wasp_2]\nprefab = "wasp"\nhidden = true\n'


def test_blocks_that_nobody_changed_are_shared():
    node = resplit(BASE, SCENE.replace("current = 80.0", "current = 90.0"))

    assert node is not None
    assert {key for key, block in node.entities.items() if block is not BASE.entities[key]} == {"mira"}
    assert node.head is BASE.head


@pytest.mark.parametrize(
    "text",
    [
        SCENE.replace('name = "Party"', f'name = """\n{WASP_2}"""'),
        SCENE.replace(WASP_2, "") + f"# after\n{WASP_2}",
        SCENE.replace('name = "Mira"\n', f"name = 'Mira' # {WASP_2.splitlines()[1]}\n"),
        SCENE.replace(WASP_2, WASP_2 + "# above the wall\n"),
    ],
)
def test_what_looks_like_a_block_inside_a_text_or_comment_is_none(text: str):
    node = resplit(BASE, text)

    whole = FileNode.from_text("scenes/orchard", parse_text(text))
    if node is not None:
        assert node.text == text
        assert [(key, each.data) for key, each in node.entities.items()] == [
            (key, each.data) for key, each in whole.entities.items()
        ]


def test_broken_text_and_an_id_given_twice_are_left_to_the_whole_parser():
    assert resplit(BASE, SCENE + WASP_2) is None
    assert resplit(BASE, SCENE.replace('name = "Wall"', 'name = "Wall')) is None


def test_a_block_that_comes_at_the_end_leaves_those_before_it_shared():
    node = resplit(BASE, SCENE + '[entities.new]\nname = "New"\n')
    assert node is not None
    assert [key for key, block in node.entities.items() if block is not BASE.entities.get(key)] == ["new"]


def test_of_a_text_that_is_mostly_new_nothing_is_gained():
    more = "".join(f'\n[entities.new_{number}]\nname = "New"\n' for number in range(60))
    assert resplit(BASE, SCENE.replace("# the end\n", "") + more) is None
