"""The console tells of a running game in the words of the timeline, with the names of whom they are about."""

import pytest

from editor.core.log import LogModel
from editor.core.play.log import SOURCES, PlayLog
from engine.play.past.telling import TOLD
from engine.play.running.session import Session
from engine.play.running.state import Event
from engine.world.events import BUILT, DAMAGE, DEATH, FLED_FIGHT, REVIVED
from tests.projects.shipped import echo_grove, row_of


@pytest.mark.parametrize(
    ("kind", "source", "target", "told"),
    [
        (BUILT, "talren", "placed_barricade/1", ("build", "Talren built {target}", "{target}")),
        (REVIVED, "aria", "kael", ("combat", "Aria revived Kael", "kael")),
        (DEATH, "", "kael", ("combat", "Kael died", "kael")),
        (FLED_FIGHT, "lyra", "", ("combat", "Lyra fled", "lyra")),
        (DAMAGE, "lyra", "kael", None),
    ],
)
def test_an_event_is_told_of_whom_it_is_about(kind, source, target, told):
    scene, log = echo_grove(), LogModel()
    session, story = Session(scene, 1), PlayLog(log)
    story.attach(session)
    rows = [row_of(scene, name) if name else -1 for name in (source, target)]
    session.events.append(Event(session.tick, kind, *rows, 1.0))

    story.follow()

    found = [(line.source, line.text, line.entity) for line in log.lines]
    if told is None:
        assert found == []
    else:
        entity, name = scene.entity_of_row[rows[1]] if rows[1] >= 0 else ("", "")
        where, text, who = told
        assert found == [(where, text.format(target=name), who.format(target=entity))]


def test_everything_that_the_console_tells_has_its_words():
    assert set(SOURCES) <= set(TOLD)
