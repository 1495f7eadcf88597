"""The command palette: every action of the program, found by a few letters."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QListView, QVBoxLayout, QWidget

from editor.core.editor import Editor
from editor.tr import tr
from editor.ui.kit.box import fixed_height, horizontal_line, row
from editor.ui.kit.labels import label
from editor.ui.kit.line_edit import LineEdit
from editor.ui.palette.lines import RESULT, ResultDelegate, ResultModel
from editor.ui.palette.result import Result
from editor.ui.palette.results import find
from editor.ui.palette.sources import PaletteSources
from editor.ui.theme.look import look

WIDTH, MOST_HEIGHT, TOP = 600, 320, 88
RECENT = 8
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


class Palette(QFrame):
    """A popup over the window; it opens empty, with the actions used last on top."""

    def __init__(
        self, window: QWidget, editor: Editor, run: Callable[[str], None], others: PaletteSources | None = None
    ) -> None:
        """`others` finds what is neither an action nor an entity."""
        super().__init__(window)
        self._editor, self._run = editor, run
        self._recent: list[str] = []
        self._others = others
        self._before: QWidget | None = None
        self.setObjectName("popup")
        self.setAccessibleName(tr("Commands"))
        self.field = LineEdit()
        self.field.setObjectName("palettefield")
        self.field.setPlaceholderText(tr("Type a command or setting, @ and a name, or ? and words for the help"))
        self.field.setAccessibleName(tr("Command"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.model = ResultModel()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(ResultDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Results"))
        look.follow(self.list, lambda w: w.setStyleSheet(f"QListView {{ background:{look.colour('surface.popup')}; }}"))
        self.list.clicked.connect(lambda index: self._choose(index.data(RESULT)))
        self._count = label("", "caption")
        box = QVBoxLayout(self)
        box.setSpacing(0)
        for part in (self.field, fixed_height(QWidget(), 8), self.list, horizontal_line(), self._foot()):
            box.addWidget(part)
        self._shade = QGraphicsDropShadowEffect(self)
        self.setGraphicsEffect(self._shade)
        look.follow(self, Palette._fit)
        editor.actions.ran.connect(self.remember)
        self.hide()

    def open(self, typed: str = "") -> None:
        """Show the palette with the keyboard in its field."""
        self._before = self.window().focusWidget()
        # A panel that floats has a window of its own, which would keep the keyboard.
        self.window().activateWindow()
        if self._others is not None:
            self._others.renew()
        self.field.setText(typed)
        self._search(typed)
        self.show()
        self._place()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_palette(self) -> None:
        """Hide and give the keyboard back."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys move in the list, Enter chooses, Esc and a click elsewhere close."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._move(_STEPS[key])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                index = self.list.currentIndex()
                if index.isValid():
                    self._choose(index.data(RESULT))
                return True
            if key == Qt.Key.Key_Escape:
                self.close_palette()
                return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and self.window().isActiveWindow():
            self.hide()
        return False

    def _search(self, typed: str) -> None:
        found = find(self._editor, typed, self._run, self._recent, self._others)
        self.model.show(found.lines)
        self._count.setText(
            tr("{shown} of {total} {things}", shown=len(found.lines), total=f"{found.total:,}", things=found.noun)
        )
        if not found.lines:
            self._count.setText(tr("Nothing found"))
        if found.lines:
            self.list.setCurrentIndex(self.model.index(0))
        self._place()

    def _choose(self, line: Result) -> None:
        if line.why_not:
            return
        self.close_palette()
        line.run()

    def _move(self, step: int) -> None:
        count = len(self.model.lines)
        if count:
            now = self.list.currentIndex().row()
            wanted = (now + step) % count if abs(step) == 1 else min(max(now + step, 0), count - 1)
            self.list.setCurrentIndex(self.model.index(wanted))

    def remember(self, id_: str) -> None:
        """Put an action that ran on top of the list for the next time."""
        self._recent = [id_, *(other for other in self._recent if other != id_)][:RECENT]

    def _foot(self) -> QWidget:
        keys = []
        for key, word in (
            ("↑", ""),
            ("↓", "move"),
            ("Enter", "run"),
            ("@", "entities"),
            ("?", "help"),
            ("Esc", "close"),
        ):
            keys.append(fixed_height(label(key, "key"), 18))
            if word:
                keys += [label(tr(word), "caption"), 4]
        return row(self._count, None, *keys, margins=(8, 6, 8, 0), gap=4)

    def _place(self) -> None:
        rows = sum(
            self.list.itemDelegate().sizeHint(None, self.model.index(i)).height() for i in range(len(self.model.lines))
        )
        self.list.setFixedHeight(min(max(rows + look.px(4), look.px(32)), look.px(MOST_HEIGHT)))
        parent = self.parentWidget()
        self.setFixedWidth(min(look.px(WIDTH), parent.width() - look.px(32)))
        self.adjustSize()
        self.move((parent.width() - self.width()) // 2, min(look.px(TOP), max(0, parent.height() - self.height())))

    def _fit(self) -> None:
        self.layout().setContentsMargins(*[look.px(8)] * 4)
        self._shade.setBlurRadius(look.px(24))
        self._shade.setOffset(0, look.px(6))
        self._shade.setColor(QColor(0, 0, 0, 150))
        self.list.setIconSize(QSize(look.px(16), look.px(16)))
