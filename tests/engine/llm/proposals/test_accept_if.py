"""Conditions: what they ask of a report, and a sentence for what can't be understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.llm.proposals.accept_if import MEASURES, Condition, ExpressionError, accept_if
from engine.world.ids import SKILLS


def result(variant: str, skill: str, **more: object) -> dict[str, object]:
    found = {"runs": 10, "win_rate": 0.5, "seconds_to_win": {"median": 40.0}, "echo": None, "deaths": []}
    return {"variant": variant, "skill": skill, **found, **more}


REPORT = {
    "results": [
        result("before", "novice", win_rate=0.9),
        result("after", "novice"),
        result("after", "expert", deaths=[{"party": True, "per_run": 0.5}, {"party": False, "per_run": 3.0}]),
        result("after", "average", runs=0, win_rate=None),
    ]
}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("win_rate(novice) in 0.4..0.7", [True]),
        ("win_rate(novice) in 0.5..0.5", [True]),
        ("win_rate(novice) in .8..1", [False]),
        ("win_rate(novice) in 0.4.. and seconds_to_win(novice) in ..39", [True, False]),
        ("party_falls(expert) in 0..0.5", [True]),
        ("echo(novice) in 0..9", [False]),
        ("win_rate(average) in 0..1", [False]),
    ],
)
def test_what_holds_is_what_was_measured_after(text: str, holds: list[bool]) -> None:
    assert [each.holds for each in accept_if(text).judge(REPORT)] == holds


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is no condition"),
        ("win_rate(novice)", "is no condition"),
        ("win_rate(novice) in 0.4..0.7 and", "is no condition"),
        ("win_rate(novice) > 0.5", "is no condition"),
        ("win_rate(novice) in 0.4..0.7 or win_rate(expert) in 0..1", "is no condition"),
        ("fun(novice) in 0..1", "is not measured"),
        ("win_rate(nobody) in 0..1", "no skill"),
        ("win_rate(novice) in 0.7..0.4", "lower end first"),
        ("win_rate(novice) in 40..70", "between 0 and 1"),
        ("win_rate(novice) in ..", "holds of everything"),
    ],
)
def test_what_can_not_be_understood_is_told(text: str, told: str) -> None:
    with pytest.raises(ExpressionError, match=told):
        accept_if(text)


NUMBERS = st.integers(0, 400).map(lambda each: each / 400)
ENDS = st.tuples(NUMBERS, NUMBERS).map(sorted)


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    low, high = draw(ENDS)
    return Condition(draw(st.sampled_from(sorted(MEASURES))), draw(st.sampled_from(SKILLS)), low, high)


@given(st.lists(conditions(), min_size=1, max_size=4))
def test_what_is_written_is_understood_again(found: list[Condition]) -> None:
    assert list(accept_if(" and ".join(map(str, found))).conditions) == found


@given(st.text(alphabet="winrate_()0.9 -novcead", max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    try:
        found = accept_if(text)
    except ExpressionError as error:
        assert str(error).endswith(".")  # noqa: PT017
    else:
        assert found.conditions
