"""Reading: what is a proposal is read as it stands; whatever else is refused where the mistake lies."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.llm.proposals.finding import ProposalFinding, UnreadableError
from engine.llm.proposals.operations import Add, Change
from engine.llm.proposals.reading import MOST_BYTES, read_answer
from tests.engine.llm.proposals.ambush import AMBUSH, add, answer, change, hunk, text


def test_a_proposal_is_read_as_it_stands() -> None:
    proposal = read_answer(text(*AMBUSH))
    assert [each.id for each in proposal.hunks] == ["trap", "pack", "softer", "time"]
    first, third = proposal.hunks[0].operations[0], proposal.hunks[2].operations[0]
    assert isinstance(first, Add)
    assert first.block()["trigger"] == {"radius": 3}
    assert isinstance(third, Change)
    assert type(third.value) is int
    assert not proposal.is_refusal


def test_a_model_may_say_that_it_can_not_be_done() -> None:
    proposal = read_answer(text(cannot="There is no water in this scene."))
    assert proposal.is_refusal
    assert proposal.hunks == ()


@pytest.mark.parametrize("wrong", [answer(), answer(*AMBUSH, cannot="No."), answer(AMBUSH[0], AMBUSH[0])])
def test_neither_both_nor_a_hunk_twice(wrong: dict[str, Any]) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_answer(json.dumps(wrong))
    assert caught.value.findings[0].step == "schema"


@pytest.mark.parametrize(
    ("body", "step"),
    [
        ("", "JSON"),
        ("Here is my plan: {}", "JSON"),
        ('```json\n{"title": "x"}\n```', "JSON"),
        ('{"title": "a", "title": "b"}', "JSON"),
        (text(*AMBUSH)[:-3], "JSON"),
        (text(*AMBUSH) + "{}", "JSON"),
        ("[" * 50, "size and depth"),
        ('"' + "x" * MOST_BYTES + '"', "size and depth"),
        ("[]", "schema"),
    ],
)
def test_what_is_no_proposal_is_refused_by_the_step_it_offends(body: str, step: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_answer(body)
    assert [each.step for each in caught.value.findings] == [step]


@pytest.mark.parametrize(
    ("operation", "field", "nearest"),
    [
        (add("x", componets={}), "componets", "components"),
        ({"do": "sett", "file": "encounters/tutorial"}, "do", "set"),
        (add("no spaces"), "id", None),
        ({**add("x"), "file": "../secrets"}, "file", None),
        ({**add("x"), "file": "scenes/../../etc"}, "file", None),
        ({**add("x"), "file": "project"}, "file", None),
        ({**add("x"), "file": "game/__init__"}, "file", None),
        (change("stalker_01", "health.current", {"a": 1}), "value", None),
        (change("stalker_01", "health.current.deep", 1), "field", None),
        ({"do": "remove", "file": "encounters/tutorial"}, "entity", None),
    ],
)
def test_a_mistake_is_told_where_it_lies(operation: dict[str, Any], field: str, nearest: str | None) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_answer(text(AMBUSH[0], hunk("second", AMBUSH[2]["operations"][0], operation)))
    (found,) = caught.value.findings
    assert (found.hunk, found.operation, found.field, found.nearest) == ("second", 1, field, nearest)
    assert found.sentence().startswith('Hunk "second", operation 2')


def test_numbers_beyond_all_bounds_are_refused() -> None:
    for number in ("1e999", "9" * 400, "[1, " + "9" * 400 + "]"):
        body = text(hunk("a", change("x", "health.current", "NUMBER"))).replace('"NUMBER"', number)
        with pytest.raises(UnreadableError):
            read_answer(body)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=8))
def test_no_value_breaks_the_reader(value: Any) -> None:
    for body in (answer(hunk("a", change("x", "health.current", value))), answer(hunk("a", value)), value):
        assert all(each.sentence() for each in _mistakes(json.dumps(body)))


def _mistakes(body: str) -> tuple[ProposalFinding, ...]:
    try:
        read_answer(body)
    except UnreadableError as error:
        return error.findings
    return ()
