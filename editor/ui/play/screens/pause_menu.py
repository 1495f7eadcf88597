"""The pause menu: what a player can do when they have stopped to think."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSlider, QWidget

from editor.core.editor import Editor
from editor.tr import tr
from editor.ui.kit.box import row
from editor.ui.kit.labels import icon_label, label
from editor.ui.play.screens.screen import Screen
from editor.ui.theme.look import look

WIDTH, WIDE = 320, 460
NOT_HEARD = "No sound is heard on this machine; Settings, Sound says why."


class PauseMenu(Screen):
    """Opened by Esc while the game has the keyboard; Esc again plays on.

    `look_around` lets the picture be looked at while the game is held.
    """

    def __init__(self, parent: QWidget, editor: Editor, run: Callable[[str], None]) -> None:
        super().__init__(parent, tr("Paused"), WIDTH, editor.chimed.emit)
        self._editor, self._run = editor, run
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, 100)
        self.volume.setSingleStep(5)
        self.volume.setPageStep(10)
        self.volume.setAccessibleName(tr("Volume"))
        self.volume.setToolTip(tr("Volume of everything that is heard"))
        self.volume.sliderReleased.connect(self._set_volume)
        self.volume.valueChanged.connect(lambda _value: None if self.volume.isSliderDown() else self._set_volume())
        self.muted = QCheckBox(tr("Mute"))
        self.muted.toggled.connect(lambda on: editor.settings.set("sound.muted", on))
        self.device = label("", "caption", wrap=True)
        self.resume = self.choice(tr("Resume"), "play-fill", self.play_on, "primary")
        self.retry = self.choice(
            tr("Retry this encounter"), "arrow-counter-clockwise", lambda: self._leave("play.retry"),
            tip=tr("Begin the encounter again from its start"),
        )  # fmt: skip
        keys = self.choice(tr("Keys…"), "game-controller", lambda: run("help.play_keys"))
        guide = self.choice(tr("How to play…"), "book-open", lambda: run("help.playing"))
        around = self.choice(tr("Look around"), "aperture", self.look_around, tip=tr("Hold the game and fly freely"))
        stop = self.choice(
            tr("Stop and edit"), "stop-fill", lambda: self._leave("play.stop"),
            tip=tr("Stop, and give the document back as it was"),
        )  # fmt: skip
        sound = row(
            icon_label("speaker-high", "icon.secondary", 16, tip=tr("Sound")), (self.volume, 1), self.muted, gap=8
        )
        self.where = label("", "secondary", wrap=True)
        self._buttons = QWidget()
        self._grid = QGridLayout(self._buttons)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._order = (self.resume, self.retry, keys, guide, around, stop)
        self.fill(label(tr("Paused"), "title"), self.where, self._buttons, 4, sound, self.device)

    def open(self) -> None:
        """Hold the game and show what is set now."""
        editor = self._editor
        editor.play.pause()
        self.volume.setValue(editor.settings.sound.volume)
        self.muted.setChecked(editor.settings.sound.muted)
        # What to install is no word for a player; the settings say it.
        self.device.setText(tr(editor.sound_device if editor.is_heard else NOT_HEARD))
        for part in (self.volume, self.muted):
            part.setEnabled(editor.is_heard)
        self.where.setText(where(editor))
        super().open()

    def fit(self) -> None:
        """Choices stand side by side where there is no room for all of them below each other."""
        if hasattr(self, "_grid"):
            self._grid.setSpacing(look.px(6))
            self._stand(1)
            super().fit()
            if not self.is_whole:
                self._stand(2)
        super().fit()

    def _stand(self, columns: int) -> None:
        self._width = WIDTH if columns == 1 else WIDE
        for number, button in enumerate(self._order):
            self._grid.addWidget(button, number // columns, number % columns)
        self._grid.activate()

    def play_on(self) -> None:
        """Let the game go on."""
        self.close_screen()
        self._editor.play.resume()

    def look_around(self) -> None:
        """Leave the game held and fly freely over it."""
        self.close_screen()
        self._run("view.eject")
        keys = self._editor.actions.keys
        self._editor.status(
            tr(
                "The game is held; fly with the right mouse button. {back} returns to the player, {on} plays on.",
                back=keys("view.eject") or tr("Free camera while playing"), on=keys("play.pause") or tr("Pause"),
            )
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc plays on."""
        if event.key() == Qt.Key.Key_Escape:
            self.play_on()
            return
        super().keyPressEvent(event)

    def _leave(self, action: str) -> None:
        self.close_screen()
        self._run(action)

    def _set_volume(self) -> None:
        value = round(self.volume.value() / 5) * 5
        self._editor.settings.set("sound.volume", value)


def where(editor: Editor) -> str:
    """Which part of the game this is, and how long it has been played."""
    session = editor.play.session
    if session is None:
        return ""
    seconds = session.tick // 60
    clock = tr("{minutes}:{seconds} played", minutes=seconds // 60, seconds=f"{seconds % 60:02d}")
    title = (editor.encounter or editor.scene or "").replace("_", " ").capitalize()
    if session.chapters:
        chapter = session.chapters[session.chapter]
        title = tr(
            "{title}, {number} of {count}", title=chapter.title, number=chapter.index + 1, count=len(session.chapters)
        )
    return f"{title}, {clock}"
