"""A project's own action, goal and fact are one file each: the planner finds them, and explains them."""

import pytest

from engine.ai.goap.reasons.explain import Explainer
from engine.play.compile.scene import CompileError
from engine.play.recording import Player, Recorder
from engine.play.running.session import Session
from tests.engine.play.yard import HERO, compiled_project, write_project

WAVE = '''"""Wave: greet whoever is near."""
from engine.ai.goap.kernels.words import believe
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.ai.thinking import thinks
from engine.world.columns import column
from engine.world.system import system

SPRING = Fact("spring", "The lane is past its first second.")
GREETED = Fact("greeted", "Somebody was greeted.", observed=False)
WAVE = Action("wave", "Wave.", needs=(SPRING,), gives=(GREETED,))
GREET = Goal("greet", "Greet.", wants=(GREETED,), condition=(SPRING,))
WAVES = column("waves", "row", "i4")


@system(slot="planning", order=-50, writes="facts")
def believe_in_spring(lane, tick, local_id, facts, fact_spring):
    for i in range(len(facts)):
        if thinks(tick[lane[i]], local_id[i]) and tick[lane[i]] >= 60:
            believe(facts, i, fact_spring)


@performs(WAVE, writes="waves")
def wave(action, act_wave, waves):
    for i in range(len(action)):
        if action[i] == act_wave[0]:
            waves[i] += 1
'''
AGENT = '[entities.hero.agent]\nactions = ["wave", "hold_position"]\ngoals = ["greet=2.0", "hold_position=1.0"]\n'


@pytest.fixture
def greeting(tmp_path):
    return compiled_project(write_project(tmp_path, game__wave=WAVE, prefabs__hero=HERO + AGENT))


def begun(compiled, ticks):
    session = Session(compiled, 1, autopilot="expert", style="plain")
    for _ in range(ticks):
        session.step()
    return session


def test_an_action_file_in_the_game_folder_is_planned_and_performed(greeting):
    session = begun(greeting, 80)
    hero = greeting.row_of("hero")
    why = Explainer(session.compiled).explain_now(session, hero)
    assert (why.goal, why.action) == ("greet", "wave")
    assert session.world.view["waves"][hero] > 0


def test_before_its_fact_holds_the_reasons_say_so(greeting):
    why = Explainer(greeting).explain_now(begun(greeting, 30), greeting.row_of("hero"))
    goals = {goal.name: goal for goal in why.goals}
    assert goals["greet"].unmet == ("spring",)
    assert why.goal == "hold_position"


def test_a_recording_gives_the_reasons_of_the_run(greeting):
    session = Session(greeting, 1, autopilot="novice", style="plain")
    recording = Recorder(session).recording
    live = {}
    for tick in range(1, 121):
        session.step()
        if tick % 40 == 0:
            live[tick] = Explainer(session.compiled).explain_now(session, greeting.row_of("hero"))
    player = Player(recording, greeting, style="plain")
    for tick in (120, 40, 80):
        assert Explainer(greeting).explain_now(player.seek(tick), greeting.row_of("hero")) == live[tick]


def test_a_wrong_word_stops_play_with_a_finding_that_offers_the_nearest(tmp_path):
    wrong = AGENT.replace('"wave"', '"wawe"')
    with pytest.raises(CompileError) as error:
        compiled_project(write_project(tmp_path, game__wave=WAVE, prefabs__hero=HERO + wrong))
    (finding,) = error.value.findings
    assert "there is no action 'wawe'; did you mean 'wave'?" in finding.text
    assert (finding.entity, str(finding.where)) == ("hero", "scenes/yard/entities/hero/agent/actions")
