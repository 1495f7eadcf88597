"""A changed block is written anew where it changed; everything else keeps its bytes, whatever its spelling."""

from typing import Any

import pytest
import rtoml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.schema.rewrite import entity_order, entity_text, head_order, head_text, rewrite_entity, rewrite_head
from engine.schema.toml_write import header_text, key_text

BLOCK = """
# The smith.
[entities.kael] # by the gate
tags = ["b",   "a"]   # two
# He has one.
name = 'Kael'
[entities.kael.health]
# tired
current = 80.0 # of a hundred

maximum = 1_00.0
# as ever
[entities.kael."odd key"]
x = 0x10
[entities.kael.body]
"""
OLD: dict[str, Any] = rtoml.loads(BLOCK)["entities"]["kael"]
HEAD = """\
# The house.
kind = "scene" # as it is
format = 1
title="Old"

[terrain]
seed = 0x3 # lucky
"""


def entity(changes: dict[str, Any], text: str = BLOCK, newline: str = "\n") -> str:
    """The block after some of its values were replaced; None takes one away."""
    old = rtoml.loads(text)["entities"]["kael"]
    new = {key: value for key, value in {**old, **changes}.items() if value is not None}
    written = rewrite_entity(text, "kael", old, new, newline)
    assert rtoml.loads(written)["entities"]["kael"] == new
    return written


def head(changes: dict[str, Any], text: str = HEAD) -> str:
    old = rtoml.loads(text)
    new = {key: value for key, value in {**old, **changes}.items() if value is not None}
    written = rewrite_head(text, old, new, "\n")
    assert rtoml.loads(written) == new
    return written


def test_a_changed_value_keeps_the_comments_above_and_behind_it():
    assert entity({"health": {"current": 5.0, "maximum": 100.0}}) == (BLOCK.replace("80.0", "5.0"))


def test_a_statement_that_is_gone_takes_its_comments_along():
    written = entity({"name": None, "health": {"maximum": 100.0}})

    assert "He has one" not in written
    assert "tired" not in written
    assert "# as ever" in written


def test_a_new_table_and_a_new_statement_stand_in_their_canonical_places():
    written = entity({"parent": "x", "health": {"armour": 1, "current": 80.0, "maximum": 100.0}, "area_attack": {}})

    assert "\nname = 'Kael'\nparent = \"x\"\n[entities.kael.area_attack]\n[entities.kael.health]\n" in written
    assert "[entities.kael.health]\narmour = 1\n# tired\ncurrent = 80.0 # of a hundred\n\nmaximum" in written


def test_a_table_that_becomes_a_value_and_a_value_that_becomes_a_table():
    written = entity({"health": 3, "tags": {"a": 1}})

    assert "\nhealth = 3\n" in written
    assert "[entities.kael.tags]\na = 1\n" in written


def test_nothing_changed_leaves_every_part_its_bytes():
    assert entity({}) == BLOCK


@pytest.mark.parametrize(
    "text", ["[entities.kael]\nname = 'K'", "[entities.kael]\nname = 'K' # yes", "[entities.kael]"]
)
def test_a_last_line_without_an_end_gets_one(text: str):
    written = entity({"health": {"current": 1.0}}, text)
    assert written == text + "\n[entities.kael.health]\ncurrent = 1.0\n"


def test_a_block_without_a_header_of_its_own_gets_one():
    text = "# only this\n[entities.kael.health]\ncurrent = 1.0\n"
    assert entity({"name": "K"}, text) == '\n[entities.kael]\nname = "K"\n' + text


def test_dotted_keys_of_one_table_stay_together_or_become_a_table():
    text = "[entities.kael]\nhealth.current = 1.0 # a\n# b\nhealth.maximum = 2.0\nname = 'K'\n"
    assert entity({"name": "L"}, text) == text.replace("'K'", '"L"')
    assert entity({"health": {"current": 1.0}}, text) == (
        "[entities.kael]\nname = 'K'\n[entities.kael.health]\ncurrent = 1.0\n"
    )


