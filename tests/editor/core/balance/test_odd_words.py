"""An odd run in words: one of a thing is told as one."""

import pytest

from editor.core.balance.odd_words import unlike_words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("other falls", 1.0, "1 other falls, in the median run 3"),
        ("other falls", 0.0, "0 others fall, in the median run 3"),
        ("other falls", 2.0, "2 others fall, in the median run 3"),
        ("party falls", 1.0, "The party falls 1 time, in the median run 3"),
        ("party falls", 2.0, "The party falls 2 times, in the median run 3"),
        ("uses", 1.0, "1 use of abilities, in the median run 3"),
        ("uses", 5.0, "5 uses of abilities, in the median run 3"),
    ],
)
def test_one_and_many(name: str, value: float, words: str):
    assert unlike_words("victory", [(name, value, 3.0)]) == words
