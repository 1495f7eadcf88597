"""JSON that is none: refused with where it breaks off, never repaired, never a crash."""

import pytest

from tests.engine.llm.guard.stage import shared_stage

GOOD = '{"world": "WORLD", "calls": [{"tool": "wait", "arguments": {"actor": "kael", "seconds": 1.0}}]}'
BROKEN = [
    "", " ", "{", "}", "[", "]", "null", "true", "7", '""', "[]", "[1,]", '{"a":1,}', "{'world': 1}", "{world: 1}",
    '{"a" 1}', '{"a":}', '{"a":1 "b":2}', "[1 2]", "[,1]", "[1}", '{"a":1]', "nul", "tru", "NaN", "Infinity",
    "-Infinity", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x10", '"', '"\\x41"', '"\\u12"', '"\\ud800"', '"\n"',
    '"\x00"', "/* c */{}", "// c\n{}", "{} {}", "{}x", "\ufeff{}", "```json\n{}\n```", "Sure! Here is the plan: {}",
    GOOD[:-1], GOOD + "}", GOOD.replace('"', "'"), GOOD.replace("1.0", "1.0."), GOOD.replace("1.0", "NaN"),
    GOOD.replace("1.0", "1e999"), GOOD.replace("1.0", "01.0"), GOOD.replace(": [", ": [,"), GOOD.replace("}]", ",}]"),
    GOOD.replace('"tool": "wait"', '"tool": "wait", "tool": "wait"'), '{"a":' * 100_000, '"' + "\\" * 999,
    b"\xff\xfe", b'{"world": "\xff"}', b"\x00" * 50, "\ud800", GOOD.encode("utf-16"), GOOD.encode("utf-32"),
    "[" * 100_000, b"\x80abc", "1_000", "[1,,2]",
]  # fmt: skip


@pytest.mark.parametrize("body", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_plan_is_refused_with_a_reason(body):
    stage = shared_stage()
    if isinstance(body, str):
        body = body.replace("WORLD", stage.guard.version(stage.session))

    verdict, command = stage.guard.submit(body, stage.session, stage.role)

    assert (verdict.accepted, command) == (False, None)
    assert verdict.step in {"size and depth", "JSON", "schema"}
    assert verdict.reason
    assert verdict.constraint


def test_the_same_plan_unbroken_is_accepted():
    stage = shared_stage()
    checked = stage.guard.check(GOOD.replace("WORLD", stage.guard.version(stage.session)), stage.session, stage.role)
    assert checked.verdict.accepted, checked.verdict.sentence()


@pytest.mark.parametrize("seconds", ["1", '"1.0"', "true", "null", "[1.0]", "0.0", "10.5", "-1.0", "1e999"])
def test_numbers_are_taken_as_they_are_and_within_their_range(seconds):
    stage = shared_stage()
    body = GOOD.replace("WORLD", stage.guard.version(stage.session)).replace("1.0", seconds)
    verdict = stage.guard.check(body, stage.session, stage.role).verdict
    # A whole number is a number; nothing else is made into one.
    assert verdict.accepted == (seconds == "1")
    if seconds in {"0.0", "10.5", "-1.0"}:
        assert verdict.nearest == (10.0 if seconds == "10.5" else 0.1)
        assert verdict.field.endswith("seconds")
