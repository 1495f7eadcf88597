"""The HUD in every size: nothing overlaps, nothing leaves the picture, and what matters is always there."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from editor.core.play.keys import PlayKeys
from editor.ui.theme.fonts import prepare_fonts
from editor.ui.theme.look import look
from editor.viewport.paint.colours import Colours
from editor.viewport.paint.forms import lines
from editor.viewport.paint.hud import FORMS, HudPainter
from editor.viewport.paint.hud_metrics import attempts
from engine.present.draw_list import SIDE_COLOUR, HudBlock, HudRow
from engine.world.ids import BARRICADE, DASH, GUARD, MELEE, RANGED, USE

prepare_fonts()
BLOCKS = (
    HudBlock(
        "objectives",
        "Objectives",
        (
            HudRow("Bring down or drive off the Rift pack"),
            HudRow("Talren must not stay down for 8 seconds", "done", None, "good"),
            HudRow("Hold out at the loom", "12 s", 0.4),
        ),
        "top_left",
        form="tasks",
    ),
    HudBlock(
        "boss",
        "Boss",
        (
            HudRow("Oathbound Warden", "512 / 800", 0.64, "bad", "crown-simple", marks=(0.66, 0.33)),
            HudRow("Stagger", "130 / 250", 0.52, "warning"),
            HudRow("Anti-ranged field", "shots do 40 % less", None, "warning", "shield-check"),
        ),
        "top",
        form="boss",
    ),
    HudBlock(
        "echo",
        "Echo",
        (
            HudRow("Echo", "12", glyph="sparkle-fill", colour="#7fe7ff"),
            HudRow("Barricades", "2", glyph="wall"),
            HudRow("Earned", "14"),
        ),
        "top_right",
        form="counter",
    ),
    HudBlock(
        "threads",
        "Thread stability",
        (
            HudRow("Anchor of Dawn", "0.82 stable", 0.82, "good", "anchor-simple"),
            HudRow("Anchor of Tides", "0.46 unstable", 0.46, "warning", "waves"),
            HudRow("No victory while an anchor is critical", "", None, "warning", "warning-fill"),
        ),
        "top_right",
        form="gauges",
    ),
    HudBlock(
        "party",
        "Party",
        tuple(
            HudRow(
                name, what, share, "bad" if down else "good", "sword", "100", colour=SIDE_COLOUR["party"], is_down=down
            )
            for name, what, share, down in (
                ("Talren", "keep distance", 1.0, False),
                ("Aria", "stability pulse", 0.6, False),
                ("Lyra", "down, 5 s", 0.2, True),
                ("Kael", "approach", 0.3, False),
            )
        ),
        "bottom_left",
        form="plates",
    ),
    HudBlock(
        "abilities",
        "Abilities",
        tuple(
            HudRow(name, "ready", 1.0, "normal", "sword", button=button, price=price)
            for name, button, price in (
                ("Blade", MELEE, 0),
                ("Echo Pulse", RANGED, 0),
                ("Guard", GUARD, 0),
                ("Echo Dash", DASH, 1),
                ("Barricade", BARRICADE, 1),
            )
        ),
        "bottom",
        form="abilities",
    ),
    HudBlock(
        "prompt",
        "Prompt",
        (HudRow("Mend Anchor of Tides", "hold 5 s", None, "normal", "anchor-simple", button=USE, price=2),),
        "bottom",
        form="prompt",
    ),
    HudBlock(
        "speech",
        "Subtitles",
        (
            HudRow("Aria", "Lay your hand on it. Let it remember your hand.", colour=SIDE_COLOUR["party"]),
            HudRow(
                "Oathbound Warden",
                "You were told to stay behind the veil, weaver, and you will be told once more.",
                colour=SIDE_COLOUR["hostile"],
            ),
        ),
        "bottom",
        form="subtitles",
    ),
    HudBlock(
        "engine",
        "Engine",
        tuple(HudRow(name, "0.25 ms") for name in ("Frame", "Tick", "Physics", "Planning")),
        "bottom_right",
    ),
    HudBlock(
        "weaves",
        "Weaves",
        (
            HudRow("weave the bridge", "2 Echo"),
            HudRow("lower the spray", "1 Echo"),
            HudRow("raise a wall", "woven, 1 Echo back", None, "good"),
            HudRow("let the ways fall behind you", "1 Echo", None, "muted"),
            HudRow("Terrain budget", "2 of 2", 1.0),
        ),
        "top_left",
        form="tasks",
    ),
    HudBlock(
        "controls", "Controls", tuple(HudRow(f"What key {i} does", "Right click, E") for i in range(11)), "bottom_right"
    ),
    HudBlock(
        "streaming",
        "Streaming",
        tuple(HudRow(f"Level {i}", "1,024 of 2,048") for i in range(9)),
        "top_right",
        is_solid=True,
    ),
)
NEEDED = {"boss", "party", "abilities"}
SIZES = [(640, 400), (800, 500), (940, 340), (1246, 684), (1280, 720), (1600, 900), (1920, 1080), (2560, 1440)]
CHIPS = [(8.0, 8.0, 280.0, 60.0), (290.0, 8.0, 60.0, 90.0)]


@pytest.fixture
def scaled(qapp: QApplication) -> Any:
    before = QFont(qapp.font())

    def scale(percent: int) -> None:
        look.set("dark", percent / 100, False)
        qapp.setFont(look.font())

    yield scale
    look.set("dark", 1.0, False)
    qapp.setFont(before)


def check(hud: HudPainter, blocks: list[HudBlock], size: tuple[float, float]) -> list[str]:
    """Places all blocks, sees that none is wrong, and gives the ids of those that are shown."""
    rects = hud.place(blocks, size, CHIPS)
    for i, (left, top, wide, high) in enumerate(rects):
        assert left >= 0
        assert top >= 0
        assert left + wide <= size[0]
        assert top + high <= size[1]
        for x, y, w, h in [*rects[:i], *CHIPS]:
            assert left + wide <= x or x + w <= left or top + high <= y or y + h <= top
    return [block.id for block, place in zip(hud._blocks, hud._places, strict=True) if place is not None]


@pytest.mark.parametrize("percent", [100, 125, 150])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_and_what_matters_is_there(scaled: Any, size: tuple[int, int], percent: int) -> None:
    scaled(percent)
    shown = check(HudPainter(Colours("dark"), PlayKeys().keys_of), list(BLOCKS), (float(size[0]), float(size[1])))
    assert set(shown) >= NEEDED
    if size[0] >= 1900 and percent == 100:
        assert len(shown) == len(BLOCKS), "a large window shows all of it"


@pytest.mark.parametrize("size", [(640, 400), (940, 340), (980, 570), (1280, 720), (1600, 900)])
def test_words_stand_neither_before_the_player_nor_over_the_prompt(scaled: Any, size: tuple[int, int]) -> None:
    """In play the player's body stands in the middle, from half of the picture's height downwards."""
    scaled(100)
    hud = HudPainter(Colours("dark"), PlayKeys().keys_of)
    hud.place(BLOCKS, (float(size[0]), float(size[1])), CHIPS[:1])
    place = next(at for block, at in zip(hud._blocks, hud._places, strict=True) if block.form == "subtitles")
    assert place is not None
    assert place[1] + place[3] <= size[1] * 0.55 or place[1] >= size[1] * 0.65


@pytest.mark.parametrize("size", [(1280.0, 720.0), (760.0, 430.0)])
def test_a_sentence_is_read_to_its_end_and_not_cut_off_at_the_right(scaled: Any, size: tuple[float, float]) -> None:
    scaled(100)
    said = HudRow("Director, enemies: carried out: the stalkers go at Kael, two round the left")
    block = HudBlock("direction", "Director", (said,), "top_right")
    hud = HudPainter(Colours("dark"), PlayKeys().keys_of)
    ((_, _, wide, high),) = hud.place([block], size)
    metrics = hud.metrics
    assert metrics is not None

    pieces = lines.lines_of(said, wide - 2 * metrics.px(lines.PADDING), metrics)

    assert " ".join(pieces) == said.label
    assert len(pieces) > 1
    assert high >= len(pieces) * metrics.line(lines.LETTER)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(640, 2560), st.integers(400, 1440), st.sampled_from([100, 115, 130, 150]), st.permutations(BLOCKS),
    st.integers(1, len(BLOCKS)),
)  # fmt: skip
def test_no_two_blocks_ever_overlap(
    scaled: Any, wide: int, high: int, percent: int, blocks: list[HudBlock], count: int
) -> None:
    scaled(percent)
    check(HudPainter(Colours("dark"), PlayKeys().keys_of), blocks[:count], (float(wide), float(high)))


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("percent", [100, 150])
def test_a_form_paints_inside_its_own_box(scaled: Any, form: str, percent: int) -> None:
    """Painted with room around it, nothing lies outside what was measured."""
    import numpy as np
    from PySide6.QtCore import QRectF

    from editor.viewport.paint.hud_metrics import HudColours

    scaled(percent)
    block = next(block for block in BLOCKS if block.form == form)
    colours = HudColours(Colours("dark"))
    for size in ((640.0, 400.0), (1280.0, 720.0), (2560.0, 1440.0)):
        for m in attempts(size, PlayKeys().keys_of):
            wide, high = FORMS[form].measure(block, m)
            image = QImage(round(wide) + 80, round(high) + 80, QImage.Format.Format_RGBA8888)
            image.fill(0)
            painter = QPainter(image)
            FORMS[form].paint(painter, block, QRectF(40, 40, round(wide), round(high)), colours, m)
            painter.end()
            seen = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., 3] > 0
            assert seen[40 : 40 + round(high), 40 : 40 + round(wide)].any()
            seen[39 : 41 + round(high), 39 : 41 + round(wide)] = False
            assert not seen.any(), (form, m.level, size)


@pytest.mark.parametrize("corner", [(0.0, 0.0, 0.0, 0.0), (1200.0, 0.0, 80.0, 90.0)], ids=["free", "compass"])
@pytest.mark.parametrize("percent", [100, 150])
def test_what_was_asked_for_is_seen_in_the_lowest_picture_with_its_first_rows(
    scaled: Any, percent: int, corner: tuple[float, float, float, float]
) -> None:
    """The Profile workspace leaves a picture of 1280 x 230 in a window of 1280 x 720."""
    scaled(percent)
    rows = tuple(HudRow(f"Row {i}", "34.1 of 96 MiB", 0.35 if i == 4 else None) for i in range(14))
    asked = HudBlock("streaming", "Streaming", rows, "top_right", is_solid=True)
    hud = HudPainter(Colours("dark"), PlayKeys().keys_of)
    hud.place([*BLOCKS[:-1], asked], (1280.0, 230.0), [corner])
    block, place = next(each for each in zip(hud._blocks, hud._places, strict=True) if each[0].id == "streaming")
    assert place is not None
    assert place[1] + place[3] <= 230.0
    assert block.rows == rows[: len(block.rows)]
    assert len(block.rows) >= 2
    # And where there is room, all of it stands there again
    hud.place([asked], (1280.0, 720.0), [corner])
    assert hud._blocks[0].rows == rows


def test_letters_never_become_too_small_to_read(scaled: Any) -> None:
    for percent in (100, 150):
        scaled(percent)
        for size in ((640.0, 400.0), (2560.0, 1440.0)):
            for m in attempts(size, PlayKeys().keys_of):
                assert m.font(11).pixelSize() >= 10 * percent / 100


def test_what_comes_and_goes_makes_others_smaller_once_at_most(scaled: Any) -> None:
    scaled(100)
    steady = [block for block in BLOCKS if block.form not in {"prompt", "subtitles"}]
    shrunk = 0
    for wide in range(640, 1400, 60):
        size = (float(wide), wide * 0.55)
        hud = HudPainter(Colours("dark"), PlayKeys().keys_of)
        hud.place(steady, size)
        alone = hud.metrics
        hud.place(BLOCKS, size)
        together = hud.metrics
        shrunk += together != alone
        hud.place(steady, size)
        assert hud.metrics == together, "growing back and forth with every line that is said would flicker"
    assert shrunk, "at least in one of these sizes there was no room"
