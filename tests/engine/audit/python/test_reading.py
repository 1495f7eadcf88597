"""What is read less of a file for speed's sake: nothing is lost by it."""

import ast
import io
import tokenize
from pathlib import Path

import pytest

from engine.audit.python.flow.following import uses
from engine.audit.python.flow.worth import BODIES, worth_following
from engine.audit.python.nodes import children, walk
from engine.audit.python.source import Source

ROOT = Path(__file__).parents[4]
LABELLED = sorted(Path(__file__).with_name("labelled").glob("*.txt"))
OWN = sorted((ROOT / "engine/audit").rglob("*.py")) + sorted((ROOT / "editor/cli").rglob("*.py"))
TRICKY = r'''
a = "# no", '# "no' + "\"# no"  # one, "two"
b = """ # no " ""# no
""" + ''  # "three
c = ("d"  # four
     r"\""  f"{a!r:#>4}# no")  # five
d = 1 \
    + 2  # six ä
'''.encode()


def outcome(source: Source, worth: set[ast.AST]) -> list[tuple[object, ...]]:
    """The uses that somebody asks about; of answers that are dropped only some methods are."""
    return [(use.what, use.node, use.is_checked) for use in uses(source, worth) if use.what != "unused"]


@pytest.mark.parametrize("files", [LABELLED, OWN], ids=["labelled", "own"])
def test_a_body_that_is_not_followed_had_nothing_to_find(files: list[Path]):
    count = skipped = 0
    for file in files:
        source = Source(file.read_bytes())
        every = {source.tree, *(node for kind in BODIES for node in source.of(kind))}
        worth = worth_following(source, frozenset())

        assert outcome(source, worth) == outcome(source, every), file
        count += len(outcome(source, every))
        skipped += len(every - worth)
    assert count > 10
    assert skipped > 10


def test_comments_are_those_that_python_cuts():
    tokens = tokenize.tokenize(io.BytesIO(TRICKY).readline)
    expected = {each.start[0]: (each.start[1], each.string) for each in tokens if each.type == tokenize.COMMENT}

    assert Source(TRICKY).comments == expected
    assert len(expected) == 5


def test_all_nodes_are_met_but_operators_and_contexts():
    tree = ast.parse(b"".join(file.read_bytes() for file in LABELLED))
    shared = (ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop)
    expected = [node for node in ast.walk(tree) if not isinstance(node, shared)]

    assert walk(tree) == expected
    for node in expected:
        assert children(node) == [each for each in ast.iter_child_nodes(node) if not isinstance(each, shared)]
