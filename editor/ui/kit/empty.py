"""What a view shows when it has nothing to show: the fact, what will be here, and the way there."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from editor.ui.kit.box import row
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import icon_label, label
from editor.ui.theme.look import look

ROOM_FOR_GLYPH, ROOM_FOR_MARGINS = 150, 110
GLYPH, GAP, NARROW_GAP, WIDE_MARGIN, NARROW_MARGIN = 40, 8, 2, 16, 4


class EmptyState(QWidget):
    """A 40 px glyph, a title that states the fact, a sentence that states the gain, and one button with its key."""

    def __init__(
        self,
        glyph: str,
        title: str,
        text: str,
        action: str = "",
        run: Callable[[], object] | None = None,
        keys: str = "",
        *,
        colour: str = "icon.disabled",
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(self)
        box.setSpacing(look.px(GAP))
        box.addStretch(1)
        self.glyph = icon_label(glyph, colour, 40)
        box.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignHCenter)
        self.title = self._line(title, "title")
        self.text = self._line(text, "secondary")
        for widget in (self.title, self.text):
            box.addWidget(widget)
        self.button = push_button(action)
        self._run = run
        self.button.clicked.connect(lambda _checked=False: self._run() if self._run is not None else None)
        parts: list[QWidget | int | tuple[QWidget, int] | None] = [self.button]
        parts += [label(key, "key") for key in keys.split("+") if key]
        self._foot = foot = row(*parts, gap=4)
        # Only once it has a parent: a widget without one would open as a window of its own.
        self.button.setVisible(bool(action))
        foot.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        box.addWidget(foot, 0, Qt.AlignmentFlag.AlignHCenter)
        foot.setVisible(bool(action))
        box.addStretch(1)
        look.follow(self, EmptyState._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, the words matter more than the glyph."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words = self.words_height()
        needed = words + look.px(GLYPH + GAP + 2 * WIDE_MARGIN)
        has_glyph = self.height() >= max(needed, look.px(ROOM_FOR_GLYPH))
        # What a very low panel cuts can still be read.
        self.setToolTip("" if words <= self.height() else f"{self.title.text()}\n{self.text.text()}".strip())
        # The fact and the way on are worth more than the sentence.
        is_cut = 0 < self.height() < words and not self.button.isHidden() and bool(self.text.text())
        is_said = bool(self.text.text()) and not is_cut
        if is_said == self.text.isHidden():
            self.text.setVisible(is_said)
        if has_glyph == self.glyph.isHidden():
            self.glyph.setVisible(has_glyph)
        is_roomy = self.height() >= max(words + look.px(2 * WIDE_MARGIN), look.px(ROOM_FOR_MARGINS))
        margin = look.px(WIDE_MARGIN if is_roomy else NARROW_MARGIN)
        self.layout().setContentsMargins(self._side(), margin, self._side(), margin)
        self.layout().setSpacing(look.px(NARROW_GAP if is_cut else GAP))

    def _side(self) -> int:
        """The margin at the sides: small where the button would be cut by a wide one [pixels]."""
        wide = look.px(WIDE_MARGIN)
        is_narrow = self.button.sizeHint().width() + 2 * wide > self.width()
        return look.px(NARROW_MARGIN) if is_narrow and not self.button.isHidden() else wide

    def words_height(self) -> int:
        """How high everything but the glyph is where all lines are whole [pixels]."""
        width = max(self.width() - 2 * self._side(), 1)
        parts = [line.heightForWidth(width) for line in (self.title, self.text) if line.text()]
        box = self.layout()
        for number in range(box.count()):
            widget = box.itemAt(number).widget()
            if widget is not None and widget not in (self.glyph, self.title, self.text) and not widget.isHidden():
                parts.append(widget.sizeHint().height())
        # A gap stands before the stretch at the end and after the one at the start too.
        return sum(parts) + look.px(GAP) * (len(parts) + 1)

    def add_below(self, widget: QWidget) -> None:
        """Put further ways below the button."""
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(box.count() - 1, widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def offer(self, action: str, run: Callable[[], object]) -> None:
        """Offer another thing to do; "" for none."""
        self._run = run
        self.button.setText(action)
        for part in (self.button, self._foot):
            part.setVisible(bool(action))

    def say(self, title: str, text: str) -> None:
        """Tell another fact."""
        self.title.setText(title)
        self.text.setText(text)
        self._fit()

    @staticmethod
    def _line(text: str, role: str) -> QLabel:
        line = label(text, role, wrap=True)
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return line
