"""A block that both sides changed: each line and header is that of whoever changed it, to the byte."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document.merge.blocks import Version, merged_text
from engine.document.merge.conflict import Trio
from engine.schema.text import read_toml

#: One statement as it was, and in the ways in which somebody may change it; the last takes it away.
LINES = (
    "# why {0}\n{0} = 1 # as it was\n",
    "# why {0}\n{0} = 2 # as it was\n",
    "# why {0}\n{0} = 0x1 # as it was\n",
    "# why {0}\n{0} = 1 # better\n",
    "# because\n{0} = 1 # as it was\n",
    "# why {0}\n# and more\n{0} =  3\n",
    "",
)
#: A header, also as nobody else writes it: before the usual one in the alphabet, and behind it.
HEADERS = (
    '[entities."kael"{0}]\n',
    "[entities.kael{0}]\n",
    "[ entities.kael{0} ] # he\n",
    "# The smith.\n[entities.kael{0}]\n",
)
TABLES = {"": "abc", ".health": "de", ".odd": "f"}
#: Tables inside a table, which are taken as a whole.
ZONES = tuple(
    f"[entities.kael.zone]\n[entities.kael.zone.a]\n{each}"
    for each in ("x = 0x1 # one\n", "x = 1\n", "x = +1\n", "x = 2\n")
)
WHO = st.sampled_from(["nobody", "ours", "theirs", "both"])


def version(text: str) -> Version:
    return Version(read_toml(text).get("entities", {}).get("kael", {}), text)


def merged(base: str, ours: str, theirs: str, value: dict[str, Any]) -> str:
    return merged_text("kael", Trio(version(base), version(ours), version(theirs)), value, lambda _: False)


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """A block as the base, our side and the other side have it, and as it has to become."""
    texts = ["", "", "", ""]
    for name, keys in TABLES.items():
        pieces = [
            tuple(each.format(name) for each in HEADERS),
            *(tuple(each.format(key) for each in LINES) for key in keys),
        ]
        for variants in pieces:
            who, new = draw(WHO), draw(st.sampled_from(variants))
            changed = {"nobody": (), "ours": (1,), "theirs": (2,), "both": (1, 2)}[who]
            for side in range(4):
                texts[side] += new if side in changed or (side == 3 and changed) else variants[0]
    who, new = draw(WHO), draw(st.sampled_from(ZONES))
    zones = [new if who in (side, "both") else ZONES[0] for side in ("nobody", "ours", "theirs")]
    zones = [ZONES[0], *zones[1:], new if who != "nobody" else ZONES[0]]
    base, ours, theirs, wanted = (text + zone for text, zone in zip(texts, zones, strict=True))
    return base, ours, theirs, wanted


@given(edits())
def test_each_line_is_that_of_whoever_changed_it(found: tuple[str, str, str, str]):
    base, ours, theirs, wanted = found
    value = dict(version(wanted).data)

    assert merged(base, ours, theirs, value) == wanted
    assert merged(base, theirs, ours, value) == wanted


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("was", HEADERS)
@pytest.mark.parametrize("now", HEADERS)
def test_a_header_is_spelled_as_whoever_changed_it_wrote_it(name: str, was: str, now: str):
    """Also where the other side changed what stands below it."""
    above = "" if not name else HEADERS[1].format("")
    base, mine = (above + header.format(name) + "x = 1\n" for header in (was, now))
    other, wanted = base.replace("x = 1", "x = 2"), mine.replace("x = 1", "x = 2")
    value = dict(version(wanted).data)

    assert merged(base, mine, other, value) == merged(base, other, mine, value) == wanted


def test_what_both_spell_differently_is_the_same_whoever_merges():
    base, one, two = (f"{header.format('')}a = 1\n" for header in HEADERS[:3])
    one, two = one.replace("= 1", "= 0x1"), two.replace("= 1", "= +1")

    assert merged(base, one, two, {"a": 1}) == merged(base, two, one, {"a": 1}) == "[ entities.kael ] # he\na = +1\n"


GONE = "[entities.kael]\n[entities.kael.health]\n# The highest there is.\ncurrent = 8_0.0 # tired\n"


@pytest.mark.parametrize("gone", ["# The highest there is.\ncurrent = 8_0.0 # tired\n", GONE.partition("]\n")[2]])
def test_what_one_side_took_away_comes_back_with_the_comment_above_it(gone: str):
    """A conflict that is settled by what was there before gives its bytes."""
    less, other = GONE.replace(gone, ""), GONE.replace("8_0.0 # tired", "90.0 # better")
    value = dict(version(GONE).data)

    assert merged(GONE, less, other, value) == merged(GONE, other, less, value) == GONE


PIECES = (("# why\n", "# because\n"), ("a = 0x1", "a = 1"), (" # as it was\n", " # better\n"))


@pytest.mark.parametrize("mine", range(3))
@pytest.mark.parametrize("others", range(3))
@pytest.mark.parametrize("value", [1, 2])
@pytest.mark.parametrize("table", ["", "[entities.kael.health]\n"])
def test_the_parts_of_one_line_are_merged_apart(mine: int, others: int, value: int, table: str):
    """What stands above it, its spelling, and what stands behind it."""
    pieces = [(was, now.replace("1", str(value))) for was, now in PIECES]

    def text(*changed: int) -> str:
        line = "".join(now if place in changed else was for place, (was, now) in enumerate(pieces))
        return f"[entities.kael]\n{table}{line}"

    wanted = text(mine, others)
    data = dict(version(wanted).data)
    assert merged(text(), text(mine), text(others), data) == wanted


INLINE, BOXED = "health = {{ current = {} }} # hp\n", "[entities.kael.health] # hp\ncurrent = {}\n"


@pytest.mark.parametrize(("was", "now"), [(INLINE, BOXED), (BOXED, INLINE)])
@pytest.mark.parametrize(
    ("mine", "other", "wanted"),
    [
        (("now", 1), ("was", 1), ("now", 1)),
        (("now", 2), ("was", 1), ("now", 2)),
        (("was", 2), ("now", 1), ("was", 2)),
        (("now", 2), ("now", 1), ("now", 2)),
        (("now", 2), ("now", 2), ("now", 2)),
    ],
)
def test_a_table_has_the_form_of_the_side_whose_value_it_has(was: str, now: str, mine: Any, other: Any, wanted: Any):
    def text(form: str, value: int, name: str = "K") -> str:
        written = (now if form == "now" else was).format(value)
        return f"[entities.kael]\nname = '{name}'\n{written}"

    goal = text(*wanted, "L")
    sides = text(*mine), text(*other, "L")
    for ours, theirs in (sides, sides[::-1]):
        assert merged(text("was", 1), ours, theirs, dict(version(goal).data)) == goal


def test_a_comment_above_what_the_other_side_took_away_goes_above_the_block():
    base = "\n# The smith.\n[entities.kael]\na = 1\nb = 1\n"
    less, told = base.replace("a = 1\n", ""), base.replace("a = 1", "# Not enough.\na = 1 # or is it?")

    for ours, theirs in ((less, told), (told, less)):
        assert merged(base, ours, theirs, {"b": 1}) == "\n# Not enough.\n# or is it?\n" + less.removeprefix("\n")


def test_what_no_side_wrote_is_written_in_the_usual_order():
    base, one, two = (f"[entities.kael]\nb = {number}\n[entities.kael.body]\n" for number in (1, 2, 3))
    value = {"b": 3, "body": {}, "age": 9, "tags": ["x"], "name": "K", "z": {"y": 1}, "aim": {"x": 1}}

    assert merged(base, one, two, value) == (
        '[entities.kael]\nb = 3\nname = "K"\ntags = ["x"]\nage = 9\n[entities.kael.body]\n'
        "[entities.kael.aim]\nx = 1\n[entities.kael.z]\ny = 1\n"
    )


def test_a_block_has_a_header_of_its_own_only_where_it_needs_one():
    base = "\n[entities.kael.health] # low\na = 1\nb = 1\n"
    one, two = base.replace("a = 1", "a = 0x2"), base.replace("b = 1", "b = +2")
    both = one.replace("b = 1", "b = +2")

    assert merged(base, one, two, {"health": {"a": 2, "b": 2}}) == both
    assert merged(base, one, two, {"name": "K", "health": {"a": 2, "b": 2}}) == '\n[entities.kael]\nname = "K"\n' + both
    assert merged(base, one, "", {}) == "\n[entities.kael]\n"


@pytest.mark.parametrize("name", ["parts", "zone"])
def test_only_parts_have_tables_of_their_own_where_both_changed_what_is_in_a_table(name: str):
    base = f"[entities.kael]\n[entities.kael.{name}.flag] # red\nx = 1\n[entities.kael.{name}.tent]\nx = 0x1 # one\n"
    one, two = base.replace("x = 1", "x = 2"), base.replace("0x1", "0x2")
    both = (
        one.replace("0x1", "2")
        if name == "parts"
        else ("[entities.kael]\n[entities.kael.zone]\nflag = { x = 2 }\ntent = { x = 2 }\n")
    )
    value = {name: {"flag": {"x": 2}, "tent": {"x": 2}}}

    assert merged(base, one, two, value) == merged(base, two, one, value) == both


def test_a_table_that_stands_partly_in_its_block_and_partly_below_it_keeps_both_parts():
    base = "[entities.kael]\na = 1\nzone.a = 1\n[entities.kael.zone.b]\nx = 1\n"
    one, two = base.replace("\na = 1", "\na = 2"), base.replace("x = 1", "x = 2")
    both, value = two.replace("\na = 1", "\na = 2"), {"a": 2, "zone": {"a": 1, "b": {"x": 2}}}

    assert merged(base, one, two, value) == merged(base, two, one, value) == both


def test_tables_in_a_table_of_the_head_are_one_table_below_a_blank_line():
    texts = (f"format = 1\n[zone.a]\nx = {one}\n[zone.b]\nx = {two}\n" for one, two in ((1, 1), (2, 1), (1, 2)))
    versions = [Version(read_toml(text), text) for text in texts]
    value = {"format": 1, "zone": {"a": {"x": 2}, "b": {"x": 2}}}

    assert merged_text(None, Trio(*versions), value, lambda _: False) == (
        "format = 1\n\n[zone]\na = { x = 2 }\nb = { x = 2 }\n"
    )
