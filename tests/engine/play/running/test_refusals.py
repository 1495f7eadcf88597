"""What the crowd refuses becomes one Finding for each kind, with who, since when and how often."""

import pytest

from engine.play.compile.compiled import CompileError
from engine.play.running.refusals import KINDS, MARKS, Refusals
from engine.play.running.session import Session
from tests.projects.shipped import echo_grove, row_of


@pytest.fixture
def session():
    return Session(echo_grove(), seed=7)


def look_at(session: Session, refusals: Refusals, kind: int, rows: list[int]) -> None:
    """As the crowd leaves a tick in which it refused something of these rows."""
    view = session.world.view
    view["crowd_odd"][:] = 0
    view["crowd_odd"][rows] = MARKS[kind]
    view["crowd_refused"][0] = 0
    view["crowd_refused"][0, kind] = len(rows)
    refusals.look(session.world, session.compiled.entity_of_row, session.findings)


@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_a_refusal_is_told_once_with_its_count(session, kind):
    refusals, kael = Refusals(), row_of(echo_grove(), "kael")
    session.advance(3)
    for _ in range(5):
        look_at(session, refusals, kind, [kael])
        session.world.view["tick"][0] += 1
    (finding,) = session.findings
    assert finding.severity == "warning"
    assert finding.entity == "kael"
    assert finding.text.startswith('From tick 3 on, 5 times: "kael" was ')
    assert "expected" in finding.text


def test_three_are_named_of_many(session):
    look_at(session, Refusals(), 1, [0, 1, 2, 3, 4])
    assert session.findings[0].text.count('"') == 6
    assert "and others" in session.findings[0].text


def test_each_kind_has_a_finding_of_its_own(session):
    refusals = Refusals()
    look_at(session, refusals, 0, [0])
    look_at(session, refusals, 2, [1])
    assert [finding.rule for finding in session.findings] == ["no-number", "off-ground"]


def test_nothing_is_said_while_nothing_is_wrong(session):
    session.advance(60)
    assert session.findings == []


@pytest.mark.parametrize("value", [0.0, -1.0, float("nan"), float("inf")])
def test_a_body_without_size_is_no_starting_value(value):
    with pytest.raises(CompileError) as caught:
        Session(echo_grove(), overrides={"aria.body.radius": value})
    assert "expected more than 0 m" in caught.value.findings[0].text


def test_a_tick_that_is_played_again_is_not_counted_again(session):
    refusals = Refusals()
    for tick in (4, 5, 4, 5, 6):
        session.world.view["tick"][0] = tick
        look_at(session, refusals, 0, [0])
    assert session.findings[0].text.startswith("From tick 4 on, 3 times: ")
