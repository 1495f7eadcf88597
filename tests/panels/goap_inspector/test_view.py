"""The panel draws the reasons, keeps what the reader opened and closed, and goes away without a trace."""

import pytest

from editor.ui.api import Ui
from panels.goap_inspector.model import WhyModel
from panels.goap_inspector.view import WhyView
from tests.engine.ai.worlds import HURT, NEAR, SEEN
from tests.panels.goap_inspector.stage import Stage


@pytest.fixture
def stage():
    stage = Stage()
    yield stage
    stage.jobs.close()
    stage.checks.close()


@pytest.fixture
def view(qtbot, stage):
    model = WhyModel(stage)
    view = WhyView(model, Ui(stage))
    qtbot.addWidget(view)
    view.resize(348, 640)
    view.show()
    qtbot.waitExposed(view)
    yield view
    model.close()


def texts(view):
    rows = view.tree.rows
    return [
        [rows.index(k, 0, rows.index(place, 0)).data() for k in range(rows.rowCount(rows.index(place, 0)))]
        for place in range(rows.rowCount())
    ]


def test_it_opens_empty_with_a_button_that_plays(view, stage):
    ran = []
    view.ui.run = ran.append
    assert view.empty.title.text() == "Nothing is playing"
    view.empty.button.click()
    assert ran == ["play.start"]


def test_the_decision_stands_on_top(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    assert view.head.action.whole() == "Approach"
    assert view.head.purpose.whole() == "For fight, plan costs 3.00"
    assert view.tick.text() == "tick 12, live"


def test_the_tree_holds_goals_plan_rejections_and_facts(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    assert texts(view) == [
        ["Fight", "Survive"],
        ["1. Approach", "2. Strike", "Total"],
        ["Shoot", "Flee"],
        ["Pin a tick, and it is checked that this is decided again."],
        ["Hurt", "Near", "Seen"],
    ]


def test_an_agent_is_chosen_from_the_list(view, stage):
    stage.begin()
    view.agents.activated.emit(1)
    assert stage.selection.ids == ("lyra",)
    assert view.agents.currentText() == "Lyra"


def test_a_closed_section_stays_closed(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.think(SEEN)
    view.tree.collapse(view.tree.rows.index(4, 0))
    stage.think(SEEN, HURT, NEAR)
    assert not view.tree.isExpanded(view.tree.rows.index(4, 0))
    assert view.tree.isExpanded(view.tree.rows.index(0, 0))


def test_a_hidden_panel_works_out_nothing(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    view.hide()
    stage.think(SEEN)
    assert view.model._explanation is None
    view.show()
    assert view.head.action.whole() == "Approach"


def test_stopping_shows_what_is_missing(view, stage):
    stage.begin()
    stage.selection.set(["kael"])
    stage.end()
    assert view.empty.isVisible()
    assert not view.agents.isVisible()
