"""The program's table of colours and sizes as custom properties of style sheets."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, cast

from engine.resources import resource

THEMES = ("dark", "light")
PLAIN = re.compile(r"#[0-9a-fA-F]{3,8}")
GENERIC = {"family": "sans-serif", "family_mono": "monospace"}


def style() -> str:
    """`--surface-panel` and the like, of the dark theme and the light one, by `data-theme` of the root."""
    tokens = tomllib.loads(resource("theme", "tokens.toml").read_text(encoding="utf-8"))
    fonts = [f"--{name.replace('_', '-')}:{_families(tokens['type'][name], GENERIC[name])}" for name in GENERIC]
    parts = [":root{" + ";".join(fonts) + "}"]
    for theme in THEMES:
        names = ";".join(f"--{name}:{value}" for name, value in _colours(tokens["theme"][theme]))
        parts.append(f':root[data-theme="{theme}"]{{color-scheme:{theme};{names}}}')
    return "\n".join(parts)


def _colours(theme: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for group, own in theme.items():
        for name, value in own.items():
            known = f"{group}-{name.replace('_', '-')}"
            if isinstance(value, list):
                colours = {f"{known}-{place}": str(each) for place, each in enumerate(cast("list[object]", value))}
            else:
                colours = {known: str(value)}
            for whole, colour in colours.items():
                if not PLAIN.fullmatch(colour):
                    raise ValueError(f"the theme's {group}.{name} is {colour}; expected a colour such as #1c1f23")
                yield whole, colour


def _families(names: list[str], generic: str) -> str:
    return ",".join([*(f'"{name}"' for name in names), generic])
