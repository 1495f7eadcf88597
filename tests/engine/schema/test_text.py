"""The text of a file: taken apart and joined byte for byte, values written so that they come back exactly."""

import math
from typing import Any

import pytest
import rtoml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.schema.text import FormatError, line_of, newline_of, parse_text, read_toml
from engine.schema.toml_split import split_sections, split_statements
from engine.schema.toml_write import UnwritableError, statement_text, value_text
from engine.schema.values import same
from tests.engine.document.orchard import HARVEST, SCENE, WASP

WILD = '''\
# top
a = 1 # one
b = [ # x
 "]", [1, 2],
] # end
s = """
[entities.q]
"""
[ entities . "k a" ]  # odd but right
x.y = 2
# above an array of tables
[[entities.'k a'.parts]]
n = { m = "}" }
[entities.last]
t = '[not.a.header]'
# the end, without a newline'''


def joined(text: str) -> str:
    parsed = parse_text(text)
    return parsed.head_text + "".join(block.text for block in parsed.blocks.values()) + parsed.tail


@pytest.mark.parametrize(
    "text", [SCENE, WASP, HARVEST, WILD, "", "\n\n", "# only a comment", SCENE.replace("\n", "\r\n")]
)
def test_the_parts_joined_give_every_byte_back(text: str):
    assert joined(text) == text


def test_comments_belong_to_the_block_below_them():
    blocks = parse_text(SCENE).blocks

    assert blocks["party"].text.startswith("\n# ---- People ----\n[entities.party]")
    assert blocks["mira"].text.startswith("\n# She owns the place.\n")


def test_odd_but_valid_headers_are_understood():
    parsed = parse_text(WILD)

    assert parsed.is_blockwise
    assert parsed.blocks["k a"].data == {"x": {"y": 2}, "parts": [{"n": {"m": "}"}}]}
    assert parsed.blocks["last"].text == "[entities.last]\nt = '[not.a.header]'\n"
    assert parsed.tail == "# the end, without a newline"


@pytest.mark.parametrize(
    "text",
    [
        "[entities.a]\n[entities.b]\n[entities.a.health]\n",
        "[entities]\na = { name = 'A' }\n",
        "entities.a.name = 'A'\n",
        "[entities.a]\n[terrain]\nseed = 1\n",
        "entities.a.name = 'A'\n[entities.a.health]\ncurrent = 1.0\n",
        "entities.a.name = 'A'\n[entities.b]\n",
        "[entities]\na.name = 'A'\n[entities.a.health]\ncurrent = 1.0\n",
        "[entities.b]\nname = 'B'\n[entities.a]\n[entities.b.health]\n",
    ],
)
def test_entities_without_blocks_of_their_own_are_read_all_the_same(text: str):
    parsed = parse_text(text)

    assert not parsed.is_blockwise
    assert "a" in parsed.blocks
    assert parsed.head_text == text


@pytest.mark.parametrize("table", ["[camera.lens]", "[zone.a]", "[entities]", "[[lamps]]"])
def test_entities_lie_in_blocks_whatever_tables_the_head_has(table: str):
    text = f"format = 1\n{table}\n# above\n[entities.a]\nname = 'A'\n"
    parsed = parse_text(text)

    assert (parsed.is_blockwise, list(parsed.blocks), parsed.head_text) == (True, ["a"], text.partition("# above")[0])


@pytest.mark.parametrize(
    ("text", "newline"),
    [("", "\n"), ("a\r\nb\n", "\n"), ("a\r\nb\r\nc\n", "\r\n"), ("a\nb\nc\r\n", "\n"), ("a\r\n", "\r\n")],
)
def test_the_newline_of_a_text_is_the_one_that_it_has_more_of(text: str, newline: str):
    assert newline_of(text) == parse_text(text.replace("a", "a = 1").replace("b", "#").replace("c", "#")).newline
    assert newline_of(text) == newline


def test_an_error_names_line_and_column():
    with pytest.raises(FormatError, match="not valid TOML") as caught:
        parse_text("format = 1\n[entities.a]\nname = \n")

    assert (caught.value.line, caught.value.column) == (3, 8)
    assert caught.value.message == "not valid TOML: string values must be quoted, expected literal string"


