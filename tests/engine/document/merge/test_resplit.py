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
        SCENE.replace(WASP_2, WASP_2.removeprefix("\n")),
    ],
)
def test_what_looks_like_a_block_inside_a_text_or_comment_is_none(text: str):
    node = resplit(BASE, text)

    whole = FileNode.from_text("scenes/orchard", parse_text(text))
    if node is not None:
        assert node.text == text
        assert [each.text("\n") for each in node.entities.values()] == [
            each.text("\n") for each in whole.entities.values()
        ]
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


def check(known: FileNode, text: str) -> set[str] | None:
    """The blocks that are not shared; None where the text was left to the whole parser."""
    node = resplit(known, text)
    if node is None:
        return None
    whole = FileNode.from_text(known.name, parse_text(text))
    assert (node.text, node.head.data, node.tail) == (text, whole.head.data, whole.tail)
    assert [(key, each.data, each.text("\n")) for key, each in node.entities.items()] == [
        (key, each.data, each.text("\n")) for key, each in whole.entities.items()
    ]
    return {key for key, block in node.entities.items() if block is not known.entities.get(key)}


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (SCENE, set()),
        (SCENE.replace('"Orchard"', '"Garden"'), set()),
        (SCENE.replace('"Orchard"', '"Vinyard"'), set()),
        (SCENE.replace("# the end\n", "# the very end\n"), set()),
        (SCENE.replace("# the end\n", "# an end\n"), set()),
        (SCENE.replace("# the end\n", ""), set()),
        (SCENE.replace("# the end\n", "".join(f"[entities.n{n}]\n" for n in range(30))), {f"n{n}" for n in range(30)}),
        (SCENE.replace(WASP_2, ""), {"wall"}),
        (SCENE.replace(WASP_2, "").replace('"Mira"', '"Mirabel"'), {"mira", "wall"}),
        (SCENE.replace(WASP_2, '\n[entities.bee]\nname = "B"\n' + WASP_2), {"bee"}),
        (SCENE.replace(WASP_2, "\n[zone]\nx = 1\n" + WASP_2), None),
        (
            SCENE.replace(WASP_2, "").replace("# the end\n", WASP_2.removeprefix("\n") + "# the end\n"),
            {"wall", "wasp_2"},
        ),
    ],
)
def test_only_what_changed_is_read_again(text: str, new: set[str] | None):
    assert check(BASE, text) == new


@pytest.mark.parametrize("gone", [39, 40, 41])
def test_many_blocks_that_are_gone_in_a_row_are_looked_past_up_to_a_limit(gone: int):
    blocks = [f'\n[entities.e{number}]\nname = "{number}"\n' for number in range(100)]
    text = "format = 1\n" + "".join(blocks)
    known = FileNode.from_text("scenes/many", parse_text(text))
    less = "format = 1\n" + "".join(blocks[:10]) + blocks[10].replace('"10"', '"X"') + "".join(blocks[10 + gone :])

    assert check(known, less) == ({"e10"} if gone < 40 else None)
