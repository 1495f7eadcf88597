"""A value put into a block: what comes, what goes with it, what is shared, and what is refused in which words."""

from typing import Any

import pytest

from engine.document import CommandError, Path
from engine.document.state.block_values import check_writable, with_value

PATH = Path.entity("scenes/g", "camp", "parts")
BLOCK: dict[str, Any] = {
    "name": "Camp",
    "health": {"current": 1.0},
    "spots": [[1.0, 2.0], [3.0, 4.0]],
    "parts": {"tent": {"health": {"current": 2.0}}, "flag": {"name": "F", "health": {"current": 3.0}}},
}
GONE = object()


def put(
    keys: tuple[str | int, ...], value: Any, *, prune: bool = False, block: dict[str, Any] = BLOCK
) -> dict[str, Any]:
    """What is different afterwards, at the top of the block."""
    after = with_value(block, keys, value, Path.entity("scenes/g", "camp", *keys), prune)
    keys_of_both = {**block, **after}
    return {key: after.get(key, GONE) for key in keys_of_both if after.get(key, GONE) != block.get(key, GONE)}


PUTS = [
    (("name",), "Fort", False, {"name": "Fort"}),
    (("name",), None, False, {"name": GONE}),
    (("tags",), ["a"], False, {"tags": ["a"]}),
    (("tags",), None, False, {}),
    (("health", "current"), 5.0, False, {"health": {"current": 5.0}}),
    (("health", "maximum"), 5.0, False, {"health": {"current": 1.0, "maximum": 5.0}}),
    (("health", "current"), None, False, {"health": {}}),
    (("health", "current"), None, True, {"health": GONE}),
    (("health", "maximum"), None, True, {}),
    (("body", "radius"), 0.5, False, {"body": {"radius": 0.5}}),
    (("body", "radius"), None, False, {}),
    (("spots", 1, 0), 9.0, False, {"spots": [[1.0, 2.0], [9.0, 4.0]]}),
    (("spots", 0), [7.0], False, {"spots": [[7.0], [3.0, 4.0]]}),
]


@pytest.mark.parametrize(
    ("keys", "value", "prune", "changed"), PUTS, ids=[f"{row[0]}={row[1]}-{row[2]}" for row in PUTS]
)
def test_a_value_changes_what_it_says_and_no_more(keys, value, prune: bool, changed: dict[str, Any]):
    assert put(keys, value, prune=prune) == changed


PARTS = [
    (("tent", "health", "current"), 5.0, {"tent": {"health": {"current": 5.0}}, "flag": BLOCK["parts"]["flag"]}),
    (("tent", "health", "current"), None, {"flag": BLOCK["parts"]["flag"]}),
    (("flag", "health", "current"), None, {"tent": BLOCK["parts"]["tent"], "flag": {"name": "F"}}),
    (("flag", "name"), None, {"tent": BLOCK["parts"]["tent"], "flag": {"health": {"current": 3.0}}}),
    (("tent",), None, {"flag": BLOCK["parts"]["flag"]}),
    (("tent",), {}, {"tent": {}, "flag": BLOCK["parts"]["flag"]}),
    (("crate", "health"), {}, {**BLOCK["parts"], "crate": {"health": {}}}),
]


@pytest.mark.parametrize(("keys", "value", "parts"), PARTS, ids=[f"{row[0]}={row[1]}" for row in PARTS])
def test_a_part_of_which_nothing_is_said_goes(keys, value, parts: dict[str, Any]):
    assert put(("parts", *keys), value) == {"parts": parts}


def test_the_last_part_takes_the_table_along():
    assert put(("parts", "tent"), None, block={"name": "C", "parts": {"tent": {}}}) == {"parts": GONE}
    assert put(("parts", "tent", "name"), None, block={"parts": {"tent": {"name": "T"}}}) == {"parts": GONE}


def test_what_was_not_touched_is_shared_and_what_was_read_stays():
    after = with_value(BLOCK, ("health", "current"), 5.0, PATH, False)

    assert after["spots"] is BLOCK["spots"]
    assert BLOCK["health"] == {"current": 1.0}


REFUSED = [
    (("name", "x"), 1.0, BLOCK, "name.x leads nowhere.*expected the path of a field"),
    (("spots", "x"), 1.0, BLOCK, "spots.x leads nowhere"),
    (("spots", 2), 1.0, BLOCK, "parts of a list are replaced, not added or removed.*expected the whole list"),
    (("spots", -1), 1.0, BLOCK, "parts of a list are replaced"),
    (("spots", 0), None, BLOCK, "parts of a list are replaced"),
    (("health", "armour", 0), 1.0, BLOCK, "health.armour isn't stated here, so a part of it can't be set"),
    (("parts", "tent"), {}, {"parts": 3}, "parts is no table of parts.*a table with one table for each part"),
    (("parts", "tent", "name"), "T", {"parts": {"tent": 3}}, "parts.tent is no table.*a table of components"),
]


@pytest.mark.parametrize(("keys", "value", "block", "told"), REFUSED, ids=[row[3][:40] for row in REFUSED])
def test_a_way_that_leads_nowhere_is_refused(keys, value, block: dict[str, Any], told: str):
    with pytest.raises(CommandError, match=told):
        put(keys, value, block=block)


@pytest.mark.parametrize("value", [None, 1.5, [1.0, 2.0], [], "text", True, {"a": [1, "b"]}, [[1.0], ["a"]]])
def test_what_toml_can_hold_passes(value: Any):
    check_writable(PATH, value)


@pytest.mark.parametrize("value", ["\ud800", [1.0, "\ud800"], {"a": "\ud800"}, 2**70])
def test_what_toml_cannot_hold_is_refused(value: Any):
    with pytest.raises(CommandError, match="expected a value that TOML can hold"):
        check_writable(PATH, value)
