"""A crowd by menu: the action starts play, people appear and walk about, and stopping leaves every byte as it was."""

import numpy as np

PEOPLE = 2_500


def people(designer):
    """(n, 2) where the people of the running copy stand."""
    session = designer.editor.play.session
    return session.world.view["position"][len(session.compiled.roster) :][:, [0, 2]].copy()


def shown(designer):
    """How many people the picture shows."""
    parts = designer.viewport.source.picture().instances
    return sum(len(part) for part in parts if part.mesh in {"villager", "pilgrim"})


def test_thousands_walk_about_and_leave_no_trace(designer, veilweaver):
    # Given the grove, and nothing that plays
    designer.open(veilweaver)
    before = designer.documents()
    assert not designer.editor.actions.enabled("play.unpopulate")[0]
    # When 2,500 people are asked for
    designer.choose("Play", f"Populate: {PEOPLE:,} NPCs")
    # Then play starts by itself, and they are there
    designer.wait(lambda: designer.editor.play.session is not None)
    designer.wait(lambda: len(people(designer)) == PEOPLE)
    assert shown(designer) == PEOPLE
    designer.picture("people_1_there")
    # And they walk
    start = people(designer)
    tick = designer.editor.play.tick
    designer.wait(lambda: designer.editor.play.tick >= tick + 60)
    gone = np.hypot(*(people(designer) - start).T)
    assert np.median(gone) > 0.4
    assert designer.problems() == []
    designer.picture("people_2_walk")
    # When they are taken out again, the fight goes on without them
    designer.choose("Play", "Remove NPCs")
    designer.wait(lambda: len(people(designer)) == 0)
    assert shown(designer) == 0
    # And when more are asked for than the ground holds, Problems says how many would do
    designer.choose("Play", "Populate: 100,000 NPCs")
    designer.wait(lambda: any("Ask for" in text for text in designer.problems()))
    # Then stopping leaves the scene as it was
    designer.stop()
    assert designer.documents() == before
