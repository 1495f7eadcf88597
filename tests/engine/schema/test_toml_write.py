"""Each value has one spelling."""

from typing import Any

import pytest

from engine.schema.limits import DEEPEST
from engine.schema.toml_write import (
    UnwritableError,
    header_text,
    holds_blocks,
    is_literal,
    is_table,
    key_text,
    statement_text,
    tables_text,
    value_text,
)

SPELT: list[tuple[Any, str]] = [
    (True, "true"),
    (False, "false"),
    (2**63 - 1, "9223372036854775807"),
    (-(2**63), "-9223372036854775808"),
    (0.1, "0.1"),
    (1e300, "1e+300"),
    (float("nan"), "nan"),
    (float("inf"), "inf"),
    (float("-inf"), "-inf"),
    ('a"b\\c\n\r\b\f\t\x00\x1f\x7f', '"a\\"b\\\\c\\n\\r\\b\\f\t\\u0000\\u001f\\u007f"'),
    ([], "[]"),
    ((1, 2.0), "[1, 2.0]"),
    ({}, "{}"),
    ({"b": 1, "a b": [{}]}, '{ "a b" = [{}], b = 1 }'),
    ({"$toml": "2024-05-01T12:00:00Z"}, "2024-05-01T12:00:00Z"),
    ({"$toml": "evil]"}, '{ "$toml" = "evil]" }'),
    ({"$toml": 3}, '{ "$toml" = 3 }'),
    ({"$toml": "12:00:00", "a": 1}, '{ "$toml" = "12:00:00", a = 1 }'),
]


@pytest.mark.parametrize(("value", "text"), SPELT, ids=[text for _, text in SPELT])
def test_a_value_is_spelt_like_this(value: Any, text: str):
    assert value_text(value) == text


@pytest.mark.parametrize("value", [None, 2**63, -(2**63) - 1, "\ud800", [None], {"a": None}, object()])
def test_what_toml_has_no_spelling_for_is_refused(value: Any):
    with pytest.raises(UnwritableError):
        value_text(value)


@pytest.mark.parametrize("wrap", [lambda inner: [inner], lambda inner: {"a": inner}])
def test_values_lie_only_so_deep_in_each_other(wrap):
    value: Any = 1
    for _ in range(DEEPEST):
        value = wrap(value)
    assert value_text(value).count("1") == 1
    with pytest.raises(UnwritableError, match=f"more than {DEEPEST} deep"):
        value_text(wrap(value))


def test_keys_are_quoted_only_where_they_have_to_be():
    assert [key_text(key) for key in ("a-b_1", "a b", "", "a.b", "ä", "a\n")] == [
        "a-b_1", '"a b"', '""', '"a.b"', '"ä"', '"a\\n"',
    ]  # fmt: skip
    assert header_text(("entities", "a b", "c")) == '[entities."a b".c]'
    assert statement_text("a b", 1) == '"a b" = 1'


def test_what_gets_a_table_of_its_own():
    assert [is_table(value) for value in ({}, {"a": 1}, {"$toml": "12:00:00"}, [], 1)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert [is_literal(value) for value in ({"$toml": "1"}, {"$toml": 1}, {"$toml": ""}, {})] == [
        True,
        False,
        False,
        False,
    ]
    tables = ({}, {"a": {}}, {"a": {}, "b": 1}, {"a": {"$toml": "1"}}, [], None)
    assert [holds_blocks(value) for value in tables] == [False, True, False, False, False, False]


def test_a_head_has_a_blank_line_before_each_table_and_a_block_has_none():
    values = {"b": {"y": 1, "x": 2}, "a": {}, "c": 3}
    assert tables_text((), values, str, "\n") == "c = 3\n\n[a]\n\n[b]\nx = 2\ny = 1\n"
    assert tables_text(("e", "k"), values, str, "\r\n") == "[e.k]\r\nc = 3\r\n[e.k.a]\r\n[e.k.b]\r\nx = 2\r\ny = 1\r\n"


def test_blocks_in_a_block_are_written_like_blocks():
    values = {"parts": {"b": {"n": 1}, "a": {"body": {"r": 1}, "parts": {"c": {}}}}, "z": {}}
    assert tables_text(("k",), values, str, "\n", "parts") == (
        "[k]\n[k.parts.a]\n[k.parts.a.body]\nr = 1\n[k.parts.a.parts.c]\n[k.parts.b]\nn = 1\n[k.z]\n"
    )
    assert tables_text(("k",), {"parts": {"b": 1}}, str, "\n", "parts") == "[k]\n[k.parts]\nb = 1\n"
