"""Whatever is fixed together, in whatever order and by whatever pattern, parses, and goes back byte for byte."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.audit.fixes.applying.fixer import Fixer
from engine.audit.fixes.pattern import patterns
from engine.audit.fixes.syntax.source import errors_in
from tests.engine.audit.fixes.trees import TRICKY, content, crate_with, takes_all, wishes_for


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_any_batches_of_fixes_parse_and_go_back_byte_for_byte(tmp_path_factory, data):
    root: Path = tmp_path_factory.mktemp("batch")
    file = crate_with(root, TRICKY.read_bytes())
    before = content(root)
    fixer = Fixer(root, takes_all)
    numbers: list[int] = []

    for _ in range(data.draw(st.integers(1, 2))):
        pattern = data.draw(st.sampled_from(["", *patterns()]))
        wishes = data.draw(st.lists(st.sampled_from(wishes_for(file, root, pattern)), max_size=8, unique=True))
        outcomes = fixer.fix(wishes)
        numbers += sorted({each.number for each in outcomes if each.is_fixed})
        assert len(outcomes) == len(wishes)
        assert errors_in(file.read_bytes()) == 0

    for number in reversed(numbers):
        assert fixer.undo().number == number
    assert content(root) == before
