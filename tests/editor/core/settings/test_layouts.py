"""What is remembered of the window: migration, names, and a file that cannot be read."""

import base64
import json
from pathlib import Path

import pytest

from editor.core.settings.layouts import FORMAT, Layout, Layouts

RESERVED = ("Author", "Play")
OLD = {
    "Author, layout 5: console,history": base64.b64encode(b"wide").decode(),
    "Author compact, layout 5: console,history": base64.b64encode(b"narrow").decode(),
    "Play, layout 4: console": base64.b64encode(b"older").decode(),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "layouts.json"


def test_the_flat_table_of_earlier_versions_is_taken_over(path: Path):
    path.write_text(json.dumps(OLD))

    layouts = Layouts(path)

    assert layouts.problem == ""
    assert layouts.model.layouts["Author"] == Layout(
        state=OLD["Author, layout 5: console,history"], panels=["console", "history"], plan=5
    )
    assert layouts.model.layouts["Play"].plan == 4
    assert set(layouts.model.layouts) == {"Author", "Author compact", "Play"}


def test_what_is_written_is_what_is_read(path: Path):
    first = Layouts(path)
    made = first.add("Night watch", "Author")
    first.model.saved[made.id] = Layout(state="AA==", panels=["console"])
    first.model.last = made.id
    first.write()

    second = Layouts(path)

    assert second.model == first.model
    assert json.loads(path.read_text())["format"] == FORMAT


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "layouts cannot be read"),
        ('{"format": 6, "own": 3}', "own"),
        ('{"format": 99}', "format"),
        ('{"Author": "x"}', "“Author” is no layout"),
        ("[]", "layouts cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_put_aside_and_told_of(path: Path, text: str, told: str):
    path.write_text(text)

    layouts = Layouts(path)

    assert told in layouts.problem
    assert layouts.problem.endswith("the file is now layouts.unreadable.json.")
    assert path.with_name("layouts.unreadable.json").read_text() == text
    assert layouts.model.layouts == {}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (" ", "A name needs at least one letter."),
        ("author", "There is a workspace “author” already."),
        ("night watch", "There is a workspace “night watch” already."),
        ("x" * 41, "A name has 40 letters at most; this one has 41."),
        ("Day watch", ""),
    ],
)
def test_a_name_is_new_and_short(path: Path, name: str, why: str):
    layouts = Layouts(path)
    layouts.add("Night watch", "Author")

    assert layouts.why_not_named(name, RESERVED) == why


def test_a_workspace_may_keep_its_own_name(path: Path):
    layouts = Layouts(path)
    made = layouts.add("Night watch", "Author")

    assert layouts.why_not_named("Night Watch", RESERVED, made.id) == ""


def test_what_was_removed_comes_back_in_its_place(path: Path):
    layouts = Layouts(path)
    first, second = layouts.add("One", "Author"), layouts.add("Two", "Play")
    layouts.model.saved[f"{first.id} compact"] = layouts.model.layouts[first.id] = Layout(state="AA==")
    before = layouts.model.model_copy(deep=True)

    removed = layouts.remove(first.id)
    assert (layouts.model.own, layouts.model.layouts, layouts.model.saved) == ([second], {}, {})
    layouts.put_back(removed)

    assert layouts.model == before


def test_ids_are_not_used_twice_while_they_are_in_use(path: Path):
    layouts = Layouts(path)
    first, second = layouts.add("One", "Author"), layouts.add("Two", "Author")
    layouts.remove(first.id)

    assert layouts.add("Three", "Author").id not in {first.id, second.id}
