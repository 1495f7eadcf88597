"""Colours of the table against each other: words at least 4.5 to 1, glyphs and edges 3 to 1, on whatever they lie."""

from collections.abc import Iterable
from itertools import product

import pytest

from editor.ui.theme import tokens

WORDS, MARKS = 4.5, 3.0
STILL = [f"surface.{name}" for name in ("window", "panel", "header", "input", "popup")]
SURFACES = [*STILL, *(f"surface.{name}" for name in ("hover", "pressed", "selected", "selected_inactive", "chip"))]
TEXTS = ["text.primary", "text.secondary", "text.disabled", "text.link", "text.overridden"]
SEVERITIES = ["error", "warning", "info", "ok"]
PAIRED = [
    ("text.on_selected", "surface.selected"),
    *(("text.on_accent", f"accent.{name}") for name in ("base", "hover", "pressed")),
    *((f"severity.{name}", f"severity.{name}_fill") for name in SEVERITIES),
    *(("text.primary", f"severity.{name}_fill") for name in SEVERITIES),
    *((f"axis.{name}", f"axis.{name}_fill") for name in "xyz"),
    *(("viewport.chip_text", f"viewport.{name}") for name in ("chip", "chip_hover")),
    *((f"viewport.{name}", "viewport.chip") for name in ("party", "hostile", "trigger", "selected", "hovered")),
    *((f"viewport.{name}", "viewport.chip") for name in ("ghost_ok", "ghost_bad")),
    *((f"plot.{name}", "surface.input") for name in ("axis", "budget", "over")),
]


@pytest.fixture(params=tokens.THEMES)
def theme(request: pytest.FixtureRequest) -> str:
    return request.param


def test_words_can_be_read_on_every_surface(theme: str):
    told = [*TEXTS, "severity.hint", *(f"severity.{name}" for name in SEVERITIES)]

    assert too_faint(theme, WORDS, product(told, SURFACES)) == []


def test_words_can_be_read_on_the_fill_that_is_made_for_them(theme: str):
    assert too_faint(theme, WORDS, PAIRED) == []


def test_glyphs_are_seen_on_every_surface(theme: str):
    groups = ("icon", "axis", "play", "provenance")
    names = [f"{group}.{name}" for group in groups for name in tokens.tokens()["theme"][theme][group]]
    glyphs = [name for name in names if not name.endswith("_fill")]

    assert too_faint(theme, MARKS, product(glyphs, SURFACES)) == []


def test_edges_and_the_ring_of_the_keyboard_are_seen(theme: str):
    edges = [*product(["line.strong", "line.focus", "accent.base"], SURFACES), *product(["line.input"], STILL)]

    assert too_faint(theme, MARKS, edges) == []


def test_in_high_contrast_what_divides_is_seen_too():
    edges = [*product(["line.divider"], [*STILL, "surface.hover"]), ("viewport.chip_edge", "viewport.chip")]

    assert too_faint("high_contrast", MARKS, edges) == []


def test_a_plots_series_are_seen_on_its_ground(theme: str):
    ground = tokens.colour(theme, "surface.input")

    assert [each for each in tokens.series(theme) if contrast(each, ground) < MARKS] == []


def too_faint(theme: str, least: float, pairs: Iterable[tuple[str, str]]) -> list[str]:
    measured = ((ink, under, contrast(*(tokens.colour(theme, name) for name in (ink, under)))) for ink, under in pairs)
    return [f"{ink} on {under}: {ratio:.2f}" for ink, under, ratio in measured if ratio < least]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
