"""A text that the parser could not bear is refused before it gets there."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine.schema.limits import (
    DEEPEST,
    MOST_GROWTH,
    MOST_KEY_PARTS,
    LimitError,
    check_limits,
    may_hold_moments,
    weight,
)
from engine.schema.text import FormatError, parse_text, read_toml
from engine.schema.toml_write import UnwritableError, value_text

ROOT = Path(__file__).resolve().parents[3]
MANY = 100_000


def nested(parts: int, depth: int) -> str:
    """Inline tables inside each other, each under a dotted key."""
    key = ".".join("a" * parts)
    return f"{key} = " + f"{{ {key} = " * depth + "1" + " }" * depth + "\n"


def test_what_ends_the_process_of_a_bare_parser_is_an_error_here():
    code = f"import rtoml; rtoml.loads({nested(79, 78)!r})"
    bare = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)

    assert bare.returncode != 0, "the parser has learned to bear it: the limits could be loosened"
    with pytest.raises(FormatError, match="a key has more than 8 parts"):
        read_toml(nested(79, 78))


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * MANY,
        "a = " + "[" * MANY + "]" * MANY,
        "a = " + "{ a = " * MANY,
        "a = [" + "\n[ # deeper\n" * 20 + "1" + "]" * 21,
        'a = ["""x"""", ' + "[" * 20 + "]" * 20 + ', ""]',
        nested(1, DEEPEST + 1),
        nested(MOST_KEY_PARTS, DEEPEST + 1),
    ],
)
def test_values_that_lie_too_deep_are_refused(text: str):
    with pytest.raises(LimitError, match=f"values lie more than {DEEPEST} deep"):
        check_limits(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * MANY + " = 1",
        "[a" + ".a" * MANY + "]",
        "[[a" + ".a" * MANY + "]]",
        "a = 1\n[" + " . ".join(['"x.y"', "'['", *"abcdefg"]) + "]",
        nested(MOST_KEY_PARTS + 1, 2),
    ],
)
def test_keys_of_too_many_parts_are_refused(text: str):
    with pytest.raises(LimitError, match=f"more than {MOST_KEY_PARTS} parts"):
        check_limits(text)


def test_the_line_is_named():
    with pytest.raises(FormatError) as caught:
        read_toml("title = 'x'\n\n[a.b.c.d.e.f.g.h.i]\n")

    assert caught.value.line == 3


@pytest.mark.parametrize(
    "text",
    [
        nested(1, DEEPEST - 1),
        "a = " + "[" * DEEPEST + "]" * DEEPEST + "\n",
        "[a.b.c.d.e.f.g.h]\n",
        'title = "a.b.c.d.e.f.g.h.i.j [[[[[[[[[[[[[[[[[[[["\n',
        "# a.b.c.d.e.f.g.h.i.j [[[[[[[[[[[[[[[[[[[[[[\n",
        "title = '''a.b.c.d.e.f.g.h.i.j\n[[[[[[[[[[[[[[[[[[[[[['''\n",
        "path = [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5]\n",
    ],
)
def test_what_lies_within_the_limits_is_read(text: str):
    assert read_toml(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "a = [" + "1," * 1_500_000 + "]",
        "".join(f"a{k}.b.c.d.e.f.g.h = 1\n" for k in range(MANY)),
        "".join(f"[entities.e{k}.a.b.c.d.e]\n" for k in range(MANY)),
        "[[a]]\n" * 600_000,
    ],
)
def test_what_would_fill_the_memory_is_refused(text: str):
    with pytest.raises(LimitError, match="split it into several files"):
        check_limits(text)


def test_a_file_of_many_bytes_is_refused():
    with pytest.raises(LimitError, match="at most 32 MiB"):
        check_limits("#" * (33 * 2**20))


def test_ten_thousand_rich_entities_take_well_less_than_is_allowed():
    one = "[entities.thing_{0}]\nname = 'Thing {0}'\nprefab = 'crate'\n[entities.thing_{0}.transform]\n"
    one += "position = [1.5, 0.0, 2.25]\nrotation = [0.0, 14.9, 0.0]\n[entities.thing_{0}.health]\ncurrent = 20.0\n\n"
    text = "".join(one.format(k) for k in range(10_000))

    assert weight(text.encode()) < MOST_GROWTH * len(text) * 0.7
    assert len(parse_text(text).blocks) == 10_000


def test_what_could_not_be_read_again_is_not_written():
    value: object = 1
    for _ in range(DEEPEST):
        value = [value]

    assert read_toml(f"a = {value_text(value)}\n")["a"] == value
    with pytest.raises(UnwritableError, match="deep in each other"):
        value_text([value])


@pytest.mark.skipif(sys.platform != "linux", reason="tells no peak of this program alone")
def test_a_text_of_many_escapes_takes_no_memory_of_its_own():
    code = (
        "from engine.schema.text import parse_text; from tests.laws.peak import peak_mib\n"
        "parse_text('a = \"' + '\\\\u0041' * 1_000_000 + '\"\\n')\n"
        "print(peak_mib())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, timeout=60, text=True, cwd=ROOT
    )

    assert int(done.stdout) < 256


@pytest.mark.parametrize("number", ["9223372036854775808", "-9_223_372_036_854_775_809", "0xffff_ffff_ffff_ffff"])
@pytest.mark.parametrize("place", ["x = {}", "[entities.a.b]\nc = {}", "[a]\nb = [[{}]]"])
def test_a_number_that_could_not_be_written_again_is_not_read(number: str, place: str):
    with pytest.raises(FormatError, match=r"64 bits|not valid TOML"):
        read_toml(place.format(number))


@pytest.mark.parametrize(
    "text",
    [
        nested(MOST_KEY_PARTS, 2),
        "[entities.a.b.c.d.e.f.g]\n" + nested(MOST_KEY_PARTS, 1),
        "[a.b.c.d.e.f.g.h]\n" + nested(MOST_KEY_PARTS, 1),
    ],
)
def test_tables_of_dotted_keys_count_as_depth(text: str):
    with pytest.raises(FormatError, match=f"more than {DEEPEST} deep"):
        read_toml(text)


@pytest.mark.parametrize("text", ["a = 2024-05-01", "a = 07:32:00", "a = 1979-05-27T07:32:00Z"])
def test_no_date_and_no_time_is_overlooked(text: str):
    assert may_hold_moments(text.encode())
    assert not may_hold_moments(b'position = [-8.0, 0.0, 1.25]\nname = "a-b: 12"\n')
