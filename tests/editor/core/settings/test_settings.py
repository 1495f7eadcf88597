"""Settings: declared once, kept in a file, forgiving towards a damaged one."""

import json
from pathlib import Path

import pytest

from editor.core.settings.settings import Settings


def test_a_change_is_kept_and_told(tmp_path: Path):
    settings, told = Settings(tmp_path / "settings.json"), []
    settings.changed.connect(told.append)

    settings.set("appearance.theme", "light")

    assert told == ["appearance.theme"]
    assert Settings(tmp_path / "settings.json").appearance.theme == "light"


def test_what_does_not_fit_is_refused(tmp_path: Path):
    settings = Settings(tmp_path / "settings.json")

    with pytest.raises(ValueError, match="text_scale"):
        settings.set("appearance.text_scale", 300)

    assert settings.appearance.text_scale == 100


def test_a_reset_gives_the_default_again(tmp_path: Path):
    settings = Settings(tmp_path / "settings.json")
    settings.set("editing.snap_step_m", 2.0)

    settings.reset("editing.snap_step_m")

    assert settings.editing.snap_step_m == 0.5


@pytest.mark.parametrize("text", ["{", "[]", '"x"'])
def test_an_unreadable_file_gives_the_defaults_and_a_reason(tmp_path: Path, text: str):
    path = tmp_path / "settings.json"
    path.write_text(text)

    settings = Settings(path)

    assert settings.appearance.theme == "dark"
    assert str(path) in settings.problem


def test_one_bad_value_costs_only_itself(tmp_path: Path):
    path = tmp_path / "settings.json"
    path.write_text(
        '{"appearance": {"theme": "pink", "text_scale": 150}, "shortcuts": {"edit.undo": "F2", "edit.redo": 3}}'
    )

    settings = Settings(path)

    assert (settings.appearance.theme, settings.appearance.text_scale) == ("dark", 150)
    assert settings.shortcuts == {"edit.undo": "F2"}
    assert "theme" in settings.problem


def test_an_unknown_name_is_an_error(tmp_path: Path):
    with pytest.raises(KeyError):
        Settings(tmp_path / "settings.json").get("appearance.smell")


def test_what_a_newer_version_wrote_is_kept(tmp_path: Path):
    path = tmp_path / "settings.json"
    path.write_text('{"appearance": {"theme": "light", "smell": "pine"}, "weather": {"rain": true}}')

    Settings(path).set("appearance.text_scale", 125)

    kept = json.loads(path.read_text())
    assert (kept["appearance"]["smell"], kept["weather"]) == ("pine", {"rain": True})


@pytest.mark.parametrize("name", ["assistant.key_name", "assistant.model"])
def test_a_key_in_the_place_of_a_name_is_not_kept(tmp_path: Path, name: str):
    path = tmp_path / "settings.json"
    settings = Settings(path)
    settings.set(name, "a name")

    with pytest.raises(ValueError, match="looks like a key"):
        settings.set(name, "sk-planted-4711")

    assert settings.get(name) == "a name"
    assert "planted" not in path.read_text()
    path.write_text('{"assistant": {"client": "openai", "key_name": "sk-planted-4711"}}')
    settings = Settings(path)
    assert (settings.assistant.client, settings.assistant.key_name) == ("openai", "")
    assert "planted" not in settings.problem