@pytest.mark.parametrize("indent", ["", " ", "\t  "])
@pytest.mark.parametrize("end", ["", "\n", " # remark\n", "\r\n"])
@pytest.mark.parametrize(
    ("header", "keys", "is_array"),
    [
        ("[a.b]", ("a", "b"), False),
        ("[ a . b ]", ("a", "b"), False),
        ('[a."b c"]', ("a", "b c"), False),
        ("[a.'b]c']", ("a", "b]c"), False),
        ('["\\u0061"]', ("a",), False),
        ("[[a.b]]", ("a", "b"), True),
        ('[[ "a" ]]', ("a",), True),
    ],
)
def test_a_header_is_found_however_it_is_written(indent: str, end: str, header: str, keys: tuple[str, ...], is_array):
    text = f"x = 1\n# above\n{indent}{header}{end}"
    top, section = split_sections(text)[0]

    assert (top.start, text[top.body : top.end], top.keys, top.is_array) == (0, "x = 1\n", (), False)
    assert (section.keys, section.is_array) == (keys, is_array)
    assert text[section.start : section.header].startswith("# above\n")
    assert text[section.header : section.body].strip() == f"{header}{end}".strip()


@pytest.mark.parametrize("text", ["entities = 3\n", "[entities]\na = 3\n", "[[entities]]\n"])
def test_entities_have_to_be_tables(text: str):
    with pytest.raises(FormatError, match=r"expected a table|has to be a table"):
        parse_text(text)


@pytest.mark.parametrize(
    ("value", "what"),
    [("true", "true or false"), ("3", "a number"), ("0.5", "a number"), ("[1]", "a list"), ('"x"', "a text")],
)
def test_what_stands_in_the_place_of_an_entity_is_told(value: str, what: str):
    with pytest.raises(FormatError, match=rf'entity "a" is {what}; expected a table: \[entities.a\]'):
        parse_text(f"[entities]\na = {value}\n")


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("title",), 4),
        (("terrain", "size_m"), 9),
        (("entities", "mira"), 16),
        (("entities", "mira", "health", "current"), 23),
        (("entities", "mira", "health", "armour"), 22),
        (("entities", "nobody"), 1),
    ],
)
def test_values_are_found_again_in_the_text(keys: tuple[str, ...], line: int):
    assert line_of(SCENE, keys) == line


@pytest.mark.parametrize(
    ("text", "keys", "line"),
    [
        ("x = 1\n[[a]]\nx = 1\n[[a]]\nx = 2\ny = 2\n", ("a",), 2),
        ("x = 1\n[[a]]\nx = 1\n[[a]]\nx = 2\ny = 2\n", ("a", "x"), 3),
        ("x = 1\n[[a]]\nx = 1\n[[a]]\nx = 2\ny = 2\n", ("a", "y"), 6),
        ("[a.b]\nx.y = 1\n[a.b.x.z]\nw = 2\n", ("a", "b", "x", "z"), 3),
        ("[a.b]\nx.y = 1\n[a.b.x.z]\nw = 2\n", ("a", "b", "x", "w"), 2),
        ("[a]\n  'x' = 1\n", ("a", "x"), 2),
        ("[a]\nx = {", ("a", "y"), 1),
        ("[a]\nx = 1\n\u0022", ("a", "x"), 1),
    ],
)
def test_the_nearest_line_is_told(text: str, keys: tuple[str, ...], line: int):
    assert line_of(text, keys) == line


def test_dates_become_text_that_can_be_json():
    assert read_toml("a = 2024-05-01\nb = 07:32:00\n") == {"a": {"$toml": "2024-05-01"}, "b": {"$toml": "07:32:00"}}
    assert value_text({"$toml": "2024-05-01"}) == "2024-05-01"


def test_a_date_smuggles_nothing_into_a_file():
    assert value_text({"$toml": "1\n[evil]"}) == '{ "$toml" = "1\\n[evil]" }'


keys = st.text(max_size=8)
values = st.recursive(
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=True)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(keys.filter(lambda key: key != "$toml"), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), values)
def test_every_value_comes_back_exactly(key: str, value: Any):
    read = rtoml.loads(statement_text(key, value))

    assert list(read) == [key]
    assert same(read[key], value)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.text("ab.[]\"'#= \n{},1\\", max_size=12)), max_size=6))
