"""One section of the inspector: a header that opens and closes it, its menu, and its rows, made when first shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from editor.tr import tr
from editor.ui.fields.state import FieldState
from editor.ui.kit.buttons import ToolButton
from editor.ui.kit.focus_ring import paint_focus_ring
from editor.ui.kit.labels import label
from editor.ui.rooms.inspector.form import Row, Section
from editor.ui.rooms.inspector.row import RowHands, RowWidget
from editor.ui.rooms.inspector.shaped_line import ShapedLine
from editor.ui.rooms.known_glyph import known_glyph
from editor.ui.theme.look import look


class SectionHeader(QAbstractButton):
    """Caret, glyph and title on the header's surface; a click, Space, Left or Right opens and closes the section."""

    def __init__(self, title: str, glyph: str, tip: str, *, is_removed: bool = False) -> None:
        super().__init__()
        self._glyph = glyph
        self._is_removed = is_removed
        title = tr(title)
        self.setText(title)
        self.setToolTip(tr(tip))
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setChecked(True)
        self.setFixedHeight(look.size("size.header"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(look.px(120), look.size("size.header"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left closes, Right opens."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.setChecked(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The header."""
        painter = QPainter(self)
        surface = "surface.hover" if self.underMouse() else "surface.header"
        painter.fillRect(self.rect(), look.qcolor(surface))
        middle = self.height() // 2
        caret = look.pixmap("caret-down" if self.isChecked() else "caret-right", "icon.secondary", 12)
        painter.drawPixmap(QPoint(look.px(8), middle - look.px(6)), caret)
        icon, text = ("icon.disabled", "text.disabled") if self._is_removed else ("icon.primary", "text.primary")
        painter.drawPixmap(QPoint(look.px(26), middle - look.px(8)), look.pixmap(self._glyph, icon, 16))
        font = look.font(strong=not self._is_removed)
        font.setStrikeOut(self._is_removed)
        painter.setFont(font)
        painter.setPen(look.qcolor(text))
        place = QRect(look.px(48), 0, self.width() - look.px(76), self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            paint_focus_ring(painter, self.rect())
        painter.end()


class SectionWidget(QWidget):
    """Header and rows of one section."""

    def __init__(
        self,
        section: Section,
        hands: Callable[[Row], RowHands],
        label_width: int,
        state: Callable[[Row], FieldState],
        open_menu: Callable[[Section, QWidget], None] | None,
        restore: Callable[[], None],
        closed_text: Callable[[], str] = lambda: "",
        foot: ShapedLine | None = None,
    ) -> None:
        """`foot` stands below the rows."""
        super().__init__()
        self.section = section
        self.foot = foot
        self._closed_text = closed_text
        self.text = label("", "mono")
        self.text.hide()
        self._hands, self._label_width, self._state = hands, label_width, state
        self.rows: dict[str, RowWidget] = {}
        self._wanted: set[str] | None = None
        self._is_looked_for = False
        facts = section.facts
        is_removed = bool(facts.removed_from)
        self.header = SectionHeader(facts.title, known_glyph(facts.icon), facts.doc, is_removed=is_removed)
        self.header.toggled.connect(self._toggled)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        inside = QHBoxLayout(self.header)
        inside.setContentsMargins(0, 0, look.px(6), 0)
        inside.addStretch(1)
        if is_removed:
            self._offer_restore(restore, inside)
        if open_menu is not None:
            tip = tr("{title}: reset, remove", title=facts.title)
            self.menu = ToolButton("dots-three-vertical", tip, size=20, colour="icon.secondary")
            self.menu.clicked.connect(lambda: open_menu(section, self.menu))
            inside.addWidget(self.menu)
        self.body = QWidget()
        self._body_box = QVBoxLayout(self.body)
        self._body_box.setContentsMargins(0, look.px(4), 0, look.px(6))
        self._body_box.setSpacing(0)
        box.addWidget(self.body)

    def _offer_restore(self, restore: Callable[[], None], inside: QHBoxLayout) -> None:
        """What is removed is one line: its name struck through, and the way back."""
        facts = self.section.facts
        self.header.setAccessibleName(tr("{title}, removed", title=facts.title))
        self.header.setToolTip(tr("The prefab {name} has it; removed here.", name=facts.removed_from))
        tip = tr(
            "Bring {name} back, as the prefab {prefab} has it", name=facts.title.lower(), prefab=facts.removed_from
        )
        self.restore = ToolButton("arrow-u-up-left", tip, size=20, glyph_size=14, colour="accent.base")
        self.restore.clicked.connect(restore)
        inside.addWidget(label(tr("removed"), "caption"))
        inside.addWidget(self.restore)

    def show_values(self) -> None:
        """Make the rows if the section is open, and show their values."""
        if not self.header.isChecked():
            return
        if not self.rows and not self._body_box.count():
            self._make_rows()
        for row in self.section.rows:
            self.rows[row.key].show_state(self._state(row))
            self._show_or_hide(row)
        if self.foot is not None:
            self.foot.show_values()
        if not self.section.facts.is_known:
            self.text.setText(self._closed_text())
            self.text.setVisible(bool(self.text.text()))

    def narrow(self, words: str) -> bool:
        """Show only rows whose name holds the words, all where the section's does; tells whether there are any."""
        facts = self.section.facts
        is_named = words in facts.title.lower()
        self._wanted = {
            row.key for row in self.section.rows if is_named or words in f"{row.spec.title} {row.key}".lower()
        }
        self._is_looked_for = bool(words) and not is_named
        is_any = is_named or bool(self._wanted)
        self.setVisible(is_any)
        if words and is_any:
            self.header.setChecked(True)
        for row in self.section.rows if self.rows else ():
            self._show_or_hide(row)
        return is_any

    def _show_or_hide(self, row: Row) -> None:
        """A row whose value does not count is left out, unless somebody looks for it or a value was stated there."""
        widget = self.rows[row.key]
        is_wanted = self._wanted is None or row.key in self._wanted
        widget.setVisible(is_wanted and (self._is_looked_for or not widget.is_left_out))

    def let_go(self) -> None:
        """Forget what was typed here and refused."""
        for row in self.rows.values():
            row.let_go()

    def _make_rows(self) -> None:
        for row in self.section.rows:
            widget = RowWidget(row.spec, self._hands(row), self._label_width)
            self.rows[row.key] = widget
            self._body_box.addWidget(widget)
        if self.foot is not None:
            self._body_box.addWidget(self.foot)
        if not self.section.facts.is_known:
            self._say(
                tr(
                    "Only the project's code knows this component. It is read-only and saved byte for byte; trust the "
                    "project to edit it."
                )
            )
            self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.text.setAccessibleName(tr("{title} as text", title=self.section.facts.title))
            self.text.setContentsMargins(look.px(8), look.px(2), look.px(8), look.px(2))
            self.text.setMinimumWidth(1)
            self._body_box.addWidget(self.text)
        elif self.section.facts.removed_from:
            self._say(tr("The prefab {name} has it; removed here.", name=self.section.facts.removed_from))
        elif not self.section.rows:
            self._say(tr(self.section.facts.doc) or tr("It has no values: being there is all it says."))

    def _say(self, text: str) -> None:
        note = label(text, "caption", wrap=True)
        note.setContentsMargins(look.px(8), look.px(2), look.px(8), look.px(2))
        self._body_box.addWidget(note)

    def _toggled(self, is_open: bool) -> None:
        self.body.setVisible(is_open)
        self.show_values()
