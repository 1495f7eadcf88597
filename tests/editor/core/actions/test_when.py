"""Expressions over context keys, and who is to blame when one is false."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.actions.when import Blame, blame, names, parse


def values(**known: bool):
    return lambda name: known[name]


def test_an_empty_expression_always_holds():
    assert blame("", values()) is None


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("a", Blame("a", True)),
        ("not b", Blame("b", False)),
        ("b and a", Blame("a", True)),
        ("a or not b", Blame("a", True)),
        ("not (a or b)", Blame("b", False)),
        ("b and not b", Blame("b", False)),
    ],
)
def test_the_key_that_decides_is_named(expression: str, expected: Blame):
    assert blame(expression, values(a=False, b=True)) == expected


def test_the_names_of_an_expression_are_found():
    assert names("a and (b or not c)") == {"a", "b", "c"}


@pytest.mark.parametrize("bad", ["a +", "f(a)", "a.b", "1", "a if b else c"])
def test_anything_but_names_and_connectives_is_refused(bad: str):
    with pytest.raises(ValueError, match=r"expression|names"):
        parse(bad)


expressions = st.recursive(
    st.sampled_from(["a", "b", "c"]),
    lambda inner: st.one_of(
        inner.map(lambda e: f"not ({e})"),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
    ),
    max_leaves=8,
)


@given(expressions, st.booleans(), st.booleans(), st.booleans())
def test_there_is_a_blame_exactly_when_the_expression_is_false(expression: str, a: bool, b: bool, c: bool):
    known = {"a": a, "b": b, "c": c}

    found = blame(expression, known.__getitem__)

    assert (found is None) == bool(eval(expression, {}, known))
    assert found is None or known[found.key] != found.wanted
