"""The size of text: there and back again, every widget is as it was."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from editor.ui.theme.apply import apply
from editor.ui.theme.look import look


@pytest.fixture
def sizes() -> Iterator[Any]:
    """Sets the size of text; afterwards it is the usual one."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)

    def set_to(scale: float) -> None:
        look.set("dark", scale, False)
        apply(application, look)
        QApplication.processEvents()

    yield set_to
    set_to(1.0)


def fonts(window: QWidget) -> dict[QWidget, tuple[str, int]]:
    """The size of the letters of everything that is seen [px]."""
    return {
        each: (f"{type(each).__name__} {each.accessibleName()}", each.font().pixelSize())
        for each in window.findChildren(QWidget)
        if each.isVisible()
    }


def test_larger_text_and_back_leaves_every_widget_as_it_was(make_window, glade, sizes, qtbot):
    window = make_window(glade)
    window.editor.selection.set(["kael"])
    qtbot.waitUntil(lambda: len(window.hosts["inspector"].view.findChildren(QWidget)) > 60)
    sizes(1.0)
    before = fonts(window)

    for scale in (1.25, 1.5, 1.25, 1.0):
        sizes(scale)

    after = fonts(window)
    assert {after[each] for each in before if each in after and after[each] != before[each]} == set()
