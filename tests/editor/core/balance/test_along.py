"""The win rate along a number that is dragged: kept while only it changes, stale after another edit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.balance.along import WinRateAlong
from editor.core.editor import Editor
from engine.document import Path as DocumentPath
from tests.editor.core.balance.stage import brawling, give, until

HEALTH = DocumentPath("encounters/brawl", ("entities", "hero_1", "health", "maximum"))
PLACE = DocumentPath("encounters/brawl", ("entities", "friend", "transform", "scale"))


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    with brawling(tmp_path) as services:
        services.balance.attend(False)
        services.balance.along.stages = ((2, 1), (3, 2))
        yield services


def known(editor: Editor) -> WinRateAlong:
    """The hero's health, played to the end."""
    along = editor.balance.along
    assert along.follow((HEALTH,))
    until(editor, lambda: along.error != "" or (along.answer is not None and along.answer.curve.is_complete))
    assert along.error == ""
    return along


def test_it_is_played_once_and_stays_while_only_the_number_changes(editor: Editor):
    along = known(editor)
    answer = along.answer
    assert answer is not None
    assert [point.runs for point in answer.curve.points] == [2, 2, 2]
    assert 90.0 in [point.value for point in answer.curve.points]
    assert (along.skill, along.value, len(answer.content) > 6) == ("novice", 90.0, True)

    give(editor, "hero_1", "health", "maximum", value=120.0)
    assert (along.value, along.is_stale) == (120.0, False)
    assert along.follow((HEALTH,))
    assert along.answer is answer, "dragged again it needs no run"
    editor.undo.undo()
    assert (along.value, along.is_stale) == (90.0, False)

    give(editor, "raider_2", "health", "maximum", value=60.0)
    assert along.is_stale
    editor.balance.wanted["novice"].is_asked = False
    assert along.follow((HEALTH,))
    assert (along.answer, along.is_stale, along.skill) == (None, False, "average")


def test_a_number_that_changes_no_end_is_not_followed(editor: Editor):
    along = editor.balance.along
    assert not along.follow((PLACE,))
    assert (along.number, along.value, along.is_running) == (None, None, False)


def test_nothing_is_played_while_the_win_rates_are_off(editor: Editor):
    editor.balance.switch(False)
    assert not editor.balance.along.follow((HEALTH,))


def test_another_number_gives_up_the_first(editor: Editor):
    along = editor.balance.along
    assert along.follow((HEALTH,))
    job = along.job
    assert job is not None
    assert along.follow((DocumentPath("encounters/brawl", ("time_limit_s",)),))
    assert job.is_cancelled
    assert along.number is not None
    assert along.number.path == "encounters/brawl/time_limit_s"


def test_who_begins_whole_does_so_along_the_whole_curve(editor: Editor):
    along = known(editor)
    assert along.number is not None
    assert along.number.also == ("encounters/brawl/entities/hero_1/health/current",)
    assert along.takes_along
    assert along.answer is not None
    least, *_, most = along.answer.curve.points
    assert (least.value, most.value) == (22.5, 180.0)
    assert least.seconds < most.seconds, "a hero with a quarter of the health falls sooner"

    give(editor, "hero_1", "health", "current", value=45.0)
    assert along.is_stale
    assert along.follow((HEALTH,))
    assert (along.number.also, along.takes_along) == ((), False), "who begins hurt goes on to"
