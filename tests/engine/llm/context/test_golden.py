"""What is sent is known word for word, and a prompt that changes gets another version."""

import pytest

from tests.engine.llm.context.golden_texts import FOLDER, TEXTS, as_text, versions


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_sent_is_what_was_looked_at(name: str) -> None:
    sent = as_text(TEXTS[name]().request)

    assert sent == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert TEXTS["causeway"]() == TEXTS["causeway"]()


def test_a_changed_prompt_has_another_version() -> None:
    known = dict(line.split("#") for line in (FOLDER / "versions.txt").read_text(encoding="utf-8").splitlines())
    now = dict(line.split("#") for line in versions().splitlines())

    assert now == known, "raise the version of the prompt that changed, then renew the golden texts"
