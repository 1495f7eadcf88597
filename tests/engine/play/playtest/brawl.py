"""A brawl on the field of the starter: the hero and an ally, three raiders, and one more that comes later."""

from pathlib import Path

from engine.document import Document
from engine.play.playtest.request import Playtest, Stage, Variant, seeds_from
from engine.play.playtest.varying import variants_of
from engine.schema.vocabulary import Vocabulary
from engine.world.project import load_game
from tests.projects.shipped import copied

HEAD = 'format = 1\nkind = "encounter"\ntitle = "Brawl"\nscene = "field"\n'
PEOPLE = """
[entities.hero_1]
name = "Hero"
prefab = "hero"
[entities.hero_1.health]
current = 90.0
maximum = 90.0
[entities.friend]
name = "Friend"
prefab = "ally"
[entities.friend.transform]
position = [1.5, 0.0, 0.0]
[entities.raider_1]
name = "Raider 1"
prefab = "raider"
[entities.raider_1.transform]
position = [0.0, 0.0, 6.0]
[entities.raider_2]
name = "Raider 2"
prefab = "raider"
[entities.raider_2.transform]
position = [2.0, 0.0, 7.0]
[entities.raider_2.health]
maximum = 80.0
[entities.raider_3]
name = "Raider 3"
prefab = "raider"
[entities.raider_3.transform]
position = [-2.0, 0.0, 7.0]
[entities.soon]
name = "Soon"
[entities.soon.trigger]
event = "timer"
delay = 2.0
[entities.wave]
name = "Wave"
[entities.wave.transform]
position = [0.0, 0.0, 9.0]
[entities.wave.spawn_group]
prefab = "raider"
count = 1
when = "trigger"
trigger = "soon"
"""
ENDS = """
[entities.won]
name = "Won"
[entities.won.victory]
[entities.lost]
name = "Lost"
[entities.lost.defeat]
seconds = 1.0
"""


def write_brawl(folder: Path, *, limit: str = "time_limit_s = 25.0\n", ends: str = ENDS, **game: str) -> Path:
    """A copy of the starter with the brawl in it; `game` are modules of the project's own by name."""
    project = copied("starter", folder)
    (project / "encounters" / "brawl.toml").write_text(HEAD + limit + PEOPLE + ends, encoding="utf-8")
    for name, text in {"__init__": "", **game}.items() if game else ():
        (project / "game").mkdir(exist_ok=True)
        (project / "game" / f"{name}.py").write_text(text, encoding="utf-8")
    return project


def stage_of(project: Path, encounter: str = "brawl") -> Stage:
    """The encounter of a project, trusted."""
    game = load_game(project)
    document = Document.open(project, vocabulary=Vocabulary.builtin().extended(game), trusted=True)
    return Stage(document.snapshot(), "field", encounter, game, True)


def playtest_of(stage: Stage, *vary: str, seeds: int = 5, skills: tuple[str, ...] = ("average",)) -> Playtest:
    """The brawl as it is, and varied."""
    return Playtest(stage, variants_of(stage.view, list(vary)), skills, seeds_from(3, seeds))


def as_it_is(stage: Stage) -> Variant:
    """No change."""
    return playtest_of(stage).variants[0]
