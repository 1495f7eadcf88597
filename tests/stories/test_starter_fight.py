"""A designer's first fight: place a party, a gang and a trigger in the starter project, lose, change a number, win."""

from pathlib import Path as Folder

import pytest

from engine.document import AddEntity, Document, Path, Set, view
from engine.play.compile.scene import compile_scene
from engine.play.running.session import Session
from engine.rules import check
from tests.projects.shipped import copied, opened

SCENE, ENCOUNTER = "scenes/field", "encounters/first_fight"
SEED = 3


def place(document: Document, file: str, entity: str, **block: object) -> None:
    document.apply(AddEntity(file=file, id=entity, block=block, index=len(document.entities(file))))


def placed(x: float, z: float, yaw: float = 0.0) -> dict[str, object]:
    return {"position": [x, 0.0, z], "rotation": [0.0, yaw, 0.0]}


def play(document: Document, skill: str = "average") -> Session:
    session = Session(compile_scene(view(document, "field", "first_fight")), seed=SEED, autopilot=skill)
    while session.is_running:
        session.step()
    return session


def happened(session: Session) -> set[str]:
    names = session.compiled.parts.event_names
    return {names[event.kind] for event in session.events}


@pytest.fixture
def document(tmp_path: Folder) -> Document:
    return opened(copied("starter", tmp_path))


def furnish(document: Document) -> None:
    """What the designer places: a hero and two friends, a gang that a trigger calls, and what wins and loses."""
    place(document, SCENE, "hero", name="Hero", prefab="hero", transform=placed(0.0, 10.0, 180.0))
    place(document, SCENE, "friend", name="Friend", prefab="ally", transform=placed(2.0, 11.0, 180.0))
    place(document, SCENE, "healer", name="Healer", prefab="ally", transform=placed(-2.0, 11.0, 180.0))
    place(document, SCENE, "scout", name="Scout", prefab="raider", transform=placed(0.0, -2.0))
    place(document, ENCOUNTER, "ambush", name="Ambush", prefab="trigger_area", transform=placed(0.0, 6.0))
    gang = {"prefab": "raider", "count": 6, "radius": 3.0, "when": "trigger", "trigger": "ambush"}
    place(document, ENCOUNTER, "gang", name="Gang", transform=placed(0.0, -6.0), spawn_group=gang)
    place(document, ENCOUNTER, "victory", name="Victory", victory={"when": "hostiles_down"})
    place(document, ENCOUNTER, "defeat", name="Defeat", defeat={"when": "player_down", "seconds": 8.0})


def test_an_empty_field_plays_and_says_that_there_is_nothing_to_win(document):
    findings = check(view(document, "field", "first_fight"), document.vocabulary)
    assert [(finding.rule, finding.severity) for finding in findings] == [("empty-encounter", "hint")]
    session = Session(compile_scene(view(document, "field", "first_fight")), seed=SEED)
    for _ in range(120):
        session.step()
    assert (session.tick, session.outcome, session.findings) == (120, "running", [])


def test_a_first_fight_is_furnished_lost_then_won_by_one_number(document):
    # Given a field with a party, a gang of six that a trigger calls, a victory and a defeat
    furnish(document)
    assert [finding.text for finding in check(view(document, "field", "first_fight"), document.vocabulary)] == []
    # When it is played, the gang comes and the fight is lost
    lost = play(document)
    assert {"triggered", "spawned", "downed"} <= happened(lost)
    assert lost.outcome == "defeat"
    # And one number is changed: two come instead of six
    count = Path.entity(ENCOUNTER, "gang", "spawn_group", "count")
    document.apply(Set(path=count, old=6, new=2))
    # Then the same seed is won
    assert play(document).outcome == "victory"
    # And undoing the number loses again, to the bit
    document.apply(Set(path=count, old=2, new=6))
    assert play(document).digest() == lost.digest()


def test_the_fight_survives_saving_and_opening(document):
    furnish(document)
    document.save()
    assert play(opened(document.folder)).digest() == play(document).digest()
