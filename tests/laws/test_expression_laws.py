"""Laws of what is typed into number fields: arithmetic is Python's, units convert, and nothing else than a sentence."""

import math
import operator
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.ui.fields.expression import ExpressionError, evaluate, parse_entry, parse_vector
from editor.ui.fields.quantities import QUANTITIES, Quantity

NUMBERS = st.one_of(
    st.integers(0, 9999).map(str), st.floats(0.0, 1e4, allow_nan=False).map(lambda value: f"{value:.3f}")
)


def joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Sums, products, brackets and signs over smaller texts."""
    return st.one_of(
        st.tuples(parts, st.sampled_from([" + ", "-", "*", " / "]), parts).map("".join),
        parts.map("({})".format),
        parts.map("-({})".format),
    )


TREES = st.recursive(NUMBERS, joined, max_leaves=8).filter(lambda text: len(text) <= 80)
ALPHABET = string.ascii_letters + string.digits + " +-*/().,%°²µ^=<>[]{}'\"\\\n\tπ−×٣½"
ANY_TEXT = st.one_of(st.text(max_size=30), st.text(ALPHABET, max_size=30))
OWN_UNITS = st.sampled_from(["", "1", "m", "deg", "hp", "N s", "1/min", "m/s²"])


@given(TREES, OWN_UNITS)
def test_arithmetic_is_the_same_as_pythons(text: str, unit: str):
    try:
        expected = float(eval(text))
    except ZeroDivisionError:
        with pytest.raises(ExpressionError):
            evaluate(text, unit)
        return
    if math.isfinite(expected):
        assert evaluate(text, unit) == expected


@given(ANY_TEXT, OWN_UNITS)
def test_any_text_is_a_finite_number_or_a_sentence(text: str, unit: str):
    told = ""
    try:
        assert math.isfinite(parse_entry(text, unit).operand)
    except ExpressionError as refusal:
        told = str(refusal)
    assert not told or (told.startswith(("Expected", "Division", "The result")) and told.endswith("."))
    found = parse_vector(text, unit)
    assert found is None or len(found) == 3


@given(st.floats(-1e6, 1e6), st.sampled_from(QUANTITIES), st.data())
def test_a_unit_there_and_back_is_the_same_number(value: float, quantity: Quantity, data: st.DataObject):
    typed = data.draw(st.sampled_from(sorted(set(quantity.units) - {"", "1"})))
    own = data.draw(st.sampled_from(sorted(quantity.units)))
    expected = float(f"{value:f}") * quantity.units[typed] / quantity.units[own]
    assert evaluate(f"{value:f} {typed}", own) == pytest.approx(expected)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from("+-*/"), OWN_UNITS)
def test_a_relative_edit_is_the_operation_on_each_old_value(old: float, by: float, sign: str, unit: str):
    if sign == "/" and float(f"{by:f}") == 0.0:
        return
    made = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}[sign]
    assert parse_entry(f"{sign}={by:f}", unit).apply(old) == made(old, float(f"{by:f}"))


@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3), st.sampled_from([", ", ",", "; ", " ", "\t"]))
def test_three_numbers_are_a_vector_however_they_are_divided(numbers: list[float], divider: str):
    found = parse_vector(divider.join(repr(number) for number in numbers))
    assert found is not None
    assert [entry.apply(0.0) for entry in found] == numbers


@pytest.mark.parametrize(
    "text", ["(1, 2, 3)", "[1 2 3]", "x=1 y=2 z=3", "X: 1, Y: 2, Z: 3", "Vector3(1, 2, 3)", "1 m; 2 m; 3 m"]
)
def test_vectors_of_other_programs_are_read(text: str):
    found = parse_vector(text, "m")
    assert found is not None
    assert [entry.operand for entry in found] == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1.5 km", "m", 1500.0),
        ("30cm + 2", "m", 2.3),
        ("2*(1 m + 50 cm)", "m", 3.0),
        ("0.5 turn", "deg", 180.0),
        ("pi rad", "deg", 180.0),
        ("90°", "deg", 90.0),
        ("250 ms", "s", 0.25),
        ("18 km/h", "m/s", 5.0),
        ("30 %", "1", 0.3),
        ("0.1", "1", 0.1),
        ("2+1", "1", 3.0),
        ("12 1/min", "1/min", 12.0),
        ("3 N s", "N s", 3.0),
        ("sqrt(16) + max(1, 2)", "", 6.0),
        ("1,400.5 hp", "hp", 1400.5),
        ("6 m/2", "m", 3.0),
    ],
)
def test_units_and_functions_are_read(text: str, unit: str, value: float):
    assert evaluate(text, unit) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "unit", "told"),
    [
        ("2 kg", "m", "Expected 2 m, 1.5 km or 30 cm."),
        ("2 m", "hp", "Expected a number, or one with the unit hp."),
        ("1,5", "m", "Expected one number, with a point as the decimal mark."),
        ("sqrt(-1)", "", "Expected a number of at least 0 in sqrt( )."),
        ("min(1)", "", "Expected 2 numbers in min( )."),
        ("*2 km", "m", "Expected a plain number."),
        ("(1", "", "Expected a closing bracket."),
    ],
)
def test_a_refusal_says_what_was_expected(text: str, unit: str, told: str):
    with pytest.raises(ExpressionError) as refusal:
        parse_entry(text, unit)
    assert str(refusal.value) == told


def test_minutes_and_the_smaller_of_two_are_told_apart():
    assert evaluate("min(2, 3) min", "s") == 120.0
