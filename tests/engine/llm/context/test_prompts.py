"""Prompts are files with a head; a broken one says what is wrong with it."""

import pytest

from engine.llm.context.prompts import PromptError, library, prompt, prompts, read_prompt

HEAD = 'name = "a"\nversion = 1\nkind = "library"\ntitle = "A"\nabout = "B"\n'


def test_every_file_is_a_prompt() -> None:
    assert prompt("author").kind == "system"
    assert {"ambush", "defend", "escort", "puzzle", "rebalance_win_rate"} <= {each.name for each in library()}
    assert [each.title for each in library()] == sorted(each.title for each in library())
    assert all(each.text and each.title and each.about and each.version >= 1 for each in prompts().values())


def test_slots_are_filled_with_words() -> None:
    ambush = prompt("ambush")

    assert ambush.filled({"enemy": " raiders ", "event": "{enemy} sing"}).startswith(
        "Two raiders ambush the party from behind when {enemy} sing."
    )
    with pytest.raises(PromptError, match="needs words for event"):
        ambush.filled({"enemy": "raiders", "event": " "})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HEAD, "three hyphens"),
        (f"name =\n---\n{HEAD}", "no TOML"),
        (f"{HEAD}---\nGo to {{place}}.", r"slots in the text are \['place'\]"),
        (f"{HEAD}[slots]\nplace = 3\n---\nGo to {{place}}.", "slots are texts"),
        (f"{HEAD.replace('library', 'poem')}---\nGo.", "kind one of"),
        (f"{HEAD.replace('version = 1', '')}---\nGo.", "version as a whole number"),
        (HEAD.replace('"a"', '"b"') + "---\nGo.", 'expected "a"'),
    ],
)
def test_a_broken_file_says_what_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(PromptError, match=reason):
        read_prompt(text, "library/a.md")


def test_an_unknown_prompt_tells_what_there_is() -> None:
    with pytest.raises(PromptError, match="expected one of ambush, author"):
        prompt("amber")