def test_any_text_is_read_or_refused_with_a_place(parts: list[tuple[str]]):
    text = "\n".join(part for (part,) in parts)
    try:
        parsed = parse_text(text)
    except FormatError:
        return
    else:
        assert joined(text) == text
        sections, _ = split_sections(text)
        for section in sections:
            statements, rest = split_statements(text[section.body : section.end])
            whole = "".join(each.lead + each.text for each in statements) + rest
            assert whole == text[section.body : section.end]
        assert parsed.head is not None


@pytest.mark.parametrize("value", [None, [None], 2**63, "\ud800", object()])
def test_what_toml_cannot_hold_is_refused(value: Any):
    with pytest.raises(UnwritableError):
        value_text(value)


def test_numbers_have_one_spelling():
    spellings = [value_text(value) for value in (1.0, 0.1, 1e16, -0.0, math.inf, -math.inf, math.nan, 5)]

    assert spellings == ["1.0", "0.1", "1e+16", "-0.0", "inf", "-inf", "nan", "5"]


def test_same_tells_apart_what_is_written_differently():
    assert same({"a": [1, math.nan]}, {"a": [1, math.nan]})
    assert not any(same(left, right) for left, right in [(1, 1.0), (True, 1), (0.0, -0.0), ([1], [1, 2]), ({}, [])])


def test_a_long_run_of_blank_lines_is_no_burden():
    text = "a = 1\r\n" + "\r\n" * 50_000 + "[entities.a]\r\n" + "  # far below\n" * 50_000

    assert joined(text) == text


PARTS = (
    "[entities.a]\nx = 1\n",
    "[entities.a.part]\ny = [1.0, 2.0]\n",
    "# above\n[entities.b]\nname = '''\n[entities.c]\n'''\n",
    "[[entities.b.list]]\nz = 07:32:00\n",
    "[entities]\n",
    '[entities."c d"]\n',
    "[other]\nentities = 1\n",
    "[entities.broken]\nx = \n",
    '[entities.e]\ntext = """\nnever closed\n',
)
HEADS = (
    "",
    "format = 1\n",
    "entities = {}\n",
    "entities.a.x = 1\n",
    '"\\u0065ntities" = { a = {} }\n',
    "[entities.a]\n",
)


def outcome(text: str) -> object:
    try:
        return parse_text(text)
    except FormatError as error:
        return error.message, error.line, error.column


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("parts", [*([each] for each in PARTS), [*PARTS[:2], PARTS[2]], [PARTS[2], PARTS[0]]], ids=str)
def test_pieces_give_what_the_whole_gives(head: str, parts: list[str]):
    check_pieces(head + "".join(parts))


@given(head=st.sampled_from(HEADS), parts=st.lists(st.sampled_from(PARTS), max_size=6))
@settings(max_examples=300, deadline=None)
def test_a_text_that_is_parsed_in_pieces_gives_what_the_whole_gives(head: str, parts: list[str]):
    check_pieces(head + "".join(parts))


def check_pieces(text: str) -> None:
    whole = outcome(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("engine.schema.text.PIECE", 1)
        in_pieces = outcome(text)

    assert in_pieces == whole


def test_a_large_text_is_parsed_in_pieces(monkeypatch: pytest.MonkeyPatch):
    text = "format = 1\n" + "".join(f"[entities.e{n}]\nname = 'e{n}'\n" for n in range(5000))
    loaded: list[int] = []
    real = rtoml.loads
    monkeypatch.setattr(rtoml, "loads", lambda piece: loaded.append(len(piece)) or real(piece))

    blocks = parse_text(text).blocks

    assert list(blocks)[::1000] == ["e0", "e1000", "e2000", "e3000", "e4000"]
    assert max(loaded) < 2 * 32 * 1024
    assert len(loaded) <= 2 + len(text) // (32 * 1024)


@pytest.mark.parametrize(
    ("body", "comments"),
    [
        ("b = [\n1, # one\n]", [""]),
        ("b = [\n1, # one\n] # all\r\nc = 2", ["# all", ""]),
        ("'b' = 3#c  ", ["#c"]),
        ("b = { c = '#' }\n", [""]),
    ],
)
def test_only_what_stands_behind_the_end_of_a_value_is_its_comment(body: str, comments: list[str]):
    statements, rest = split_statements(body)

    assert ([each.comment for each in statements], rest) == (comments, "")
    assert "".join(each.lead + each.text for each in statements) == body
