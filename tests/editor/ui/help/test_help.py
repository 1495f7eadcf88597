"""The help: a page for everything there is, found by its words, and opened on what has the keyboard."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from editor.core.settings.models import Section, SettingsModel
from editor.ui.help.flow import help_window
from editor.ui.help.topic import topic_of
from editor.ui.rooms.help.html import page_html
from editor.ui.rooms.help.sources.guides import GUIDES
from editor.ui.rooms.inspector.section import SectionWidget
from editor.ui.rooms.outliner.filter import FILTER_TERMS
from editor.ui.shell.window import MainWindow
from editor.viewport.overlays import find_overlays
from engine.resources import resource
from engine.rules import rules_of
from engine.schema.files import HEADS
from engine.schema.vocabulary import Vocabulary


def opened(window: MainWindow) -> Any:
    window.ui.run("help.here")
    return window.hosts["help"].view


def test_everything_that_the_program_knows_has_a_page(window: MainWindow):
    book = opened(window)._model.book

    wanted = {f"panel:{spec.id}" for spec in window.specs}
    wanted |= {f"action:{action.id}" for action in window.editor.actions}
    wanted |= {f"rule:{rule.id}" for rule in rules_of()}
    wanted |= {f"overlay:{overlay.id}" for overlay in find_overlays()}
    for id_, component in Vocabulary.builtin().components.items():
        wanted |= {f"component:{id_}", *(f"component:{id_}#{spec.name}" for spec in component.fields())}
    for kind, head in HEADS.items():
        wanted |= {f"file:{kind}", *(f"file:{kind}#{spec.name}" for spec in head.fields() if spec.kind != "table")}
    for name, field in SettingsModel.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            wanted |= {f"settings:{name}#{key}" for key in field.annotation.model_fields}
    wanted |= {f"filter:terms#{term.pattern}" for term in FILTER_TERMS}
    wanted |= {f"guide:{path.stem}" for path in resource("help").glob("*.md")}
    assert {address for address in wanted if address not in book} == set()
    assert {guide[0] for guide in GUIDES} == {path.stem for path in resource("help").glob("*.md")}


def test_the_field_that_is_asked_about_stays_in_sight(window: MainWindow, qtbot):
    window.editor.selection.set(["kael"])
    window.docks.focus("inspector")
    view = window.hosts["inspector"].view
    field = view.findChildren(QLineEdit)[-1]
    qtbot.waitUntil(field.isVisible)
    view.scroll.ensureWidgetVisible(field)
    field.setFocus()

    opened(window)

    qtbot.waitUntil(lambda: window.hosts["help"].isVisible() and not field.visibleRegion().isEmpty())


def test_no_page_is_empty_or_leads_nowhere(window: MainWindow):
    model = opened(window)._model
    book = model.book
    actions, panels = window.editor.actions, {spec.id for spec in window.specs}

    for page in [*book, book.home(), *(book.page(f"chapter:{kind}") for kind in book.chapters)]:
        assert page.title, page.id
        assert page.text or page.tables, page.id
        assert all(text.strip().endswith((".", "?", ":")) for text in page.text), (page.id, page.text)
        for address in [*(address for address, _words in page.links), *(row.link for row in page.rows if row.link)]:
            kind, _, name = address.partition(":")
            is_known = {
                "run": name in actions, "panel-open": name in panels, "chapter": name in book.chapters,
            }.get(kind, address in book)  # fmt: skip
            assert is_known, (page.id, address)
        assert page_html(page).count("<p") == page_html(page).count("</p>")


def test_a_field_is_told_with_its_unit_range_and_default(window: MainWindow):
    view = opened(window)

    view._model.open("component:perception#hearing")

    text = view.browser.toPlainText()
    hearing = Vocabulary.builtin().components["perception"].field("hearing")
    assert hearing is not None
    assert hearing.doc in text
    assert f"{hearing.default:g} m by default" in text
    page = view._model.page
    assert page_html(page, "hearing").count("bgcolor") == 1
    assert page_html(page).count("bgcolor") == 0


def test_an_action_tells_its_keys_in_force_and_why_it_is_off(window: MainWindow):
    view = opened(window)
    window.editor.actions.rebind({"edit.undo": "Ctrl+Alt+U"})

    view._model.open("action:edit.undo")

    text = view.browser.toPlainText()
    assert "Ctrl+Alt+U" in text
    assert "Off now: Nothing to undo." in text


def test_words_find_pages_and_rows_best_first(window: MainWindow):
    view = opened(window)
    view.search.setFocus()
    QTest.keyClicks(view.search, "hearing")

    assert view.rows.rows()[0].address == "component:perception#hearing"
    QTest.keyClick(view.search, Qt.Key.Key_Return)
    assert view._model.address == "component:perception#hearing"
    assert view.search.text() == ""
    QTest.keyClicks(view.search, "zzz nothing")
    assert view._stack.currentWidget() is view._nothing
    QTest.keyClick(view.search, Qt.Key.Key_Escape)
    assert view._stack.currentWidget() is view.browser


def test_the_way_back_and_links(window: MainWindow):
    view = opened(window)
    model = view._model
    model.open("home:")
    model.open("chapter:Rules")
    view.browser.anchorClicked.emit(QUrl("rule:no-player"))
    assert model.address == "rule:no-player"

    view.back.click()
    view.back.click()
    assert model.address == "home:"
    view.forward.click()
    assert model.address == "chapter:Rules"
    view.browser.anchorClicked.emit(QUrl("panel-open:problems"))
    assert window.docks.is_visible("problems")


def test_f1_opens_the_page_of_what_has_the_keyboard_and_esc_goes_back(window: MainWindow, qtbot: Any):
    window.editor.selection.set(["kael"])
    inspector: Any = window.hosts["inspector"].view
    qtbot.waitUntil(lambda: any("health.current" in s.rows for s in inspector.findChildren(SectionWidget)))
    section = next(s for s in inspector.findChildren(SectionWidget) if "health.current" in s.rows)
    field = section.rows["health.current"].field
    field.setFocus()
    had = QApplication.focusWidget()

    QTest.keyClick(had, Qt.Key.Key_F1)

    view = window.hosts["help"].view
    assert view is not None
    assert view._model.address == "component:health#current"  # type: ignore[attr-defined]
    assert window.docks.is_visible("inspector")
    assert window.docks.is_visible("help")
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is had


def test_each_part_of_the_window_has_its_page(window: MainWindow):
    view = opened(window)
    book = view._model.book
    viewport = window.centre.viewport
    buttons = [button for button in window.toolbar._buttons if button.action == "tool.move"]

    assert topic_of(window, viewport) == "gestures:all"
    assert topic_of(window, buttons[0]) == "action:tool.move"
    assert topic_of(window, window.hosts["problems"]) == "panel:problems"
    assert topic_of(window, None) == "guide:first_steps"
    window.editor.selection.clear()
    inspector: Any = window.hosts["inspector"].view
    inspector.build()
    for section in inspector.findChildren(SectionWidget):
        if section.isVisible():
            assert book.resolved(topic_of(window, section)) != "home:", section.section.facts


def test_without_a_project_the_same_pages_stand_in_a_window(make_window: Any, qtbot: Any, tmp_path: Path):
    window = make_window()
    dialog: QDialog = help_window(window, "guide:keeping_work")
    qtbot.addWidget(dialog)
    dialog.show()

    assert any("journal" in page.toPlainText() for page in dialog.findChildren(type(_browser(dialog))))


def _browser(dialog: QDialog) -> Any:
    from PySide6.QtWidgets import QTextBrowser

    return dialog.findChild(QTextBrowser)
