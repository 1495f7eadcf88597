"""A question holds what matters within its budget, and says what it leaves out."""

from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.document import Document, SceneView, Set, view
from engine.document.path import Path
from engine.llm.client.answer import About
from engine.llm.context.builder import BudgetTooSmallError, build_context
from engine.llm.context.estimate import estimated_input, estimated_tokens, preview_of
from engine.llm.context.fence import read_fenced
from engine.llm.context.gathering import components_at_hand
from engine.llm.context.notes import notes_of
from engine.llm.context.retrieval import Bm25Retriever
from engine.llm.context.wish import Earlier, Note, Wish, Zone
from engine.llm.proposals.answer_schema import answer_schema
from engine.llm.proposals.asking import question_for
from engine.llm.scheduler.purse import most
from tests.engine.llm.context.golden_texts import AMBUSH, opened
from tests.engine.llm.context.test_fence import HOSTILE


@cache
def causeway() -> SceneView:
    return opened("veilweaver", "causeway", "causeway")


def test_the_whole_scene_fits_the_usual_budget_with_its_schema() -> None:
    schema = answer_schema(causeway().vocabulary, components_at_hand(causeway()))

    context = build_context(Wish(AMBUSH), causeway(), schema=schema)

    assert context.left_out == ()
    assert context.tokens <= context.budget
    assert {"weave", "spawn_group"} <= components_at_hand(causeway())


@settings(max_examples=40, deadline=None)
@given(st.integers(500, 16_000), st.text(min_size=1).filter(str.strip), st.lists(st.text(max_size=400), max_size=4))
def test_the_budget_is_never_exceeded(budget: int, words: str, notes: list[str]) -> None:
    wish = Wish(words, ("talren", "nobody"), Zone(0.0, 0.0, 5.0), tuple(Note(each, each) for each in notes))
    try:
        context = build_context(wish, causeway(), budget=budget)
    except BudgetTooSmallError:
        assert estimated_input(build_context(wish, causeway(), budget=100_000).request) > budget
        return

    assert estimated_input(context.request) <= budget
    assert most(context.request, About("", "")).tokens >= context.tokens
    assert not {*context.told} & {*context.left_out}


def test_who_proposed_what_before_is_told_to_nobody() -> None:
    document = Document(causeway().snapshot, {}, [])
    path = Path.entity("encounters/causeway", "keep_talren", "provenance")
    document.apply(Set(path=path, old=document.value(path), new={"prompt": "an ambush of my own"}))

    request = build_context(Wish(AMBUSH), view(document, "causeway", "causeway")).request

    assert "an ambush of my own" not in "".join(each.text for each in request.messages)


def test_a_larger_budget_tells_no_less() -> None:
    told = [len(build_context(Wish(AMBUSH), causeway(), budget=each).told) for each in (1500, 3000, 6000, 12_000)]

    assert told == sorted(told)
    assert told[0] < told[-1]


def test_what_is_left_out_is_told_to_both() -> None:
    context = build_context(Wish(AMBUSH), causeway(), budget=3000)

    assert "of entities" in context.left_out_sentence()
    assert context.left_out_sentence() in context.request.messages[1].text


def test_what_is_pointed_at_comes_first() -> None:
    wish = Wish("anything", ("rock_5",), Zone(9.5, 13.0, 1.0), (Note("Tone", "Grim."),), (Earlier("A", "B"),))

    told = build_context(wish, causeway(), budget=1200).told

    assert told[:4] == (("world", "world"), ("zone", "zone"), ("selection", "rock_5"), ("entities", "rock_5"))
    assert told[4:6] == (("notes", "000"), ("earlier", "000"))


def test_the_wish_decides_what_matters() -> None:
    told = build_context(Wish("a pylon, the pylon of the warden"), causeway(), budget=9000).told

    prefabs = [key for section, key in told if section == "prefabs"]
    assert prefabs.index("pylon") < prefabs.index("torch") if "torch" in prefabs else "pylon" in prefabs


def test_another_retriever_can_stand_in_its_place() -> None:
    class LastFirst:
        def scores(self, question: str, texts: Sequence[str]) -> list[float]:
            return [float(place) for place, _ in enumerate(texts)]

    first = build_context(Wish(AMBUSH), causeway(), retriever=LastFirst()).told

    assert first[-1] != build_context(Wish(AMBUSH), causeway()).told[-1]


def test_a_hostile_name_stays_data() -> None:
    document = Document(causeway().snapshot, {}, [])
    path = Path.entity("scenes/causeway", "talren", "name")
    document.apply(Set(path=path, old=document.value(path), new=HOSTILE))
    wish = Wish(AMBUSH, notes=(Note(HOSTILE, HOSTILE),))

    context = build_context(wish, view(document, "causeway", "causeway"))

    system, data, asked = context.request.messages
    assert asked.text.endswith(AMBUSH)
    assert HOSTILE not in system.text + data.text + asked.text
    named = {row["id"]: row["name"] for row in read_fenced(data.text)["entities"]}
    assert named["talren"] == HOSTILE
    assert read_fenced(data.text)["notes"] == ({"title": HOSTILE, "text": HOSTILE},)


def test_a_budget_without_room_is_refused_in_a_sentence() -> None:
    with pytest.raises(BudgetTooSmallError, match="The budget is 100 tokens, but"):
        build_context(Wish(AMBUSH), causeway(), budget=100)
    with pytest.raises(ValueError, match="no words"):
        Wish(" \n")


def test_what_it_will_take_is_an_estimate_and_a_bound() -> None:
    request = build_context(Wish(AMBUSH), causeway(), max_tokens=1000).request
    priced = preview_of(request, About("A model", "m", input_price=2.0, output_price=10.0))

    assert priced.cost == pytest.approx((priced.input_tokens * 2.0 + 1000 * 10.0) / 1e6)
    assert priced.most_cost is not None
    assert priced.most_cost > (priced.cost or 0.0)
    assert priced.most_tokens > priced.input_tokens + 1000
    assert "n/a" not in priced.sentence()
    assert "an estimate" in priced.sentence()
    assert preview_of(request, About("A model", "m")).sentence().count("n/a") == 2


def test_bm25_prefers_rare_words_and_knows_their_endings() -> None:
    texts = ["a stalker comes", "the party comes", "nothing", "who comes"]

    scores = Bm25Retriever().scores("stalkers that come", texts)

    assert scores[0] == max(scores) > scores[1] > scores[2] == 0.0
    assert Bm25Retriever().scores("unheard", texts) == [0.0] * 4
    assert estimated_tokens("abcd") == 2


def test_what_stands_as_comments_at_the_head_of_the_files_is_told_as_notes() -> None:
    view = opened("veilweaver", "causeway", "causeway")

    project, scene, encounter = notes_of(view)

    assert (project.title, scene.title, encounter.title) == ("Veilweaver", "Frayed Causeway", "Frayed Causeway")
    assert encounter.text.startswith("Frayed Causeway: the bridge is gone. A shard lies on this side")
    told = question_for(Wish("an ambush", notes=(encounter,)), view).request.messages
    assert any("the bridge is gone" in message.text for message in told)
