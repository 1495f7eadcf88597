"""A window lies on its screen with its frame, so that neither title nor status bar is lost."""

from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QDialog

from editor.ui.dialogs.screen_fit import fitted, resize_within

FREE = QRect(0, 0, 1600, 900)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (QRect(1, 20, 1600, 900), QRect(1, 20, 1598, 875)),
        (QRect(100, 120, 800, 600), QRect(100, 120, 800, 600)),
        (QRect(900, 500, 800, 600), QRect(799, 295, 800, 600)),
        (QRect(-50, -50, 800, 600), QRect(1, 20, 800, 600)),
    ],
)
def test_the_frame_lies_in_what_the_screen_leaves_free(inner: QRect, expected: QRect) -> None:
    frame = inner.adjusted(-1, -20, 1, 5)

    place = fitted(frame, inner, FREE)

    assert place == expected
    assert FREE.contains(place.adjusted(-1, -20, 1, 5))


def test_a_dialog_is_never_larger_than_its_screen(qtbot: Any) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    free = dialog.screen().availableSize()

    resize_within(dialog, free.width() + 300, 200)
    assert (dialog.width() < free.width(), dialog.height()) == (True, 200)

    resize_within(dialog, 300, free.height() + 300)
    assert (dialog.width(), dialog.height() < free.height()) == (300, True)
