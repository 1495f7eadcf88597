"""The pause menu and the end of a run, over the picture, by mouse and keyboard."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from editor.ui.shell.window import MainWindow
from editor.ui.theme.apply import apply
from editor.ui.theme.look import look
from engine.world.ids import DEFEAT, VICTORY

STEP = 1.0 / 60.0


@pytest.fixture
def playing(window: MainWindow, qtbot: Any) -> MainWindow:
    window.editor.play.prepare = lambda _start: False
    window.editor.play.start(1)
    window.loop.stop()
    window.refresh()
    assert window.editor.play.state == "playing"
    return window


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def end(window: MainWindow, outcome: int) -> None:
    session = window.editor.play.session
    assert session is not None
    session.world.view["outcome"][0] = outcome
    window.editor.play.advance(STEP)
    window.refresh()


def test_esc_holds_the_game_and_esc_plays_on(playing: MainWindow, qtbot: Any):
    viewport, menu = playing.centre.viewport, playing.centre.pause_menu
    assert viewport is not None
    assert viewport.is_captured  # type: ignore[attr-defined]

    QTest.keyClick(viewport, Qt.Key.Key_Escape)
    assert menu.isVisible()
    assert playing.editor.play.state == "paused"
    assert not viewport.is_captured  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: QApplication.focusWidget() is menu.resume)

    QTest.keyClick(menu.resume, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is menu.retry
    QTest.keyClick(menu.retry, Qt.Key.Key_Up)
    QTest.keyClick(menu.resume, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    assert playing.editor.play.state == "playing"
    assert viewport.is_captured  # type: ignore[attr-defined]


def test_the_menu_retries_stops_and_sets_the_sound(playing: MainWindow):
    menu = playing.centre.pause_menu
    for _ in range(5):
        playing.editor.play.advance(STEP)
    playing.editor.is_heard = True
    menu.open()
    menu.volume.setValue(35)
    menu.muted.setChecked(True)
    assert (playing.editor.settings.sound.volume, playing.editor.settings.sound.muted) == (35, True)
    assert playing.editor.sound_device in texts(menu)

    menu.retry.click()
    assert not menu.isVisible()
    playing.editor.play.advance(STEP)
    session = playing.editor.play.session
    assert session is not None
    assert playing.editor.play.state == "playing"
    assert int(session.world.view["attempt"][0]) == 1, "the encounter begins anew"
    menu.open()
    next(button for button in menu.choices if button.text() == "Stop and edit").click()
    assert playing.editor.play.state == "stopped"


def test_a_lost_run_says_why_and_can_be_looked_at(playing: MainWindow):
    screen = playing.centre.end_screen
    end(playing, DEFEAT)
    assert screen.isVisible()
    assert "Defeat" in texts(screen)
    assert playing.editor.play.why_ended in texts(screen)

    next(button for button in screen.choices if button.text() == "Look at the moment").click()
    playing.refresh()
    assert not screen.isVisible()
    assert playing.centre.viewport.is_ejected  # type: ignore[union-attr]
    playing.editor.play.stop()
    playing.editor.play.start(1)
    playing.refresh()
    end(playing, VICTORY)
    assert screen.isVisible(), "the next run's end is shown again"
    screen.choices[0].click()
    playing.refresh()
    assert not screen.isVisible()
    assert playing.editor.play.state == "playing"


def test_a_screen_stays_inside_the_picture_and_every_choice_can_be_reached(playing: MainWindow):
    screens = (playing.centre.pause_menu, playing.centre.end_screen)
    for screen in screens:
        end(playing, DEFEAT) if screen is playing.centre.end_screen else screen.open()
        for size in ((960, 600), (1280, 720), (2560, 1440)):
            for scale in (1.0, 1.5):
                look.set("dark", scale, False)
                playing.resize(*size)
                QApplication.processEvents()
                assert screen.rect().contains(screen.card.geometry())
                for button in screen.choices:
                    screen.scroll.ensureWidgetVisible(button)
                    place = button.mapTo(screen.card, button.rect().center())
                    assert screen.card.rect().contains(place)
        screen.close_screen()


def test_a_lost_run_says_every_word_whole_and_offers_the_first_choice(playing: MainWindow):
    screen = playing.centre.end_screen
    end(playing, DEFEAT)
    for size in ((1600, 900), (960, 600)):
        playing.resize(*size)
        QApplication.processEvents()
        for button in screen.choices:
            assert button.width() >= button.sizeHint().width(), (size, button.text())
        for line in screen.findChildren(QLabel):
            assert line.height() >= line.heightForWidth(line.width()), (size, line.text())
    assert [button.text() for button in screen.choices] == [
        "Retry this encounter", "Go back 5 s", "Look at the moment", "Stop and edit",
    ]  # fmt: skip
    assert screen.choices[0].hasFocus()


def test_going_to_the_last_moment_of_a_run_shows_no_screen_over_it(playing: MainWindow):
    screen, play = playing.centre.end_screen, playing.editor.play
    for _ in range(5):
        play.advance(STEP)
    end(playing, DEFEAT)
    assert screen.isVisible()
    play.seek(0)
    playing.refresh()
    assert not screen.isVisible()
    assert play.session is not None
    play.session.world.view["outcome"][0] = DEFEAT
    play.arrived()
    playing.refresh()
    assert play.has_ended
    assert not screen.isVisible(), "who moves through the run keeps picture and keyboard"


def test_the_pause_menu_needs_no_scrolling_in_the_play_workspace(playing: MainWindow):
    menu = playing.centre.pause_menu
    for size in ((1180, 520), (1180, 430), (940, 336)):
        playing.centre.resize(*size)
        menu.open()
        assert menu.is_whole, size
        assert menu.scroll.verticalScrollBar().maximum() == 0, size


@pytest.mark.parametrize("who", ["player", "autopilot"])
def test_the_menu_gives_the_keyboard_back_to_the_picture(playing: MainWindow, qtbot: Any, who: str):
    viewport, menu = playing.centre.viewport, playing.centre.pause_menu
    assert viewport is not None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is viewport)
    QTest.keyClick(viewport, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is menu.resume)
    playing.editor.play.autopilot = "expert" if who == "autopilot" else None
    QTest.keyClick(menu.retry, Qt.Key.Key_Space)
    assert playing.editor.play.state == "playing"
    assert QApplication.focusWidget() is viewport


@pytest.mark.parametrize("who", [None, "expert"])
def test_play_takes_the_keyboard_from_a_field_whoever_plays(window: MainWindow, qtbot: Any, who: str | None):
    window.editor.selection.set(["kael"])
    window.docks.focus("inspector")
    field = window.hosts["inspector"].view.findChildren(QLineEdit)[-1]  # type: ignore[union-attr]
    qtbot.waitUntil(field.isVisible)
    field.setFocus()
    window.editor.play.prepare = lambda _start: False
    window.editor.play.autopilot = who
    window.loop.stop()
    window.editor.play.start(1)
    window.refresh()
    QApplication.processEvents()
    assert window.editor.play.state == "playing"
    assert QApplication.focusWidget() is window.centre.viewport


def test_where_nothing_is_heard_the_menu_offers_no_volume(playing: MainWindow):
    menu, editor = playing.centre.pause_menu, playing.editor
    for is_heard in (True, False):
        editor.is_heard = is_heard
        menu.open()
        assert (menu.volume.isEnabled(), menu.muted.isEnabled()) == (is_heard, is_heard)
    assert "Settings, Sound says why" in texts(menu)


def test_how_it_ended_stays_in_sight_above_a_long_recap(playing: MainWindow):
    screen = playing.centre.end_screen
    end(playing, DEFEAT)
    playing.centre.resize(900, 260)
    title = next(label for label in screen.findChildren(QLabel) if label.text() == "Defeat")
    assert not screen.scroll.isAncestorOf(title)
    assert screen.card.isAncestorOf(title)


def test_a_lost_run_is_tried_otherwise_from_before_its_end(playing: MainWindow):
    screen, play = playing.centre.end_screen, playing.editor.play
    for _ in range(5):
        play.advance(STEP)
    end(playing, DEFEAT)
    next(button for button in screen.choices if button.text() == "Go back 5 s").click()
    playing.refresh()
    assert not screen.isVisible()
    assert (play.tick, play.state, play.has_ended) == (0, "paused", False)
    assert [row.end for row in play.branches.rows()] == [0, 5]


@pytest.mark.parametrize("way", ["autopilot", "free camera", "branch"])
def test_esc_opens_the_menu_whoever_plays_and_wherever_the_camera_is(playing: MainWindow, way: str):
    viewport, menu, play = playing.centre.viewport, playing.centre.pause_menu, playing.editor.play
    assert viewport is not None
    play.autopilot = "expert"
    viewport.capture(False)  # type: ignore[attr-defined]
    if way == "free camera":
        playing.editor.actions.run("view.eject")
    elif way == "branch":
        for _ in range(4):
            play.advance(STEP)
        play.seek(2)
        playing.editor.actions.run("play.branch")
        play.resume()
    assert play.state == "playing"
    viewport.setFocus()
    QTest.keyClick(viewport, Qt.Key.Key_Escape)
    assert menu.isVisible()
    assert play.state == "paused"


def test_the_end_is_said_once(playing: MainWindow):
    end(playing, DEFEAT)
    assert playing.centre.end_screen.isVisible()
    assert playing.toasts.shown == []


def test_help_holds_the_game_while_it_is_read(playing: MainWindow):
    seen: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        seen.append(playing.editor.play.state)
        dialog.close()

    for action in ("help.shortcuts", "help.play_keys"):
        QTimer.singleShot(0, close)
        playing.ui.run(action)
        assert playing.editor.play.state == "playing"
    playing.editor.play.pause()
    QTimer.singleShot(0, close)
    playing.ui.run("help.shortcuts")
    assert playing.editor.play.state == "paused"
    assert seen == ["paused"] * 3


def test_a_long_run_can_be_saved_after_stop(playing: MainWindow, qtbot: Any):
    def can_save() -> bool:
        return playing.editor.actions.enabled("play.save_last_run")[0]

    assert not can_save()
    history = playing.editor.play.history
    assert history is not None
    history.end = 1801
    playing.editor.play.stop()
    qtbot.waitUntil(lambda: bool(playing.toasts.shown))
    assert playing.toasts.shown[-1].accessibleName().startswith("Stopped. 30 s were played")
    assert can_save()
    playing.editor.play.start(1)
    assert not can_save()


@pytest.mark.parametrize("size", [(1280, 720), (1600, 900)])
def test_every_way_on_from_a_defeat_is_seen_and_no_hole_gapes_between_words_and_ways(
    playing: MainWindow, size: tuple[int, int]
):
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    playing.resize(*size)
    look.set(scale=1.5)
    apply(application, look)
    try:
        end(playing, DEFEAT)
        QApplication.processEvents()
        screen = playing.centre.end_screen
        card = screen.card.rect()
        for button in screen.choices:
            place = QRect(button.mapTo(screen.card, QPoint(0, 0)), button.size())
            assert card.contains(place), f"{button.text()} is cut: {place} in {card}"
        highest = min(button.mapTo(screen.card, QPoint(0, 0)).y() for button in screen.choices)
        lowest = max(
            each.mapTo(screen.card, QPoint(0, each.height())).y()
            for each in screen.card.findChildren(QLabel)
            if each.isVisible() and each.text()
        )
        assert highest - lowest < look.px(60)
    finally:
        look.set(scale=1.0)
        apply(application, look)
