"""A prompt of the library offers words of the project at hand."""

from engine.llm.context.prompts import prompt
from engine.llm.context.suggesting import slot_words
from tests.engine.llm.context.golden_texts import opened


def test_words_come_from_the_encounter() -> None:
    causeway = opened("veilweaver", "causeway", "causeway")

    ambush = slot_words(prompt("ambush"), causeway)

    assert ambush["event"][0] == "The bridge gives its signal"
    assert "The ambush is met" in ambush["event"]
    assert "Rift Stalkers" in ambush["enemy"]
    assert "Talrens" not in ambush["enemy"]
    assert slot_words(prompt("escort"), causeway)["friend"] == ("Talren", "Aria", "Lyra", "Kael")
    assert slot_words(prompt("fewer"), causeway)["wave"] == ("South pair", "Far pair", "Pursuers")
    puzzle = slot_words(prompt("puzzle"), causeway)
    assert puzzle["place"][0] != puzzle["other_place"][0]
    assert set(puzzle["place"]) == set(puzzle["other_place"])


def test_where_there_is_nothing_to_choose_nothing_is_offered() -> None:
    words = slot_words(prompt("ambush"), opened("starter", "field", "first_fight"))

    assert words == {"enemy": ("Raiders",), "event": ()}
