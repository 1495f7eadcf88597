"""The start screen: recent projects with pictures, the samples, and the ways to a project of one's own."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from editor.core.editor import Editor
from editor.core.recovery.lost_work import Lost
from editor.core.tutorial.progress import ProgressFile
from editor.tr import tr
from editor.ui.kit.box import column, row
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import ElidedLabel, icon_label, label
from editor.ui.start.lost_work import LostWork
from editor.ui.start.samples import Sample, samples
from editor.ui.texts.place import short_place
from editor.ui.texts.when import when_text
from editor.ui.theme.look import look

CARD, PICTURE = 232, 130


class Picture(QWidget):
    """A project's last picture, or its glyph on the well's colour when there is none yet."""

    def __init__(self, path: Path | None, glyph: str) -> None:
        super().__init__()
        self._pixmap = QPixmap(str(path)) if path is not None and path.exists() else QPixmap()
        self._glyph = glyph
        look.follow(self, lambda w: w.setFixedSize(look.px(CARD), look.px(PICTURE)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the frame, cutting what does not fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), look.px(5), look.px(5))
        painter.setClipPath(frame)
        painter.fillRect(self.rect(), look.qcolor("surface.input"))
        if self._pixmap.isNull():
            side = look.px(40)
            glyph = look.pixmap(self._glyph, "icon.disabled", 40)
            painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, glyph)
            return
        size = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        painter.drawPixmap(QRectF(left, top, size.width(), size.height()), self._pixmap, QRectF(self._pixmap.rect()))


class Card(QFrame):
    """A project that opens with a click, Enter or Space."""

    def __init__(self, title: str, text: str, picture: Path | None, glyph: str, run: Callable[[], None]) -> None:
        super().__init__()
        self._run = run
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        box = QVBoxLayout(self)
        box.setSpacing(0)
        name, where = ElidedLabel(title, "strong"), ElidedLabel(text, "caption")
        box.addWidget(Picture(picture, glyph))
        box.addWidget(column(name, where, margins=(4, 8, 4, 4), gap=2))
        look.follow(self, Card._fit)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open on a click."""
        if self.rect().contains(event.position().toPoint()):
            self._run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter and Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._run()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self.layout().setContentsMargins(*[look.px(4)] * 4)
        self.setFixedWidth(look.px(CARD + 10))


class Cards(QWidget):
    """Cards in as many columns as fit."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._cards: list[QWidget] = []

    def show_cards(self, cards: list[Card]) -> None:
        """Take other cards."""
        for card in self._cards:
            self._grid.removeWidget(card)
            card.deleteLater()
        self._cards = list(cards)
        self._flow()

    def event(self, event: QEvent) -> bool:
        """Flow anew when the width changes."""
        if event.type() == QEvent.Type.Resize:
            self._flow()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """One card must fit."""
        return QSize(look.px(CARD + 10), super().minimumSizeHint().height())

    def _flow(self) -> None:
        gap = look.px(12)
        self._grid.setSpacing(gap)
        columns = max(1, (self.width() + gap) // (look.px(CARD + 10) + gap))
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)


class StartScreen(QWidget):
    """Stands in the middle of the window while no project is open.

    `run` gets action ids, `open_folder` a folder, `open_sample` a sample, `show_lost` the work of a session
    that ended without saving.
    """

    def __init__(
        self,
        editor: Editor,
        run: Callable[[str], None],
        open_folder: Callable[[Path], object],
        open_sample: Callable[[Sample], object],
        show_lost: Callable[[Lost], object],
    ) -> None:
        super().__init__()
        self._editor, self._open, self._open_sample = editor, open_folder, open_sample
        self.lost = LostWork(show_lost)
        self.setObjectName("background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Start"))
        self._recent, self._samples = Cards(), Cards()
        self._recent_title = label(tr("Recent projects"), "title")
        self._nothing = label(tr("Projects that you open appear here with their last picture."), "secondary", wrap=True)
        body = column(
            self.lost,
            self._recent_title,
            self._nothing,
            self._recent,
            label(tr("Samples"), "title"),
            self._samples,
            None,
            gap=12,
        )
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._box = QHBoxLayout(self)
        self._box.addWidget(self._side(run))
        self._box.addWidget(scroll, 1)
        look.follow(self, StartScreen._fit)
        self.refresh()

    def refresh(self) -> None:
        """Take the recent projects and the samples as they are now, and whether the first encounter was begun."""
        is_begun = ProgressFile().read().is_going_on
        self._tutorial.setText(tr("Go on: first encounter") if is_begun else tr("First encounter, ten minutes"))
        recents = self._editor.recents
        items = [item for item in recents.items if item.exists]
        self._nothing.setVisible(not items)
        self._recent.setVisible(bool(items))
        cards = [
            Card(
                item.title,
                f"{when_text(item.time)}, {short_place(item.folder)}",
                recents.thumbnail(item.folder),
                "cube",
                self._opener(item.folder),
            )
            for item in items[:8]
        ]
        self._recent.show_cards(cards)
        self._samples.show_cards([self._sample_card(sample) for sample in samples()])

    def show_lost(self, pending: list[Lost]) -> None:
        """Offer the work that was found; none hides the section."""
        self.lost.show_lost(pending)

    def _sample_card(self, sample: Sample) -> Card:
        picture = self._editor.recents.thumbnail(sample.folder)
        return Card(
            sample.title,
            tr(sample.text),
            picture if picture.exists() else sample.picture,
            sample.glyph,
            lambda: self._open_sample(sample),
        )

    def _opener(self, folder: Path | str) -> Callable[[], None]:
        return lambda: self._open(Path(folder))

    def _side(self, run: Callable[[str], None]) -> QWidget:
        buttons: list[QWidget] = []
        for action, text, kind, glyph in (
            ("file.new", tr("New project…"), "primary", "plus"),
            ("file.open", tr("Open project…"), "", "folder-open"),
            ("help.tutorial", tr("First encounter, ten minutes"), "", "graduation-cap"),
            ("help.shortcuts", tr("Keyboard shortcuts"), "", "keyboard"),
            ("app.settings", tr("Settings"), "", "gear"),
        ):
            button = push_button(text, kind, glyph=glyph)
            button.clicked.connect(lambda _checked=False, action=action: run(action))
            buttons.append(button)
            if action == "help.tutorial":
                self._tutorial = button
        text = label(tr("Author encounters, play them, and see what they cost."), "secondary", wrap=True)
        head = row(icon_label("diamond", "accent.base", 24), label("AstraWeave", "display"), None, gap=8)
        side = column(head, text, 12, *buttons, None, gap=8)
        return look.follow(side, lambda w: w.setFixedWidth(look.px(220)))

    def _fit(self) -> None:
        self._box.setContentsMargins(look.px(40), look.px(40), look.px(40), look.px(24))
        self._box.setSpacing(look.px(40))
