"""Reads the table of tokens that holds every colour and size of the window."""

import tomllib
from functools import cache
from typing import Any

from engine.resources import resource

THEMES = ("dark", "light", "high_contrast")


@cache
def tokens() -> dict[str, Any]:
    """The whole table."""
    return tomllib.loads(resource("theme", "tokens.toml").read_text(encoding="utf-8"))


def value(path: str) -> Any:
    """A token that no theme changes, as "size.row"; KeyError for an unknown one."""
    group, _, key = path.partition(".")
    return tokens()[group][key]


def colour(theme: str, path: str) -> str:
    """A theme's colour, as "surface.panel"; KeyError for an unknown one."""
    group, _, key = path.partition(".")
    return tokens()["theme"][theme][group][key]


def series(theme: str) -> list[str]:
    """The colours of a plot's series; the last one is for the rest."""
    return list(tokens()["theme"][theme]["plot"]["series"])
