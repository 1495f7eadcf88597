"""What plays for the statistics: a real backend, and results that are remembered by what a variant comes to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.balance.curve import curve
from engine.balance.kept import KeptResults
from engine.balance.players import Player, RememberingPlayer
from engine.balance.properties import Property, properties_of
from engine.document import Document, Set
from engine.document import Path as Place
from engine.play.playtest.backends import PlaytestCancelledError, Serial
from engine.play.playtest.request import Change, Stage, Variant
from engine.schema.vocabulary import Vocabulary
from tests.engine.play.playtest.brawl import write_brawl

LIMIT = "encounters/brawl/time_limit_s"


class Counting(Serial):
    """Plays here, and counts the runs."""

    runs = 0

    def played(self, stage, shards) -> Iterator:
        """See Backend."""
        self.runs += sum(len(shard.seeds) for shard in shards)
        return super().played(stage, shards)


@pytest.fixture(scope="module")
def document(tmp_path_factory) -> Document:
    project = write_brawl(tmp_path_factory.mktemp("players"))
    return Document.open(project, vocabulary=Vocabulary.builtin())


def stage_of(document: Document) -> Stage:
    return Stage(document.snapshot(), "field", "brawl")


@pytest.fixture
def backend() -> Counting:
    return Counting()


@pytest.fixture
def kept(tmp_path: Path) -> KeptResults:
    return KeptResults(tmp_path)


def set_limit(document: Document, value: float) -> Set:
    where = Place.parse(LIMIT)
    command = Set(path=where, old=document.value(where), new=value)
    document.apply(command)
    return command


def test_what_was_played_is_remembered_to_the_bit(document: Document, backend: Counting, kept: KeptResults):
    stage = stage_of(document)
    first = RememberingPlayer(Player(stage, backend), kept)([Variant()], "average", range(3))

    again = RememberingPlayer(Player(stage, backend), kept)([Variant()], "average", range(3))

    assert again == first == Player(stage, Serial())([Variant()], "average", range(3))
    assert backend.runs == 3


def test_several_skills_are_played_in_one_go_each_with_what_it_lacks(
    document: Document, backend: Counting, kept: KeptResults
):
    player = RememberingPlayer(Player(stage_of(document), backend), kept)
    player([Variant()], "average", range(3))

    found = player.by_skill(Variant(), ("novice", "average"), range(4))

    assert backend.runs == 3 + 4 + 1
    assert found == {skill: player([Variant()], skill, range(4))[Variant().name] for skill in ("novice", "average")}
    assert found["novice"] != found["average"]
    assert backend.runs == 8, "all of it is kept"


def test_only_the_seeds_that_are_new_are_played(document: Document, backend: Counting, kept: KeptResults):
    player = RememberingPlayer(Player(stage_of(document), backend), kept)
    player([Variant()], "average", range(2))

    found = player([Variant()], "average", range(4))[Variant().name]

    assert found.seeds.tolist() == [0, 1, 2, 3]
    assert backend.runs == 4
    assert player.known(Variant(), "average", range(1, 3)).seeds.tolist() == [1, 2]


def test_taking_an_edit_back_knows_the_result_at_once(document: Document, backend: Counting, kept: KeptResults):
    RememberingPlayer(Player(stage_of(document), backend), kept)([Variant()], "average", range(2))
    edit = set_limit(document, 20.0)
    edited = RememberingPlayer(Player(stage_of(document), backend), kept)
    assert not edited.known(Variant(), "average", range(2)).runs

    document.apply(edit.inverse())

    undone = RememberingPlayer(Player(stage_of(document), backend), kept)
    assert len(undone.known(Variant(), "average", range(2)).runs) == 2
    assert backend.runs == 2


def test_a_value_that_a_curve_tried_is_known_once_it_is_set(document: Document, backend: Counting, kept: KeptResults):
    tried = Variant("shorter", (Change(LIMIT, 12.0),))
    RememberingPlayer(Player(stage_of(document), backend), kept)([tried], "average", range(2))

    edit = set_limit(document, 12.0)
    known = RememberingPlayer(Player(stage_of(document), backend), kept).known(Variant(), "average", range(2))
    document.apply(edit.inverse())

    assert [run.outcome for run in known.runs]
    assert len(known.runs) == 2


def test_a_curve_plays_the_encounter_itself(document: Document, backend: Counting):
    stage = stage_of(document)
    limit: Property = next(each for each in properties_of(stage.view) if each.path == LIMIT)

    shown = list(curve(Player(stage, backend), limit, "expert", range(2), stages=((3, 2),)))

    assert [each.is_complete for each in shown] == [True]
    assert [point.runs for point in shown[0].points] == [2, 2, 2]
    assert max(point.seconds for point in shown[0].points) <= 2.0 * limit.value
    assert backend.runs == 6


def test_what_is_given_up_ends_there(document: Document, kept: KeptResults):
    player = RememberingPlayer(Player(stage_of(document), Serial(), cancelled=lambda: True), kept)

    with pytest.raises(PlaytestCancelledError):
        player([Variant()], "average", range(2))

    assert not player.known(Variant(), "average", range(2)).runs