def test_an_array_of_tables_and_tables_inside_tables_are_written_anew_when_they_change():
    text = "[entities.kael]\n[entities.kael.a]\nx = 1\n[entities.kael.a.b]\ny = 2\n[[entities.kael.c]]\nz = 3\n"
    assert entity({"name": "K"}, text) == text.replace("]\n", ']\nname = "K"\n', 1)
    assert entity({"a": {"x": 1, "b": {"y": 3}}}, text).startswith(
        "[entities.kael]\n[entities.kael.a]\nb = { y = 3 }\nx = 1\n[[entities.kael.c]]"
    )
    assert "\nc = [{ z = 4 }]\n" in entity({"c": [{"z": 4}]}, text)


SPELLINGS = (
    "zone = { a = { x = 1 }, b = { x = 2 } }\n",
    "zone.a.x = 1\nzone.b.x = 2\n",
    "zone.a = { x = 1 }\nzone.b.x = 2\n",
    "[entities.kael.zone]\na = { x = 1 }\nb = { x = 2 }\n",
    "[entities.kael.zone]\na.x = 1\n[entities.kael.zone.b]\nx = 2\n",
    "[entities.kael.zone.a]\nx = 1\n[entities.kael.zone.b]\nx = 2\n",
    "[entities.kael.zone]\n[entities.kael.zone.a]\nx = 1\n[entities.kael.zone.b]\nx = 2\n",
)
FIRST, SECOND = {"x": 1}, {"x": 2}
ZONES: list[Any] = [
    {"a": {"x": 3}, "b": SECOND}, {"a": FIRST}, {"b": SECOND}, {"a": FIRST, "b": SECOND, "c": {"x": 3}}, {}, None, 3,
    {"a": [FIRST], "b": SECOND}, {"a": FIRST, "b": "word"}, [FIRST, SECOND],
]  # fmt: skip


@pytest.mark.parametrize("key", ["beam", "zone", "parts"])
@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("spelling", [*SPELLINGS, "[entities.kael.zone.a]\nx = 1\n", "[[entities.kael.zone]]\nx = 1\n"])
def test_a_table_of_tables_says_the_new_however_it_was_spelled(spelling: str, zone: Any, key: str):
    """Names before "parts" in the alphabet and behind it: only what is said of parts has a table for each of them."""
    text = f"[entities.kael]\nname = 'K' # he\n{spelling}".replace("zone", key)
    written = entity({key: zone}, text)
    assert "name = 'K' # he\n" in written
    if rtoml.loads(text)["entities"]["kael"][key] != zone and key != "parts":
        assert f"entities.kael.{key}." not in written


def test_a_table_that_is_stated_in_two_places_keeps_all_its_values_and_what_stands_above_it():
    text = "[entities.kael]\n# far\n[entities.kael.zone]\na.x = 1\nn = 1\n# near\n[entities.kael.zone.a.y]\nz = 2\n"
    assert entity({"zone": {"a": {"x": 1, "y": {"z": 2}}, "n": 2}}, text) == (
        "[entities.kael]\n# far\n[entities.kael.zone]\na = { x = 1, y = { z = 2 } }\nn = 2\n"
    )


def test_a_changed_table_of_tables_is_one_table_with_its_comments():
    text = "[entities.kael]\n# far\n[entities.kael.zone] # off\n# one\na = { x = 1 } # first\nb = 2\n"
    assert entity({"zone": {"a": {"x": 3}, "b": 2, "c": {"y": 1}}}, text) == (
        text.replace("a = { x = 1 }", "a = { x = 3 }") + "c = { y = 1 }\n"
    )


def test_lines_end_as_those_of_the_file_do():
    text = BLOCK.replace("\n", "\r\n")
    written = entity({"name": "K", "area_attack": {"radius": 2.0}}, text, "\r\n")
    assert written.count("\n") == written.count("\r\n")


