"""What a panel knew when it was closed is there when the next one is looked at, and nobody waits for it twice."""

import pytest
from PySide6.QtWidgets import QApplication

from editor.core.editor import Editor
from editor.core.settings.settings import Settings
from editor.ui.api import Ui
from panels.unwrap_audit.model import AuditModel
from panels.unwrap_audit.view import AuditView
from tests.panels.unwrap_audit.findings import written


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ASTRAWEAVE_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def editor(tmp_path):
    editor = Editor(Settings(tmp_path / "settings.json"))
    yield editor
    editor.shut_down()


@pytest.fixture
def open_panel(editor, qtbot):
    """Opens the panel on a folder, as the window does, and gives the view once nothing goes on any more."""
    panels = []

    def opened(folder):
        model = AuditModel(editor)
        model.choose_folder(folder)
        view = AuditView(model, Ui(editor))
        qtbot.addWidget(view)
        panels.append(model)
        view.show()
        finish(editor)
        return view

    yield opened
    for model in panels:
        model.close()


def finish(editor):
    """Let every job end, and those that follow it."""
    while editor.jobs.running:
        editor.jobs.wait(editor.jobs.running[0])
    QApplication.processEvents()


def scanned_twice(editor, open_panel, place):
    """A panel in which a file was scanned, changed and scanned again, is closed."""
    model = open_panel(place.folder).model
    model.scan()
    finish(editor)
    place.file.write_text(place.file.read_text(encoding="utf-8") + "// changed\n", encoding="utf-8")
    model.scan()
    finish(editor)
    model.close()
    finish(editor)


def test_the_last_scan_is_shown_again_without_a_file_being_scanned_anew(editor, open_panel, tmp_path):
    place = written(tmp_path / "crate")
    scanned_twice(editor, open_panel, place)

    model = open_panel(place.folder).model

    assert [each.line for each in model.table.findings] == [11]
    assert model.scanned.audited.rescanned == 0
    assert len(model.history.scans) == 2


def test_what_has_changed_in_between_is_found_and_counts_as_a_scan(editor, open_panel, tmp_path):
    place = written(tmp_path / "crate")
    scanned_twice(editor, open_panel, place)
    place.file.write_text("pub fn first(a: &[u8]) -> u8 { *a.first().unwrap() + *a.last().unwrap() }\n")

    model = open_panel(place.folder).model

    assert len(model.table) == 2
    assert [scan.total for scan in model.history.scans] == [1, 1, 2]


def test_where_what_was_known_is_lost_nothing_is_scanned_unasked(editor, open_panel, tmp_path):
    place = written(tmp_path / "crate")
    scanned_twice(editor, open_panel, place)
    for kept in (tmp_path / "cache" / "audit").iterdir():
        kept.unlink()

    view = open_panel(place.folder)

    assert not view.model.is_known
    assert view.empty.title.text() == "crate was not scanned yet"
