"""The panel beside a running scene of two agents and a stone."""

import pytest
from PySide6.QtGui import QCursor, QGuiApplication

from editor.ui.api import Ui
from panels.goap_inspector.model import WhyModel
from panels.goap_inspector.view import WhyView
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
    # Qt tells a window that opens under the cursor so, and an earlier test may have left the cursor anywhere.
    QCursor.setPos(QGuiApplication.primaryScreen().geometry().bottomRight())
    with qtbot.waitExposed(view):
        view.show()
    yield view
    model.close()
