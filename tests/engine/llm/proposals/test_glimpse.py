"""A glimpse shows more and more of an answer, and never breaks."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.llm.proposals.glimpse import Glimpse, HunkGlimpse, glimpse
from tests.engine.llm.proposals.ambush import AMBUSH, text

WHOLE = text(*AMBUSH)


def test_more_and_more_is_seen() -> None:
    seen = [glimpse(WHOLE[:end]) for end in range(len(WHOLE) + 1)]
    assert seen[0] == Glimpse()
    assert seen[-1].title == "An ambush"
    assert seen[-1].hunks[0] == HunkGlimpse("trap", "For the test.", 1)
    assert [each.id for each in seen[-1].hunks] == ["trap", "pack", "softer", "time"]
    for before, after in pairwise(seen):
        assert after.title.startswith(before.title)
        assert len(after.hunks) >= len(before.hunks)


@given(st.text(max_size=60) | st.text(alphabet='{}[]":,hunkstile0 ', max_size=60))
def test_no_text_breaks_it(said: str) -> None:
    assert isinstance(glimpse(said), Glimpse)


def test_what_is_no_answer_shows_nothing() -> None:
    for said in (
        "Once upon a time",
        "[1, 2",
        '{"hunks": 3}',
        '{"title": 1, "hunks": [1, {"id": 2, "operations": {}}]}',
    ):
        assert glimpse(said).title == ""
