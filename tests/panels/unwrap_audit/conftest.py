"""The panel beside an editor without a project, with user folders of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.core.editor import Editor
from editor.core.settings.settings import Settings
from editor.ui.api import Ui
from panels.unwrap_audit.model import AuditModel
from panels.unwrap_audit.view import AuditView


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AuditModel]:
    """The model of the panel."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "user"))
    editor = Editor(Settings(tmp_path / "settings.json"))
    audit = AuditModel(editor)
    yield audit
    audit.close()
    editor.shut_down()


@pytest.fixture
def view(qtbot: QtBot, model: AuditModel) -> AuditView:
    """The panel as it is docked at the bottom of a small window."""
    panel = AuditView(model, Ui(model.editor))
    qtbot.addWidget(panel)
    panel.resize(940, 260)
    panel.show()
    return panel
