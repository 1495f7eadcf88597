"""Settings, shortcuts, menus, status bar, toasts, dialogs."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QMenu, QPlainTextEdit, QSpinBox

from editor.core.settings.models import Section, SettingsModel
from editor.tr import PseudoTranslator, tr
from editor.ui.dialogs.folder import new_folder_dialog
from editor.ui.dialogs.question import Question, error_dialog, trust_question
from editor.ui.settings.page import SettingsPage
from editor.ui.settings.shortcuts_page import ShortcutsPage
from editor.ui.shell.menus import fill_menu
from editor.ui.shell.window import MainWindow
from editor.ui.texts.when import when_text
from engine.resources import resource


def test_every_setting_has_a_line_with_title_and_explanation(window: MainWindow, qtbot: Any):
    page = SettingsPage(window, window.editor.settings)
    qtbot.addWidget(page)
    declared = [
        field
        for section in SettingsModel.model_fields.values()
        if isinstance(section.annotation, type) and issubclass(section.annotation, Section)
        for field in section.annotation.model_fields.values()
    ]

    assert page.shown_titles() == [field.title for field in declared]
    assert all(field.description for field in declared)


def test_settings_are_found_by_words(window: MainWindow, qtbot: Any):
    page = SettingsPage(window, window.editor.settings)
    qtbot.addWidget(page)

    page.field.setText("step rotat")
    assert page.shown_titles() == ["Rotation step"]

    page.field.setText("autosave")
    assert page.shown_titles() == ["Copy unsaved work every", "Copies to keep"]

    page.field.setText("no such thing")
    assert page.shown_titles() == []
    assert page._nothing.isVisibleTo(page)


def test_a_setting_is_in_force_at_once(window: MainWindow, qtbot: Any):
    page = SettingsPage(window, window.editor.settings)
    qtbot.addWidget(page)
    theme = next(field for field in page.findChildren(QComboBox) if field.accessibleName() == "Theme")
    seed = next(field for field in page.findChildren(QSpinBox) if field.accessibleName() == "Seed")

    theme.activated.emit(theme.findData("light"))
    seed.setValue(12)

    assert window.editor.settings.appearance.theme == "light"
    assert window.editor.settings.play.seed == 12


def test_new_keys_take_them_from_others_and_are_kept(window: MainWindow, qtbot: Any):
    page = ShortcutsPage(window, window.editor)
    qtbot.addWidget(page)
    page.field.setText("duplicate ctrl+d")
    row = next(row for row in range(page.model.rowCount()) if page.model.item(row, 0).text() == "Duplicate")
    page.table.setCurrentIndex(page.model.index(row, 0))

    page.want("Ctrl+Z")
    assert page.clash.text() == "Ctrl+Z belongs to Undo (Edit). What shall Duplicate (Edit) do?"
    assert window.editor.actions.keys("edit.undo") == "Ctrl+Z"
    page.take_button.click()

    assert window.editor.actions.keys("edit.duplicate") == "Ctrl+Z"
    assert window.editor.actions.keys("edit.undo") == ""
    assert window.editor.actions.conflicts() == {}
    page.reset_button.click()
    assert window.editor.actions.keys("edit.duplicate") == "Ctrl+D"


@pytest.mark.parametrize("name", ["File", "Edit", "Entity", "Encounter", "Play", "View", "Help"])
def test_a_disabled_line_of_a_menu_says_why(window: MainWindow, name: str, qtbot: Any):
    menu = QMenu()
    qtbot.addWidget(menu)

    fill_menu(menu, name, window.editor.actions, window.ui.run)

    assert menu.actions()
    for item in menu.actions():
        if not item.isSeparator() and item.menu() is None and not item.isEnabled():
            assert item.toolTip().endswith("."), item.text()


@pytest.mark.parametrize("name", ["File", "Edit", "Entity", "Encounter", "Play", "View", "Help"])
def test_a_menu_fits_below_the_bar_of_a_laptops_screen_in_one_column(window: MainWindow, name: str):
    menu = window.menus.menu(name)
    menu.aboutToShow.emit()
    assert menu.sizeHint().height() < 800


def test_the_status_bar_tells_findings_and_jobs(window: MainWindow, qtbot: Any):
    release: list[bool] = []

    def work(progress: Any, cancelled: Any) -> None:
        progress(0.5, "4 of 8")
        while not cancelled() and not release:
            pass

    job = window.editor.jobs.submit("Compiling kernels", work)
    qtbot.waitUntil(lambda: (window.editor.pump(), job.text == "4 of 8")[1])

    assert window.status._job.isVisible()
    assert window.status._job._text.text() == "Compiling kernels 4 of 8"
    window.status._job._cancel.click()
    window.editor.jobs.wait(job)
    assert not window.status._job.isVisible()
    assert job.state == "cancelled"


def test_a_failed_job_is_a_toast(window: MainWindow):
    def work(_progress: Any, _cancelled: Any) -> None:
        raise OSError("the disk is full")

    job = window.editor.jobs.submit("Writing", work)
    window.editor.jobs.wait(job)

    assert window.toasts.shown[-1].accessibleName() == "Writing failed. the disk is full"


def test_toasts_stand_apart_and_the_fourth_drives_out_the_first(window: MainWindow):
    for number in range(4):
        window.ui.toast(f"Number {number}", "done")

    shown = window.toasts.shown
    assert [toast.accessibleName() for toast in shown] == [f"Number {n}. done" for n in (1, 2, 3)]
    for upper, lower in pairwise(shown):
        upper.slide.stop()
        lower.slide.stop()
    window.toasts._place()
    assert all(upper.geometry().bottom() < lower.geometry().top() for upper, lower in pairwise(shown))


def test_the_answer_that_loses_nothing_is_given_when_a_question_is_closed(window: MainWindow, qtbot: Any):
    question = trust_question(window, Path("/somewhere"))
    qtbot.addWidget(question)
    question.show()

    qtbot.keyClick(question, Qt.Key.Key_Escape)

    assert question.answer == "cancel"


def test_an_error_has_its_details_for_those_who_want_them(window: MainWindow, qtbot: Any):
    dialog = error_dialog(window, "Saving failed", "The disk is full. Free some space.", OSError("no space"))
    qtbot.addWidget(dialog)

    dialog.show()

    details = dialog.findChild(QPlainTextEdit)
    assert details.toPlainText() == "OSError: no space"
    assert details.height() < 3 * details.fontMetrics().lineSpacing(), "one line leaves no hole above the button"


@pytest.mark.parametrize(
    ("passed", "text"), [(5, "Just now"), (300, "5 min ago"), (7200, "2 h ago"), (90_000, "Yesterday")]
)
def test_moments_are_told_in_words(passed: float, text: str):
    assert when_text(1_000_000.0 - passed, now=1_000_000.0) == text


def test_a_pseudo_language_reaches_every_translated_text(qapp: Any):
    translator = PseudoTranslator(qapp)
    qapp.installTranslator(translator)
    try:
        assert tr("Save {title} first?", title="Glade") == "[Sàvé Glade fîršt?······]"
    finally:
        qapp.removeTranslator(translator)
    assert tr("Save") == "Save"


def test_a_new_project_may_be_named_where_no_folder_is_yet(window: MainWindow, tmp_path: Path):
    dialog = new_folder_dialog(window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.open()

    dialog.findChild(QLineEdit).setText("mine")
    QTest.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)

    assert dialog.result() == QFileDialog.DialogCode.Accepted
    assert Path(dialog.selectedFiles()[0]) == tmp_path / "mine"


@pytest.mark.parametrize("name", sorted(path.stem for path in resource("help").glob("*.md")))
def test_every_guide_is_in_the_menu_and_opens_in_the_panel(window: MainWindow, name: str):
    window.ui.run(f"help.{name}")

    view: Any = window.hosts["help"].view
    assert view is not None
    assert view._model.page.id == f"guide:{name}"
    assert len(view.browser.toPlainText()) > 200


def test_a_setting_that_is_not_as_it_comes_can_be_reset_and_all_at_once(
    window: MainWindow, qtbot: Any, monkeypatch: Any
):
    page = SettingsPage(window, window.editor.settings)
    qtbot.addWidget(page)
    page.show()
    reset, _build = page._resets["play.seed"]
    assert reset.toolTip().endswith("It is the default.")

    window.editor.settings.set("play.seed", 12)
    window.editor.settings.set("files.trusted_folders", ["/here"])
    assert reset.isEnabled()
    monkeypatch.setattr(Question, "answerer", staticmethod(lambda _question: "reset"))
    page.all_button.click()

    assert window.editor.settings.play.seed == 7
    assert window.editor.settings.files.trusted_folders == ["/here"]
    assert not page.all_button.isEnabled()

    def shown() -> list[int]:
        fields = page.findChildren(QSpinBox)
        return [field.value() for field in fields if field.accessibleName() == "Seed" and field.isVisible()]

    qtbot.waitUntil(lambda: shown() == [7])


def test_a_key_that_is_typed_as_a_name_is_refused_and_not_repeated(window: MainWindow, qtbot: Any):
    page = SettingsPage(window, window.editor.settings)
    qtbot.addWidget(page)
    page.show()
    field = next(each for each in page.findChildren(QLineEdit) if each.accessibleName() == "Name of the key")

    field.setFocus()
    QTest.keyClicks(field, "sk-planted-4711")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert field.text() == ""
    told = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert any("looks like a key itself" in each for each in told)
    assert not any("planted" in each for each in told)
