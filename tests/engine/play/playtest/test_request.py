"""What can't be playtested is told in a sentence, before anything is played."""

from dataclasses import replace

import pytest

from engine.play.compile.compiled import CompileError
from engine.play.playtest.asked_numbers import PlaytestError
from engine.play.playtest.request import Change, Variant
from tests.engine.play.playtest.brawl import playtest_of, stage_of, write_brawl


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"seeds": range(0)}, "no seeds to play; expected at least one"),
        ({"seeds": range(2**63, 2**63 + 1)}, "a seed is too large"),
        ({"skills": ()}, "nobody is asked to play; expected some of novice, average, expert"),
        ({"skills": ("master",)}, 'there is no skill "master"; expected some of novice, average, expert'),
        ({"variants": ()}, "there is no variant to play"),
        ({"variants": (Variant("a"), Variant("a"))}, 'two variants are called "a"'),
        ({"variants": (Variant("a", (Change("encounters/brawl/time_limit_s", -1.0),)),)}, "expected more than 0 s"),
    ],
)
def test_a_request_that_makes_no_sense(brawl, changed, sentence):
    with pytest.raises(PlaytestError, match=sentence):
        replace(playtest_of(brawl), **changed).check()


def test_an_encounter_that_nothing_ends(tmp_path):
    endless = stage_of(write_brawl(tmp_path, limit="", ends=""))
    with pytest.raises(PlaytestError, match=r'nothing ends "brawl"; expected a victory, a defeat or time_limit_s'):
        playtest_of(endless).check()


def test_an_encounter_that_time_alone_ends_can_be_played(tmp_path):
    assert playtest_of(stage_of(write_brawl(tmp_path, ends=""))).check().reserve


def test_a_scene_that_does_not_compile(tmp_path):
    broken = stage_of(write_brawl(tmp_path, limit="time_limit_s = 1e12\n"))
    with pytest.raises(CompileError, match="time_limit_s"):
        playtest_of(broken).check()
