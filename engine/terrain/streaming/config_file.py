"""Reads and writes streaming_config.toml; what is wrong in it is told with its line, and its default is used."""

import math
import re
import tomllib
from pathlib import Path as FilePath
from typing import Any, cast

from engine.document.check import check_table
from engine.document.finding import Finding
from engine.schema.fields import FieldSpec, Severity
from engine.terrain.lattice import MOST_LEVEL
from engine.terrain.streaming.config import FILE_NAME, MIB, StreamingConfig
from engine.terrain.streaming.memory import MOST_CHUNKS, needed_chunks, needed_memory

RULE = "streaming-config"
AT_ODDS = {
    "view_distance_m": ("lod_distances_m",),
    "low_water": ("high_water",),
    "lod_distances_m": ("view_distance_m",),
    "memory_mib": ("lod_distances_m", "view_distance_m", "hysteresis", "low_water", "high_water"),
}
"""Which other values a value may be at odds with, although each is right alone."""
_LINE = re.compile(r"line (\d+)")


def load_config(path: FilePath) -> tuple[StreamingConfig, list[Finding]]:
    """The settings of a file and what is wrong with it; a missing file is all defaults.

    Each wrong value falls back to its default and is told with file, line and what was expected.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return StreamingConfig(), []
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no UTF-8 text"
        return StreamingConfig(), [_finding(f"{path.name} can't be read: {reason}. The defaults are used.")]
    return parse_config(text, path.name)


def parse_config(text: str, name: str = FILE_NAME) -> tuple[StreamingConfig, list[Finding]]:
    """The settings in a text, as `load_config` reads them from a file called `name`."""
    try:
        table: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = f", line {found.group(1)}" if found else ""
        return StreamingConfig(), [_finding(f"{name}{line}: {error}. Correct it; the defaults are used until then.")]
    findings: list[Finding] = []
    config, problems = check_table(StreamingConfig, table)
    for problem in problems:
        key = str(problem.keys[0])
        findings.append(_finding(
            f"{_place(text, name, key)}: {problem.what}; expected {problem.expected}. "
            + ("The default is used instead." if problem.is_known else "It is left out."),
            "error" if problem.is_known else "warning",
        ))  # fmt: skip
        table.pop(key, None)
    if config is None:
        config, _ = check_table(StreamingConfig, table)
    config = cast("StreamingConfig", config)
    # What is wrong with one value alone comes first: a default in its place may be at odds with another value then.
    for _ in StreamingConfig.fields():
        problems = problems_of(config)
        if not problems:
            return config, findings
        for key, told in problems:
            findings.append(_finding(f"{_place(text, name, key)}: {told} {_instead(config, key)}"))
        config = config.model_copy(update={name: _default(name) for key, _ in problems for name in _left(config, key)})
    return config, findings


def problems_of(config: StreamingConfig) -> list[tuple[str, str]]:
    """Each field that holds what can't be used, and the sentence that says what was expected."""
    found: list[tuple[str, str]] = []
    for spec in StreamingConfig.fields():
        value = getattr(config, spec.name)
        if isinstance(value, (int, float)) and not spec.is_inside(value):
            found.append((spec.name, f"{spec.name} is {value:g}; expected {spec.range_text}."))
    distances = config.lod_distances_m
    if len(distances) != MOST_LEVEL or any(
        low >= high for low, high in zip((0.0, *distances), distances, strict=False)
    ):
        told = ", ".join(f"{distance:g}" for distance in distances)
        found.append((
            "lod_distances_m",
            f"lod_distances_m is [{told}]; expected {MOST_LEVEL} distances, each greater than the one before.",
        ))  # fmt: skip
    elif config.view_distance_m < distances[-1]:
        told = f"{config.view_distance_m:g} m; expected at least the last of lod_distances_m, {distances[-1]:g} m"
        found.append(("view_distance_m", f"view_distance_m is {told}."))
    if config.low_water > config.high_water:
        told = f"{config.low_water:g}; expected at most high_water, {config.high_water:g}"
        found.append(("low_water", f"low_water is {told}."))
    if not found and needed_chunks(config) > MOST_CHUNKS:
        found.append((
            "lod_distances_m",
            f"a view of {config.view_distance_m:g} m with the levels of lod_distances_m holds up to "
            f"{needed_chunks(config):,} chunks; expected at most {MOST_CHUNKS:,}. Shorten lod_distances_m.",
        ))  # fmt: skip
    if not found and config.memory_bytes < needed_memory(config):
        found.append(("memory_mib", budget_told(config)))
    return found


def budget_told(config: StreamingConfig) -> str:
    """The sentence about a memory budget that is smaller than what must be resident, with the number that would do."""
    least = math.ceil(needed_memory(config) / MIB)
    return (
        f"memory_mib is {config.memory_mib:g} MiB; a view of {config.view_distance_m:g} m with these levels needs "
        f"at least {least} MiB. Raise it to {least}, or shorten view_distance_m or lod_distances_m."
    )


def config_text(config: StreamingConfig) -> str:
    """The whole file: every field with what it is for, its unit and its range."""
    parts = ["# How the endless ground of this project streams. Each value may be changed while the editor runs."]
    parts += [_entry(spec, getattr(config, spec.name)) for spec in StreamingConfig.fields()]
    return "\n\n".join(parts) + "\n"


def with_value(text: str, key: str, value: Any) -> str:
    """A file's text with one value changed; all the rest of it stays as it is, comments too."""
    line = f"{key} = {_toml(value)}"
    pattern = _pattern(key)
    if pattern.search(text):
        return pattern.sub(lambda found: line + (found.group("note") or ""), text, count=1)
    gap = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{gap}{line}\n"


def _entry(spec: FieldSpec, value: Any) -> str:
    bounds = f"# {spec.range_text[:1].upper()}{spec.range_text[1:]}.\n" if spec.range_text else ""
    return f"# {spec.doc}\n{bounds}{spec.name} = {_toml(value)}"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(_toml(each) for each in cast("tuple[Any, ...]", value)) + "]"
    return repr(value)


def _default(key: str) -> Any:
    return getattr(StreamingConfig(), key)


def _left(config: StreamingConfig, key: str) -> tuple[str, ...]:
    """Which fields take their defaults for a problem of `key`: those that it is at odds with where it has its own."""
    return (key,) if getattr(config, key) != _default(key) else (key, *AT_ODDS.get(key, ()))


def _instead(config: StreamingConfig, key: str) -> str:
    left = _left(config, key)
    if len(left) == 1:
        return "The default is used instead."
    return f"The defaults of {', '.join(left)} are used instead."


def _place(text: str, name: str, key: str) -> str:
    found = _pattern(key).search(text)
    return f"{name}, line {text.count(chr(10), 0, found.start()) + 1}" if found else name


def _pattern(key: str) -> re.Pattern[str]:
    # A value is a number, or a list that may go over several lines.
    return re.compile(rf"^{re.escape(key)}[ \t]*=[ \t]*(?:\[[^\]]*\]|[^#\n\[]*?)(?P<note>[ \t]*(?:#[^\n]*)?)$", re.M)


def _finding(text: str, severity: Severity = "error") -> Finding:
    return Finding(RULE, severity, text)
