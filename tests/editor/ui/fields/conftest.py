"""What a field is given: someone who writes down its edits, and names to choose from."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from editor.ui.fields.factory import field_for
from editor.ui.fields.state import Fault, FieldState
from editor.ui.theme.apply import apply
from editor.ui.theme.look import look
from engine.schema.fields import FieldSpec


class Notebook:
    """Writes down edits and gestures; applies nothing."""

    def __init__(self):
        self.edits, self.previews, self.ended = [], [], []

    def edit(self, change):
        self.edits.append(change)

    def begin(self):
        self.ended.append("begun")

    def preview(self, change):
        self.previews.append(change)

    def commit(self):
        self.ended.append("committed")

    def cancel(self):
        self.ended.append("cancelled")


class Names:
    """Two entities to name, and whether a click is awaited."""

    def __init__(self):
        self.is_picking = False

    def candidates(self):
        return (("gate", "Gate trigger", "bounding-box"), ("kael", "Kael", "user"))

    def notes(self):
        return {}

    def start_pick(self):
        self.is_picking = True

    def stop_pick(self):
        self.is_picking = False


@pytest.fixture
def notebook():
    return Notebook()


@pytest.fixture
def names():
    return Names()


@pytest.fixture
def field(qtbot, notebook, names):
    """Makes a shown field of a kind with the values of one or several entities."""
    forms = []

    def make(kind, *values, faults=(), why_not="", **known):
        apply(QApplication.instance(), look)
        spec = FieldSpec(
            name="value", kind=kind, unit=known.pop("unit", ""), doc="", default=None, title="Value", **known
        )
        widget = field_for(spec, notebook, names)
        widget.show_state(FieldState(values, values, faults=tuple(Fault(text) for text in faults), why_not=why_not))
        # Another field has the focus first, as in a form.
        form = QWidget()
        forms.append(form)
        box = QVBoxLayout(form)
        first = QLineEdit()
        box.addWidget(first)
        box.addWidget(widget)
        qtbot.addWidget(form)
        form.resize(260, 90)
        form.show()
        qtbot.waitExposed(form)
        form.activateWindow()
        first.setFocus()
        qtbot.waitUntil(first.hasFocus)
        return widget

    yield make
    forms.clear()