PARTS = """
[entities.kael]
prefab = "camp"
[entities.kael.parts.tent] # big
name = 'T' # a tent
[entities.kael.parts.tent.health]
current = 1.0 # low
# the flag
[entities.kael.parts.flag]
[entities.kael.parts.flag.body]
radius = 0.50
"""


def test_a_part_of_which_the_same_is_said_keeps_its_text():
    parts = rtoml.loads(PARTS)["entities"]["kael"]["parts"]
    flag, tent = (
        PARTS[PARTS.index("# the flag") :],
        PARTS[PARTS.index("[entities.kael.parts.tent]") : PARTS.index("# the")],
    )

    assert entity({"parts": {**parts, "crate": {"name": "C"}}}, PARTS) == (
        '\n[entities.kael]\nprefab = "camp"\n[entities.kael.parts.crate]\nname = "C"\n' + tent + flag
    )
    changed = {**parts["tent"], "health": {"current": 2.0}}
    assert entity({"parts": {**parts, "tent": changed}}, PARTS).endswith(tent.replace("1.0", "2.0") + flag)
    assert entity({"parts": {"flag": parts["flag"]}}, PARTS).endswith('prefab = "camp"\n' + flag)


def test_lists_of_tables_in_a_part_keep_their_text_while_something_else_changes():
    text = "[entities.kael]\n[entities.kael.parts.tent]\n[[entities.kael.parts.tent.pegs]] # one\nx = 0x1\n"
    pegs = rtoml.loads(text)["entities"]["kael"]["parts"]["tent"]["pegs"]

    assert entity({"parts": {"tent": {"name": "T", "pegs": pegs}}}, text) == text.replace(
        "tent]\n", 'tent]\nname = "T"\n', 1
    )


@pytest.mark.parametrize("parts", [{}, 3, {"tent": 1}])
def test_parts_of_which_nothing_is_left_to_say(parts: Any):
    assert entity({"parts": parts}, PARTS).startswith("\n[entities.kael]\n")


def test_parts_that_come_to_a_block_without_any():
    assert entity({"parts": {"b": {"body": {}}, "a": {"name": "A"}}}, "[entities.kael]\n") == (
        '[entities.kael]\n[entities.kael.parts.a]\nname = "A"\n[entities.kael.parts.b]\n[entities.kael.parts.b.body]\n'
    )


def test_a_part_without_a_header_of_its_own_gets_one_with_no_gap_above():
    text = "[entities.kael]\n[entities.kael.parts.tent.health]\ncurrent = 1.0\n"
    assert entity({"parts": {"tent": {"name": "T", "health": {"current": 1.0}}}}, text) == text.replace(
        "]\n", ']\n[entities.kael.parts.tent]\nname = "T"\n', 1
    )


def test_a_head_keeps_what_did_not_change():
    assert head({"title": "New"}) == (HEAD.replace('title="Old"', 'title = "New"'))
    assert head({"terrain": {"seed": 4}}).endswith("\n\n[terrain]\nseed = 4 # lucky\n")
    assert head({"sky": {"hour": 3}}).endswith('title="Old"\n\n[sky]\nhour = 3\n\n[terrain]\nseed = 0x3 # lucky\n')


def test_new_texts_are_canonical():
    block = {"parts": {"a": {"body": {}}}, "health": {"b": 1, "a": 2}, "body": {}, "tags": [], "name": "K", "z": 1}
    assert entity_text("old id", block) == (
        '\n[entities."old id"]\nname = "K"\ntags = []\nz = 1\n[entities."old id".body]\n[entities."old id".health]\n'
        'a = 2\nb = 1\n[entities."old id".parts.a]\n[entities."old id".parts.a.body]\n'
    )
    assert entity_text("k", {"name": "K"}, "\r\n") == '\r\n[entities.k]\r\nname = "K"\r\n'
    assert head_text({"z": 1, "title": "T", "a": {"x": 1}, "kind": "k", "format": 1}) == (
        'format = 1\nkind = "k"\ntitle = "T"\nz = 1\n\n[a]\nx = 1\n'
    )


