"""The outliner finds things by what they are, offers its terms, keeps filters, and renames in place."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from editor.ui.actions.entity import RenameQuestion
from editor.ui.fields.chooser import Chooser
from tests.stories.driver import LEFT


def shown(designer):
    """The entities that the tree shows for themselves, not for what stands under them."""
    model = designer.panel("outliner")._model
    return {id for id, node in model.tree.nodes.items() if model.filter.accepts(node)}


def typed(designer, text):
    outliner = designer.panel("outliner")
    outliner.filter.setFocus()
    outliner.filter.selectAll()
    QTest.keyClicks(outliner.filter, text)
    designer.wait(lambda: outliner._model.filter.text)
    return outliner


def test_things_are_found_kept_and_renamed(designer, veilweaver):
    designer.open(veilweaver)
    start = designer.documents()
    view = designer.editor.view
    pines = {entity.id for entity in view.entities if entity.prefab == "pine"}
    foes = {e.id for e in view.with_component("agent") if "party" not in e.tags}

    # Given a filter with a minus and an or
    outliner = typed(designer, "c:agent -tag:party or p:pine")
    designer.wait(lambda: shown(designer) == pines | foes)
    assert outliner.count.text() == f"{len(outliner._model.tree.nodes)} of {len(view.entities)} entities"
    designer.picture("outliner_filter")

    # When it is kept from the popup, by keys, it is offered again
    QTest.mouseClick(outliner.terms, LEFT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, Chooser)
    designer.picture_of(popup, "outliner_terms")
    designer.press_in_popup("Return")
    assert designer.editor.settings.get("editing.saved_filters") == ["c:agent -tag:party or p:pine"]
    QTest.keyClick(outliner.filter, Qt.Key.Key_Escape)
    QTest.mouseClick(outliner.terms, LEFT)
    QTest.keyClicks(QApplication.activePopupWidget().search, "pine")
    designer.press_in_popup("Return")
    designer.wait(lambda: shown(designer) == pines | foes)

    # And what is unknown is told with what is expected, and the rest of the filter holds
    typed(designer, "is:lost kael")
    designer.wait(outliner.problem.isVisible)
    assert "is:broken" in outliner.problem.text()
    designer.wait(lambda: shown(designer) == {"kael"})

    # And a row is renamed in place, as one step
    designer.select("kael")
    designer.come_back()
    # The panel that was opened takes the keyboard a moment later; hands are slower than that.
    QApplication.processEvents()
    outliner.tree.setFocus()
    designer.wait(outliner.tree.hasFocus)
    designer.press("F2", outliner.tree)
    line = outliner.tree.viewport().findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "Kael the Bold")
    QTest.keyClick(line, Qt.Key.Key_Return)
    designer.wait(lambda: designer.editor.view.entity("kael").name == "Kael the Bold")
    designer.press("Ctrl+Z", designer.window)
    assert designer.documents() == start


def test_while_a_copy_plays_the_filter_tells_what_is_in_it(designer, starter):
    designer.open(starter)
    designer.choose("Entity", "Add a prefab", "Hero")
    designer.choose("Encounter", "Add victory condition")
    designer.choose("Encounter", "Add defeat condition")
    designer.settle()
    typed(designer, "is:playing")
    designer.wait(lambda: not shown(designer))

    designer.play()
    designer.wait(lambda: shown(designer) == {"hero"})
    designer.stop()
    designer.wait(lambda: not shown(designer))


def test_several_are_renamed_with_numbers_in_one_step(designer, veilweaver):
    designer.open(veilweaver)
    start = designer.documents()
    designer.select("pine_3", "pine_1", "pine_2")

    def name(question):
        QTest.keyClicks(question.field, "Fir ##")
        QTest.mouseClick(question.buttons["rename"], LEFT)

    designer.in_dialog(RenameQuestion, name, lambda: designer.press("Ctrl+R", designer.window))

    names = [designer.editor.view.entity(pine).name for pine in ("pine_3", "pine_1", "pine_2")]
    assert names == ["Fir 01", "Fir 02", "Fir 03"]
    designer.press("Ctrl+Z", designer.window)
    assert designer.documents() == start


def test_keys_lead_to_where_things_and_values_are_looked_for(designer, starter):
    designer.open(starter)
    designer.press("Ctrl+F", designer.window)
    designer.wait(lambda: QApplication.focusWidget() is designer.panel("outliner").filter)
    designer.press("Ctrl+Shift+F", designer.window)
    designer.wait(lambda: QApplication.focusWidget() is designer.panel("inspector").find)
