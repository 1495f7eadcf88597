"""What may be typed into a number field."""

import pytest

from editor.ui.fields.expression import Entry, ExpressionError, is_arithmetic, parse_entry


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        ("6.5*2 + 1", 14.0),
        ("−31.2", -31.2),
        ("-(2+3)/2", -2.5),
        ("1,400 hp", 1400.0),
        (" 1e3 ", 1000.0),
    ],
)
def test_a_number_or_arithmetic_sets_the_value(text, value):
    assert parse_entry(text, unit="hp") == Entry("set", value)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [("+200", 900.0, 1100.0), ("*1.2", 10.0, 12.0), ("/4", 10.0, 2.5), ("-=5", 3.0, -2.0), ("+=1*2", 1.0, 3.0)],
)
def test_a_leading_sign_changes_each_old_value(text, old, new):
    entry = parse_entry(text)

    assert entry.relative
    assert entry.apply(old) == pytest.approx(new)


@pytest.mark.parametrize(
    "text", ["", "abc", "1/0", "/0", "2**9", "__import__('os')", "1 2", "(1", "1e400", "True", "9" * 90]
)
def test_anything_else_is_refused_in_words(text):
    with pytest.raises(ExpressionError, match=r"\.$"):
        parse_entry(text)


def test_only_a_real_calculation_is_worth_previewing():
    assert is_arithmetic("6.5*2")
    assert not is_arithmetic("-6.5")
    assert not is_arithmetic("+200")