def test_the_order_of_keys():
    keys = ["parts", "zone", "health", "tags", "parent", "name", "prefab"]
    assert sorted(keys, key=entity_order)[-3:] == ["health", "zone", "parts"]
    assert sorted(keys, key=entity_order)[0] == "name"
    assert sorted(["a", "title", "kind", "format"], key=head_order) == ["format", "kind", "title", "a"]


VALUES = st.one_of(st.integers(0, 3), st.sampled_from(["a", "b"]), st.lists(st.integers(0, 2), max_size=2))
TABLES = st.dictionaries(st.sampled_from(["x", "y", "odd key"]), VALUES, max_size=3)
BLOCKS = st.dictionaries(
    st.sampled_from(["name", "tags", "health", "odd", "a b"]), st.one_of(VALUES, TABLES), max_size=5
)


@settings(max_examples=150, deadline=None)
@given(BLOCKS, BLOCKS, st.sampled_from(["\n", "\r\n"]))
def test_whatever_changed_the_text_says_the_new_and_what_stayed_keeps_its_comments(old, new, newline: str):
    text = entity_text("kael", old, newline)
    marked = "".join(
        f"{line} # {number}{newline}" if line else newline for number, line in enumerate(text.split(newline))
    )
    written = rewrite_entity(marked, "kael", old, new, newline)

    assert rtoml.loads(written)["entities"]["kael"] == new
    assert written.count("\n") == written.count(newline)
    kept = [key for key in old if key in new and old[key] == new[key] and type(old[key]) is type(new[key])]
    for key in kept:
        for line in marked.split(newline):
            name = key if " " not in key else f'"{key}"'
            if line.startswith((f"{name} =", f"[entities.kael.{name}]")):
                assert line in written


FIELDS = st.dictionaries(st.sampled_from(["x", "y", "odd key"]), st.integers(0, 9), max_size=3)
HAND_WRITTEN = st.tuples(
    st.dictionaries(st.sampled_from(["name", "tags", "parent", "odd"]), st.integers(0, 9), max_size=4),
    st.dictionaries(st.sampled_from(["health", "body", "zone", "a b"]), FIELDS, max_size=4),
    st.dictionaries(st.sampled_from(["tent", "flag"]), st.dictionaries(st.sampled_from(["body", "aim"]), FIELDS)),
)


@settings(max_examples=150, deadline=None)
@given(HAND_WRITTEN, st.randoms(use_true_random=False), st.sampled_from(["\n", "\r\n"]))
def test_where_one_value_changes_every_other_line_keeps_its_place(written: Any, random: Any, newline: str):
    """The block as people write it: in any order, with remarks, and what it says of parts where they like."""
    values, components, parts = written
    tables = [((key,), each) for key, each in random.sample(sorted(components.items()), len(components))]
    said = [(("parts", part, key), each) for part, held in parts.items() for key, each in held.items()]
    place = random.randint(0, len(tables))
    lines, places = ["# by hand"], []
    for keys, table in [((), values), *tables[:place], *said, *tables[place:]]:
        lines += ["# above", header_text(("entities", "kael", *keys))]
        for key in random.sample(sorted(table), len(table)):
            places.append((len(lines), (*keys, key)))
            lines.append(f"{key_text(key)} = {table[key]} # beside")
    assume(places)
    text = newline.join([*lines, ""])
    at, (*holders, key) = random.choice(places)
    old, new = (rtoml.loads(text)["entities"]["kael"] for _ in range(2))
    inner = new
    for holder in holders:
        inner = inner[holder]
    inner[key] = 77
    lines[at] = f"{key_text(key)} = 77 # beside"

    assert rewrite_entity(text, "kael", old, new, newline) == newline.join([*lines, ""])
