"""A screen over the picture: it dims the game and holds one card with choices, for mouse and keyboard alike."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from editor.ui.kit.box import Box, column
from editor.ui.kit.buttons import push_button
from editor.ui.theme.look import look

DIM = QColor(6, 8, 12, 150)
AROUND = 12
"""Room between the card and the edge of the picture [pixels at 100 % text size]."""
NEXT, BEFORE = {Qt.Key.Key_Down, Qt.Key.Key_Right}, {Qt.Key.Key_Up, Qt.Key.Key_Left}


class Screen(QWidget):
    """Covers its parent while it is shown. `width` is the card's [pixels at 100 % text size]."""

    def __init__(self, parent: QWidget, name: str, width: int, chime: Callable[[str], object]) -> None:
        """`chime` lets a sound of the menus be heard."""
        super().__init__(parent)
        self.chime = chime
        self._width = width
        self._fixed: list[QWidget] = []
        self._below: QWidget | None = None
        self.is_whole = True
        """Whether all of it is seen without scrolling."""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.card = QFrame(self)
        self.card.setObjectName("popup")
        self.scroll = QScrollArea(self.card)
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Where the picture is low, what scrolls gives way to the title and the choices.
        self.scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._outer = QVBoxLayout(self.card)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self.scroll)
        self.choices: list[QPushButton] = []
        self.hide()
        look.follow(self, Screen.fit)

    def fill(self, *parts: object, head: QWidget | None = None, foot: QWidget | None = None) -> None:
        """Take other parts; `head` stays in sight above them, and `foot` below."""
        body = column(*parts, margins=(20, 16, 20, 16), gap=8)  # type: ignore[arg-type]
        body.setObjectName("clear")
        self.scroll.setWidget(body)
        body.setAutoFillBackground(False)
        self.scroll.viewport().setAutoFillBackground(False)
        for old in self._fixed:
            self._outer.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._fixed = [part for part in (head, foot) if part is not None]
        if head is not None:
            self._outer.insertWidget(0, head)
        if foot is not None:
            self._outer.addWidget(foot)
        for part in self.card.findChildren(QWidget):
            # Before it is shown a part has not the style sheet's fonts yet, and would ask for too little room.
            part.ensurePolished()
        self.fit()

    def choice(self, text: str, glyph: str, run: Callable[[], object], kind: str = "", tip: str = "") -> QPushButton:
        """A button that is one of the choices; arrow keys go through them."""
        button = push_button(text, kind, glyph=glyph, tip=tip)
        button.clicked.connect(lambda _checked=False: (self.chime("click"), run()))
        self.choices.append(button)
        return button

    def open(self) -> None:
        """Show it and take the keyboard."""
        if not self._has_keyboard():
            self._below = QApplication.focusWidget()
        self.fit()
        self.show()
        self.raise_()
        first = next((button for button in self.choices if button.isEnabled()), None)
        (first or self).setFocus(Qt.FocusReason.TabFocusReason)

    def close_screen(self) -> None:
        """Let the game be seen, and give the keyboard back to who had it before."""
        gives = self._has_keyboard()
        self.hide()
        below, self._below = self._below, None
        if gives and below is not None and shiboken6.isValid(below) and below.isVisible():
            # Qt would give it to the next button of the toolbar, which Space then presses in the middle of a fight.
            below.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Stand in the middle, as large as the words need, inside the picture."""
        parent = self.parentWidget()
        self.setGeometry(parent.rect())
        around = look.px(AROUND)
        wide = min(look.px(self._width), self.width() - 2 * around)
        body = self.scroll.widget()
        wanted = 0
        if isinstance(body, Box):
            body.setMinimumWidth(0)
            wanted = _height(body, wide)
        for part in self._fixed:
            # Whole: where the card is too low, what lies between them scrolls.
            part.setFixedHeight(_height(part, wide))
        needed = wanted + sum(part.height() for part in self._fixed) + 4
        high = min(needed, self.height() - 2 * around)
        self.is_whole = high == needed
        self.card.setGeometry((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go through the choices."""
        key = Qt.Key(event.key())
        if key in NEXT or key in BEFORE:
            self._go(1 if key in NEXT else -1)
            return
        super().keyPressEvent(event)
        # What lies below must not hear it too: the game is held.
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the picture."""
        QPainter(self).fillRect(self.rect(), DIM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card in the middle."""
        super().resizeEvent(event)
        self.fit()

    def mousePressEvent(self, event: object) -> None:
        """A click beside the card does nothing to the game below."""

    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def _go(self, step: int) -> None:
        able = [button for button in self.choices if button.isEnabled() and button.isVisibleTo(self)]
        if not able:
            return
        at = next((i for i, button in enumerate(able) if button.hasFocus()), -1 if step > 0 else 0)
        chosen = able[(at + step) % len(able)]
        chosen.setFocus(Qt.FocusReason.TabFocusReason)
        self.scroll.ensureWidgetVisible(chosen)


def _height(part: QWidget, wide: int) -> int:
    """What a part needs when it is so wide; its size hint is that of a narrower one, whose words take more lines."""
    return part.heightForWidth(wide) if part.hasHeightForWidth() else part.sizeHint().height()
