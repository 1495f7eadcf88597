"""Two flames on one scale: what takes longer is longer, and what differs surely is told in a word and a sign."""

import pytest

from editor.ui.profiling.flame_diff import FlameDiff, FlamePart

PARTS = (
    FlamePart("Broad phase", 0, 100.0, 100.0, "same", "Broad phase: no difference"),
    FlamePart("Narrow phase", 1, 200.0, 300.0, "slower", "Narrow phase: B is slower"),
    FlamePart("Integration", 2, 100.0, 80.0, "faster", "Integration: B is faster"),
)


@pytest.fixture
def flame(qtbot):
    widget = FlameDiff()
    qtbot.addWidget(widget)
    widget.resize(600, widget.sizeHint().height())
    widget.show()
    qtbot.waitExposed(widget)
    widget.show_parts(PARTS)
    return widget


def test_both_rows_have_one_scale_and_their_parts_follow_one_another(flame):
    a, b = flame.boxes(0), flame.boxes(1)

    assert b[1].width() == pytest.approx(1.5 * a[1].width())
    assert a[0].width() == pytest.approx(b[0].width())
    assert a[1].left() == pytest.approx(a[0].right())
    assert b[2].right() <= flame.width()


def test_a_place_tells_its_part(flame):
    spot = flame.boxes(1)[1].center()

    assert flame.tell(spot.x(), spot.y()) == "Narrow phase: B is slower"
    assert flame.tell(1.0, 1.0) == ""


def test_what_differs_is_told_without_colours(flame):
    assert [each.change for each in PARTS] == ["", "▲ +50 %", "▼ −20 %"]
    assert flame.accessibleName() == "Flames of A and B: Narrow phase ▲ +50 %, Integration ▼ −20 %"


def test_captures_without_a_time_are_no_fault(flame):
    flame.show_parts([FlamePart("Broad phase", 0, 0.0, 0.0, "unknown", "n/a")])

    assert not flame.grab().isNull()
