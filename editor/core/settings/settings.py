"""The user's settings in force: read from and written to one JSON file in the platform's config folder."""

import logging
from pathlib import Path
from typing import Any, cast

from psygnal import Signal
from pydantic import BaseModel, ValidationError

from editor.core.settings.models import Appearance, Assistant, Balance, Editing, Files, Play, SettingsModel, Sound, View
from editor.core.user_folders import config_folder
from engine.json_file import read_json
from engine.whole_file import write_whole


class Settings:
    """The settings and their file. `changed` carries the name of a changed setting, as "appearance.theme"."""

    changed = Signal(str)

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or config_folder() / "settings.json"
        self.problem = ""
        self.model = self._read()

    @property
    def appearance(self) -> Appearance:
        """Theme, text size, motion."""
        return self.model.appearance

    @property
    def editing(self) -> Editing:
        """Snapping and steps."""
        return self.model.editing

    @property
    def play(self) -> Play:
        """Autopilot, seed, threads."""
        return self.model.play

    @property
    def balance(self) -> Balance:
        """Whether encounters are played while they are edited."""
        return self.model.balance

    @property
    def assistant(self) -> Assistant:
        """Who is asked for proposals."""
        return self.model.assistant

    @property
    def sound(self) -> Sound:
        """Volume, mute."""
        return self.model.sound

    @property
    def view(self) -> View:
        """How the viewport draws."""
        return self.model.view

    @property
    def files(self) -> Files:
        """Trusted folders and what opens at start."""
        return self.model.files

    @property
    def shortcuts(self) -> dict[str, str]:
        """The user's own shortcuts: action id -> keys."""
        return self.model.shortcuts

    def get(self, name: str) -> Any:
        """The value of "section.field"; KeyError for an unknown name."""
        section, field = self._place(name)
        return getattr(section, field)

    def set(self, name: str, value: Any) -> None:
        """Change one setting and write the file.

        Raises ValueError (pydantic's) with nothing changed when the value does not fit.
        """
        section, field = self._place(name)
        if getattr(section, field) == value:
            return
        setattr(section, field, value)
        self.save()
        self.changed.emit(name)

    def set_shortcuts(self, shortcuts: dict[str, str]) -> None:
        """Take the user's own shortcuts and write the file."""
        self.model.shortcuts = dict(shortcuts)
        self.save()
        self.changed.emit("shortcuts")

    @property
    def play_keys(self) -> dict[str, list[str]]:
        """The user's own keys of the running game: role -> keys."""
        return self.model.play_keys

    def set_play_keys(self, keys: dict[str, list[str]]) -> None:
        """Take the user's own keys of the running game and write the file."""
        self.model.play_keys = {role: list(names) for role, names in keys.items()}
        self.save()
        self.changed.emit("play_keys")

    def default(self, name: str) -> Any:
        """What a setting is at first; KeyError for an unknown name."""
        section, field = self._place(name)
        return type(section).model_fields[field].get_default(call_default_factory=True)

    def reset(self, name: str) -> None:
        """Give one setting its default again."""
        self.set(name, self.default(name))

    @property
    def names(self) -> list[str]:
        """Every setting, as "section.field"."""
        sections = {name: getattr(self.model, name) for name in SettingsModel.model_fields}
        return [
            f"{name}.{field}"
            for name, section in sections.items()
            if isinstance(section, BaseModel)
            for field in type(section).model_fields
        ]

    def save(self) -> None:
        """Write the file; a folder that cannot be written is told in `problem`, and the settings hold until the end."""
        try:
            write_whole(self.path, self.model.model_dump_json(indent=2) + "\n")
            self.problem = ""
        except OSError as error:
            self.problem = f"{self.path}: settings cannot be saved: {error.strerror}. They hold until the program ends."
            logging.getLogger(__name__).warning(self.problem)

    def _place(self, name: str) -> tuple[BaseModel, str]:
        section_name, _, field = name.partition(".")
        section = getattr(self.model, section_name, None)
        if not isinstance(section, BaseModel) or field not in type(section).model_fields:
            raise KeyError(name)
        return section, field

    def _read(self) -> SettingsModel:
        try:
            raw = read_json(self.path)
        except FileNotFoundError:
            return SettingsModel()
        except (OSError, ValueError) as error:
            self.problem = f"{self.path}: settings cannot be read: {error}. The defaults are used."
            return SettingsModel()
        try:
            return SettingsModel.model_validate(raw)
        except ValidationError as error:
            self.problem = f"{self.path}: {_first(error)} The defaults are used for what does not fit."
            return _what_fits(raw)


def _first(error: ValidationError) -> str:
    detail = error.errors()[0]
    return f"{'.'.join(str(part) for part in detail['loc'])}: {detail['msg']}."


def _what_fits(raw: Any) -> SettingsModel:
    """Take each setting that fits and leave the default where one does not."""
    model = SettingsModel()
    for section_name in SettingsModel.model_fields:
        section = getattr(model, section_name)
        if isinstance(section, BaseModel):
            for field, value in _table(_table(raw).get(section_name)).items():
                if field in type(section).model_fields:
                    try:
                        setattr(section, field, value)
                    except ValidationError:
                        continue
    roles = _table(_table(raw).get("play_keys"))
    model.play_keys = {role: _texts(cast("list[Any]", keys)) for role, keys in roles.items() if isinstance(keys, list)}
    own = _table(_table(raw).get("shortcuts"))
    model.shortcuts = {action: keys for action, keys in own.items() if isinstance(keys, str)}
    return model


def _texts(raw: list[Any]) -> list[str]:
    return [text for text in raw if isinstance(text, str)]


def _table(raw: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}
