"""Edits are byte-exact: what they do not name stays, and none is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.audit.fixes.edit import Edit, OverlapError, do_overlap, edited, preview


@st.composite
def sources_and_edits(draw: st.DrawFn) -> tuple[bytes, list[Edit]]:
    source = draw(st.binary(max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=8, unique=True)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return source, [Edit(start, end, draw(st.binary(max_size=5))) for start, end in pairs]


@given(sources_and_edits(), st.randoms())
def test_edits_in_any_order_give_the_same_bytes_and_can_be_turned_back(made, random):
    source, edits = made
    shuffled = random.sample(edits, len(edits))

    after = edited(source, shuffled)

    back, shift = [], 0
    for edit in edits:
        start = edit.start + shift
        back.append(Edit(start, start + len(edit.new), source[edit.start : edit.end]))
        shift += len(edit.new) - (edit.end - edit.start)
    assert edited(after, back) == source
    assert after == edited(source, edits)


@given(st.binary(min_size=4, max_size=40), st.data())
def test_edits_that_share_a_byte_are_refused(source, data):
    end = data.draw(st.integers(2, len(source)))
    start = data.draw(st.integers(0, end - 2))
    one, other = Edit(start, end, b"x"), Edit(data.draw(st.integers(start + 1, end - 1)), end, b"y")

    assert do_overlap([one], [other])
    with pytest.raises(OverlapError):
        edited(source, [one, other])


def test_a_preview_is_a_unified_diff():
    text = preview("src/a.rs", b"one\ntwo\nthree\n", b"one\n2\nthree\n")

    assert text == "--- a/src/a.rs\n+++ b/src/a.rs\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n"
