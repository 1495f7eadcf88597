"""The HUD over the running game: other keys are read and shown, what is hidden stays so, danger reddens the edge."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.core.play.keys import PlayKeys
from editor.core.settings.settings import Settings
from editor.viewport.hud.controls import READ_TICKS, controls_block, folded
from editor.viewport.paint.danger import DangerPainter
from editor.viewport.paint.forms import subtitles
from editor.viewport.paint.hud_metrics import Metrics
from editor.viewport.widget import ViewportWidget
from engine.play.commands import Input
from engine.play.present import draw_list
from engine.play.systems.encounter.objective_states import MET, OPEN
from engine.present.draw_list import HudBlock, HudRow
from engine.resources import samples_folder
from engine.world.ids import DASH, DOWN

STEP = 1.0 / 60.0


@pytest.fixture
def playing(qtbot: QtBot, tmp_path: Path) -> Iterator[ViewportWidget]:
    editor = Editor(Settings(tmp_path / "settings.json"))
    install(editor)
    editor.play.prepare = lambda _start: False
    editor.open_project(samples_folder() / "veilweaver", trusted=True)
    widget = ViewportWidget(editor)
    qtbot.addWidget(widget)
    widget.resize(640, 360)
    widget.show()
    editor.play.start(7)
    yield widget
    widget.shut_down()
    editor.shut_down()


def test_other_keys_are_read_at_once_and_shown_everywhere(playing: ViewportWidget) -> None:
    editor = playing.editor
    editor.settings.set_play_keys(PlayKeys().with_key("dash", "x"))
    QTest.keyPress(playing, Qt.Key.Key_X)
    editor.play.advance(1.0 / 60.0)
    said = editor.play.input
    assert isinstance(said, Input)
    assert said.buttons == DASH
    QTest.keyRelease(playing, Qt.Key.Key_X)

    session = editor.play.session
    assert session is not None
    rows = {row.label: row.value for row in controls_block(session, "", playing.play_input.bound).rows}
    assert rows["Dash"] == "Space, X"
    assert playing._overpaint._keys_of(DASH) == "Space, X"
    editor.settings.set_play_keys(PlayKeys(editor.settings.play_keys).without("dash"))
    assert playing._overpaint._keys_of(DASH) == "no key"


def test_what_the_hud_hides_is_kept_for_the_next_time(playing: ViewportWidget, qtbot: QtBot) -> None:
    editor = playing.editor
    playing.state.toggle_hud("threads")
    playing.state.toggle_hud("streaming")
    assert Settings(editor.settings.path).play.hidden_hud == ["threads"]

    other = ViewportWidget(editor)
    qtbot.addWidget(other)
    assert not other.state.shows_hud("threads")
    assert other.state.shows_hud("streaming")
    editor.settings.set("play.hidden_hud", [])
    assert playing.state.shows_hud("threads"), "the settings page switches it too"
    other.shut_down()


def test_danger_grows_from_a_third_of_the_health_down(playing: ViewportWidget) -> None:
    session = playing.editor.play.session
    assert session is not None
    view = session.world.view
    row = int(np.flatnonzero(view["is_player"])[0])
    found = []
    for share in (1.0, 0.36, 0.2, 0.05):
        view["health"][row] = view["health_max"][row] * share
        found.append(draw_list(session).danger)
    assert found[:2] == [0.0, 0.0]
    assert 0.0 < found[2] < found[3] < 1.0
    view["life"][row] = DOWN
    assert draw_list(session).danger == 1.0


def test_danger_reddens_the_edge_and_leaves_the_middle_alone(qtbot: QtBot) -> None:
    seen = []
    for danger in (0.0, 0.4, 1.0):
        image = QImage(320, 180, QImage.Format.Format_RGBA8888)
        image.fill(Qt.GlobalColor.black)
        painter = QPainter(image)
        DangerPainter().paint(painter, danger, (320.0, 180.0))
        painter.end()
        seen.append(np.frombuffer(image.constBits(), np.uint8).reshape(180, 320, 4)[..., 0].astype(int))
    assert not seen[0].any()
    assert 0 < seen[1][2, 2] < seen[2][2, 2]
    assert seen[2][90, 160] == 0
    assert seen[2][60:120, 100:220].max() == 0


def test_subtitles_are_as_large_as_the_settings_say(qtbot: QtBot) -> None:
    said = HudBlock("speech", "", (HudRow("Aria", "Let it remember your hand."),), "bottom", form="subtitles")
    highs = []
    for percent in (75, 100, 150, 200):
        m = Metrics(1.0, 0, (1280.0, 720.0), PlayKeys().keys_of, 100, percent)
        highs.append(subtitles.measure(said, m)[1])
    assert highs == sorted(highs)
    assert highs[0] < highs[-1]


def test_a_wrong_glyph_of_a_project_is_a_question_mark_and_no_failure(qtbot: QtBot) -> None:
    from editor.viewport.paint.colours import Colours
    from editor.viewport.paint.forms import boss
    from editor.viewport.paint.hud_metrics import HudColours

    block = HudBlock("boss", "", (HudRow("Warden", "1 / 2", 0.5, glyph="no such glyph"),), "top", form="boss")
    m = Metrics(1.0, 0, (1280.0, 720.0), PlayKeys().keys_of)
    image = QImage(600, 100, QImage.Format.Format_RGBA8888)
    image.fill(0)
    painter = QPainter(image)
    boss.paint(painter, block, QRectF(0, 0, *boss.measure(block, m)), HudColours(Colours("dark")), m)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(100, 600, 4)
    assert pixels[..., 3].any()


def test_the_list_of_keys_folds_once_it_was_read_and_h_shows_it_again(playing: ViewportWidget) -> None:
    session, card = playing.editor.play.session, playing._overpaint.keys_card
    assert session is not None
    assert card.is_unfolded(session)
    playing.capture(True)
    assert playing._overpaint._card_key() == "H"
    QTest.keyPress(playing, Qt.Key.Key_H)
    assert not card.is_unfolded(session)
    QTest.keyPress(playing, Qt.Key.Key_H)
    assert card.is_unfolded(session)

    card.forget()
    session.world.view["objective_state"][0, 0] = MET
    assert not card.is_unfolded(session)
    session.world.view["objective_state"][0, 0] = OPEN
    session.advance(READ_TICKS)
    assert not card.is_unfolded(session)
    playing.editor.actions.run("view.controls_hud")
    assert card.is_unfolded(session)
    whole = controls_block(session)
    assert [(row.label, row.value) for row in folded(whole, "H").rows] == [("All keys", "H")]

    playing.editor.settings.set_play_keys(PlayKeys().with_key("dash", "h"))
    assert playing._overpaint._card_key() == "Shift+F1"
    QTest.keyPress(playing, Qt.Key.Key_H)
    assert card.is_unfolded(session)
