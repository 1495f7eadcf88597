"""The project's streaming_config.toml as it is edited: changed through the history, saved, and read anew."""

import os
import tomllib
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, cast

from psygnal import Signal

from editor.core.history.gestures import Gesture
from engine.document import ChangeSet, SetBeside
from engine.terrain.streaming.config import FILE_NAME, StreamingConfig
from engine.terrain.streaming.config_file import config_text, parse_config, problems_of, with_value
from engine.whole_file import write_whole

if TYPE_CHECKING:
    from editor.core.workbench import Workbench

LOOK_EVERY = 15
"""Pumps between two looks at the file: one `stat`, which also works where a folder can't be watched."""


class StreamingSettings:
    """What is in force is what the file says, with the values over it that the history gives.

    Where another program changes the file, its values count, except those that were changed here and not saved yet.
    `changed` fires when another configuration is in force.
    """

    changed = Signal()

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self._text = ""
        self._newline = "\n"
        self._stamp: tuple[int, int, int] | None = None
        self._values: dict[str, Any] = {}
        self._config = StreamingConfig()
        self._gesture: Gesture | None = None
        self._before = self._config
        self._pumps = 0
        bench.opened.connect(self._open)
        bench.document_changed.connect(self._on_change)

    @property
    def path(self) -> FilePath | None:
        """Where the file is, or would be; None while no project is open."""
        document = self._bench.document
        return FilePath(document.folder) / FILE_NAME if document is not None else None

    @property
    def config(self) -> StreamingConfig:
        """The configuration in force."""
        return self._config

    @property
    def text(self) -> str:
        """The file as it would be saved; comments and the order of what is in it stay."""
        text = self._text
        for name, value in self._values.items():
            if value != _value_in(text, name):
                text = with_value(text or config_text(StreamingConfig()), name, value)
        return text

    def drag(self, config: StreamingConfig) -> None:
        """Show a configuration while a hand moves something; all until the gesture ends is one entry of the history.

        ValueError, saying what was expected, for what can't be used; EditRefusedError while a copy plays.
        """
        _check(config)
        if self._gesture is None or not self._gesture.is_open:
            before = self._config
            self._gesture = self._bench.gestures.begin("Change how the ground streams")
            self._before = before
        command = _command(self._before, config)
        self._gesture.preview([command] if command is not None else [])

    def set(self, config: StreamingConfig) -> None:
        """Take a configuration, as one entry of the history; raises as `drag` does."""
        _check(config)
        self._bench.gestures.finish()
        command = _command(self._config, config)
        if command is not None:
            self._bench.run(command)

    def save(self) -> list[FilePath]:
        """Write the file where it differs; gives it, if so. Raises OSError naming the file, with the old one kept."""
        path, text = self.path, self.text
        if path is None or text == self._text:
            return []
        write_whole(path, text.replace("\n", self._newline))
        self._text, self._stamp = text, _stamp(path)
        return [path]

    def pump(self) -> None:
        """Look now and then whether another program has changed the file."""
        self._pumps += 1
        path = self.path
        if path is not None and self._pumps % LOOK_EVERY == 0 and _stamp(path) != self._stamp:
            self.read()

    def read(self) -> None:
        """Read the file anew; one that is no TOML is told, and the last good values stay in force."""
        path = self.path
        if path is None:
            return
        self._stamp = _stamp(path)
        try:
            raw = path.read_bytes().decode("utf-8-sig")
            text = raw.replace("\r\n", "\n")
            self._newline = "\r\n" if text != raw else "\n"
        except FileNotFoundError:
            text = ""
        except (OSError, UnicodeDecodeError):
            text = "= can't be read"
        if _is_toml(text):
            saved = {name: _value_in(self._text, name) for name in self._values}
            self._values = {name: value for name, value in self._values.items() if value != saved[name]}
            self._text = text
            self._take()
        else:
            self._bench.findings.replace("streaming", parse_config(text)[1])

    def _open(self) -> None:
        self._text, self._stamp, self._values, self._gesture = "", None, {}, None
        self._config = StreamingConfig()
        self.read()

    def _on_change(self, change: ChangeSet) -> None:
        given = {key: value for (file, key), value in change.beside.items() if file == FILE_NAME}
        if given:
            self._values |= given
            self._take()

    def _take(self) -> None:
        config, findings = parse_config(self.text)
        self._bench.findings.replace("streaming", findings)
        if config != self._config:
            self._config = config
            self.changed.emit()


def _check(config: StreamingConfig) -> None:
    problems = problems_of(config)
    if problems:
        raise ValueError(problems[0][1])


def _command(before: StreamingConfig, after: StreamingConfig) -> SetBeside | None:
    names = [spec.name for spec in StreamingConfig.fields()]
    changed = [name for name in names if getattr(before, name) != getattr(after, name)]
    if not changed:
        return None
    old, new = ({name: _plain(getattr(config, name)) for name in changed} for config in (before, after))
    return SetBeside(file=FILE_NAME, old=old, new=new)


def _plain(value: Any) -> Any:
    return list(cast("tuple[Any, ...]", value)) if isinstance(value, tuple) else value


def _value_in(text: str, name: str) -> Any:
    try:
        return tomllib.loads(text).get(name)
    except tomllib.TOMLDecodeError:
        return None


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _stamp(path: FilePath) -> tuple[int, int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
