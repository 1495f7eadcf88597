"""The chip over the viewport: small while a copy plays, large with the reason and the ways on once it has ended."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.play.chip import PlayChip


def play(
    state: str, outcome: str = "running", why: str = "", autopilot: str | None = None, speed: float = 1.0
) -> SimpleNamespace:
    has_ended = outcome != "running"
    return SimpleNamespace(
        state=state,
        outcome=outcome,
        why_ended=why,
        has_ended=has_ended,
        autopilot=autopilot,
        speed=speed,
        is_replaying=False,
        tunes=SimpleNamespace(count=0),
    )


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def viewport(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(900, 500)
    widget.show()
    return widget


@pytest.fixture
def chip(viewport: QWidget, ran: list[str]) -> PlayChip:
    return PlayChip(viewport, ran.append)


def test_an_ended_run_says_why_and_offers_the_ways_on(chip: PlayChip, ran: list[str]) -> None:
    chip.show_state(play("playing"))
    chip.place(900, 500)
    small = chip.geometry()

    chip.show_state(play("paused", "defeat", "Talren stayed down for 8 s."))
    chip.place(900, 500)

    assert chip.accessibleName() == "Defeat. Talren stayed down for 8 s"
    assert chip.height() > 2 * small.height()
    assert chip.y() > small.y()
    for button in chip.findChildren(QPushButton):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ran == ["play.retry", "play.stop"]


def test_the_chip_is_small_again_in_the_next_run(chip: PlayChip) -> None:
    chip.show_state(play("playing"))
    chip.place(900, 500)
    small = chip.geometry()
    chip.show_state(play("paused", "victory", "Every enemy is down or has fled."))
    chip.place(900, 500)

    chip.show_state(play("playing"))
    chip.place(900, 500)

    assert chip.geometry() == small


def test_a_chip_in_a_tiny_viewport_stays_inside(chip: PlayChip) -> None:
    chip.show_state(play("paused", "timeout", "The 20 s of this encounter are over."))

    chip.place(900, chip.height() + 20)

    assert chip.geometry().bottom() < chip.height() + 20


def test_the_chip_says_when_the_autopilot_plays(chip: PlayChip) -> None:
    chip.show_state(play("playing", autopilot="expert"))

    assert chip.accessibleName() == "Playing a copy, expert autopilot"


def test_the_chip_says_how_fast_the_clock_goes_where_that_is_not_real_time(chip: PlayChip) -> None:
    chip.show_state(play("playing", autopilot="average", speed=4.0))
    assert chip.accessibleName() == "Playing a copy, average autopilot, at 4×"

    chip.show_state(play("paused", speed=0.5))
    assert chip.accessibleName() == "Paused, a copy of the scene, at 0.5×"
