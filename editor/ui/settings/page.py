"""The settings page: every setting with its explanation, found by typing, in force at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from editor.core.settings.models import Section, SettingsModel
from editor.core.settings.settings import Settings
from editor.tr import tr
from editor.ui.dialogs.question import Answer, Question
from editor.ui.dialogs.screen_fit import resize_within
from editor.ui.kit.box import column, row
from editor.ui.kit.buttons import ToolButton, explain, push_button
from editor.ui.kit.labels import ElidedLabel, icon_label, label
from editor.ui.kit.line_edit import LineEdit
from editor.ui.settings.fields import connect_reset, setting_field
from editor.ui.settings.line import SettingLine
from editor.ui.theme.look import look

NO_GAMEPAD = "The game is played by keyboard and mouse; a gamepad is not read."
KEPT = ("files.trusted_folders",)


@dataclass(frozen=True)
class Door:
    """A button below a section: what it says and is for, what it opens over the page, and which settings that sets."""

    title: str
    about: str
    open: Callable[[QWidget], object]
    sets: tuple[str, ...] = ()


class SettingsPage(QDialog):
    """A window with all sections below a search field."""

    def __init__(
        self,
        parent: QWidget | None,
        settings: Settings,
        notes: Mapping[str, str] | None = None,
        doors: Mapping[str, Door] | None = None,
    ) -> None:
        """`notes` are sentences below the titles of sections, by their names: what cannot be set, only known.

        `doors` are buttons below the settings of sections, which open a dialog.
        """
        super().__init__(parent)
        self._notes, self._doors = dict(notes or {}), dict(doors or {})
        self._settings = settings
        self.setWindowTitle(tr("Settings"))
        self.field = LineEdit()
        self.field.setPlaceholderText(tr("Search settings"))
        self.field.setAccessibleName(tr("Search settings"))
        self.field.textChanged.connect(self.search)
        self._nothing = label(tr("No setting has these words."), "secondary")
        self._nothing.hide()
        self._rows: list[tuple[str, QWidget, QWidget]] = []
        self._resets: dict[str, tuple[ToolButton, Callable[[], None]]] = {}
        self._tips: dict[str, str] = {}
        sections = [
            self._section(name, info.title or name, info.annotation)
            for name, info in SettingsModel.model_fields.items()
            if isinstance(info.annotation, type) and issubclass(info.annotation, Section)
        ]
        self._body = column(*sections, self._nothing, None, gap=16, margins=(0, 0, 12, 0))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self._body)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.addWidget(self.field)
        box.addWidget(scroll, 1)
        self._problem = row(icon_label("warning-fill", "severity.warning"), label(settings.problem, wrap=True))
        self._problem.setVisible(bool(settings.problem))
        box.addWidget(self._problem)
        self.all_button = push_button(tr("Reset all…"))
        self.all_button.clicked.connect(lambda _checked=False: self.reset_all())
        place = ElidedLabel(str(settings.path), "mono", keeps_end=True)
        self.close_button = push_button(tr("Close"))
        self.close_button.clicked.connect(self.accept)
        box.addWidget(row(self.all_button, 8, (place, 1), 8, self.close_button))
        self._refresh()
        look.follow(self, SettingsPage._fit)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the search field."""
        super().showEvent(event)
        self.field.setFocus()
        self._settings.changed.connect(self._refresh)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is followed while nobody looks."""
        super().hideEvent(event)
        self._settings.changed.disconnect(self._refresh, missing_ok=True)

    def reset_all(self) -> None:
        """Give every setting its default, after asking; which folders are trusted is no matter of taste and stays."""
        question = Question(
            self,
            tr("Reset all settings?"),
            tr("Every setting gets its default again. Trusted folders, keys and workspaces stay."),
            [Answer("cancel", tr("Cancel")), Answer("reset", tr("Reset all"), "primary")],
            glyph="arrow-u-up-left",
            colour="icon.primary",
        )
        if question.ask() == "reset":
            for name, (_button, build) in self._resets.items():
                if name not in KEPT:
                    self._settings.reset(name)
                    build()

    def _refresh(self, _name: str = "") -> None:
        """Show which settings are not as they come."""
        changed = [name for name in self._resets if self._settings.get(name) != self._settings.default(name)]
        for name, (button, _build) in self._resets.items():
            explain(button, self._tips[name], "" if name in changed else tr("It is the default."))
        is_any = any(name not in KEPT for name in changed)
        explain(self.all_button, tr("Every setting as it comes"), "" if is_any else tr("All are as they come."))

    def search(self, typed: str) -> None:
        """Show the settings that have all typed words in title, explanation, section or key."""
        wanted = typed.lower().split()
        shown: set[QWidget] = set()
        for text, line, section in self._rows:
            fits = all(word in text for word in wanted)
            line.setVisible(fits)
            if fits:
                shown.add(section)
        for section in {section for _text, _line, section in self._rows}:
            section.setVisible(section in shown)
        self._nothing.setVisible(not shown)

    def shown_titles(self) -> list[str]:
        """The titles of the settings that the search leaves, for tests and screen readers."""
        return [line.accessibleName() for _text, line, _section in self._rows if not line.isHidden()]

    def _section(self, name: str, title: str, model: type[Section]) -> QWidget:
        section = column(label(tr(title), "title"), gap=4)
        if self._notes.get(name):
            section.append(label(tr(self._notes[name]), "secondary", wrap=True))
        for field, info in model.model_fields.items():
            line = self._row(f"{name}.{field}", info)
            section.append(line)
            # The name in the file counts too: who types "autosave" means the copies of unsaved work.
            key = field.replace("_", " ")
            text = f"{tr(title)} {tr(info.title or field)} {tr(info.description or '')} {key}".lower()
            self._rows.append((text, line, section))
        door = self._doors.get(name)
        if door is not None:
            button = push_button(door.title)
            button.clicked.connect(lambda _checked=False: self._open(door))
            line = SettingLine(column(label(door.about, "caption", wrap=True)), QWidget(), column(button))
            line.setAccessibleName(door.title)
            section.append(line)
            self._rows.append((f"{tr(title)} {door.title} {door.about}".lower(), line, section))
        return section

    def _open(self, door: Door) -> None:
        """Open what is behind a button, and show what it has set."""
        door.open(self)
        for name in door.sets:
            self._resets[name][1]()

    def _row(self, name: str, info: object) -> QWidget:
        title, description = tr(info.title or name), tr(info.description or "")  # type: ignore[attr-defined]
        words = column(label(title), label(description, "caption", wrap=True), None, gap=0)
        holder = column()
        reset = ToolButton("arrow-u-up-left", tr("Back to the default: {title}", title=title), size=20, glyph_size=14)

        def build() -> None:
            for old in holder.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                old.hide()
                old.deleteLater()
            holder.append(setting_field(self._settings, name, info))  # type: ignore[arg-type]

        build()
        reset.clicked.connect(connect_reset(self._settings, name, build))
        self._resets[name] = (reset, build)
        self._tips[name] = tr("Back to the default: {title}", title=title)
        line = SettingLine(words, reset, holder)
        line.setAccessibleName(title)
        return line

    def _fit(self) -> None:
        self.layout().setContentsMargins(*[look.px(16)] * 4)
        self.layout().setSpacing(look.px(12))
        resize_within(self, look.px(720), look.px(560))
