"""A yard in which the hero waves while the sun is out, twenty ticks of every forty, and else stands."""

from engine.play.compile.compiled import CompiledScene
from engine.play.running.session import Session
from tests.engine.play.yard import HERO, compiled_project, write_project

SUN = '''"""Sun: it comes out and goes in, and who sees it waves."""
from engine.ai.goap.kernels.words import believe
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.ai.thinking import thinks
from engine.world.columns import column
from engine.world.system import system

SUN = Fact("sun", "The sun is out.")
GREETED = Fact("greeted", "Somebody was greeted.", observed=False)
WAVE = Action("wave", "Wave.", needs=(SUN,), gives=(GREETED,))
BOW = Action("bow", "Bow.", gives=(GREETED,), cost=9.0)
GREET = Goal("greet", "Greet.", wants=(GREETED,), condition=(SUN,), commitment=0.25)
WAVES = column("waves", "row", "i4")


@system(slot="planning", order=-50, writes="facts")
def believe_in_sun(lane, tick, local_id, facts, fact_sun):
    for i in range(len(facts)):
        if thinks(tick[lane[i]], local_id[i]) and (tick[lane[i]] // 20) % 2 == 1:
            believe(facts, i, fact_sun)


@performs(WAVE, writes="waves")
def wave(action, act_wave, waves):
    for i in range(len(action)):
        if action[i] == act_wave[0]:
            waves[i] += 1


@performs(BOW, writes="waves")
def bow(action, act_bow, waves):
    for i in range(len(action)):
        if action[i] == act_bow[0]:
            waves[i] -= 1
'''
AGENT = (
    '[entities.hero.agent]\nactions = ["wave", "bow", "hold_position"]\ngoals = ["greet=2.0", "hold_position=1.0"]\n'
)


def sunny_folder(folder):
    """The project on disk."""
    return write_project(folder, game__sun=SUN, prefabs__hero=HERO + AGENT)


def sunny(folder) -> CompiledScene:
    """The yard, compiled."""
    return compiled_project(sunny_folder(folder))


def begun(compiled: CompiledScene) -> Session:
    """A run of it at tick 0, played by the autopilot."""
    return Session(compiled, 1, autopilot="expert", style="plain", overrides={"hero.nerve.limit": 1e6})
