"""A designer lets the offline planner lead the party in Echo Grove: switched on, seen in the picture, and stopped."""

import threading

from engine.play.commands import GiveOrders
from tests.stories.driver import Designer

MOMENT_MS = 120_000


def test_a_side_is_led_seen_over_the_picture_and_let_go(designer: Designer, veilweaver):
    # Given Echo Grove, where nobody is asked for anything
    designer.open(veilweaver)
    editor = designer.editor
    assert not editor.proposals.loop.is_running
    # When the director of the party and the companions' lines are switched on in the Play menu, and play begins
    designer.choose("Play", "Director", "The party")
    designer.choose("Play", "Companions speak")
    assert (editor.settings.play.director, editor.settings.play.banter) == ("party", True)
    designer.press("F4")
    designer.play()

    # Then an order is carried out, as a command of the run
    def lines():
        return [line.text for line in editor.log.lines if line.source == "director"]

    def is_carried_out():
        return any(text.startswith("Carried out: ") for text in lines())

    designer.qtbot.waitUntil(is_carried_out, timeout=MOMENT_MS)
    designer.picture("director_1_carried_out")
    assert lines()[0] == "Offline planner (templates) leads the party and writes what companions say"
    overpaint = designer.viewport._overpaint
    assert overpaint.hud_titles()["direction"] == "Director"
    designer.viewport.refresh()
    history = editor.play.history
    designer.wait(lambda: any(isinstance(said, GiveOrders) for _tick, said in history.commands()))
    # And when it is stopped, nothing is asked any more and no question is left
    scheduler = editor.direction.direction.desk._scheduler
    designer.stop()
    assert editor.direction.direction is None
    designer.wait(lambda: not editor.direction.is_busy)
    assert (scheduler.running, scheduler.waiting) == (0, 0)
    assert [thread.name for thread in threading.enumerate()].count("language models") == 1
    designer.choose("Play", "Director", "Nobody")
    assert editor.settings.play.director == "off"
