"""Zones of a frame: parts add up to the whole, whatever lies in what."""

from hypothesis import given
from hypothesis import strategies as st

from engine.telemetry.frames.zones import GROUPS, REST, FrameZones, group_of, spans_of, title_of
from engine.telemetry.zones import Zone

NAMES = ("input/Input", "paint/Viewport", "picture/Render", "a zone of the game", "panel/Why")


@st.composite
def zones(draw):
    """Some zones on one thread, in any order, even such as no clock would give: they may cross."""
    ends = st.tuples(st.integers(0, 1_000), st.integers(0, 1_000)).map(sorted)
    return [Zone(draw(st.sampled_from(NAMES)), begin, end, 1, 0) for begin, end in draw(st.lists(ends, max_size=12))]


def frame(found, begin=0, end=1_000):
    return FrameZones(1, 0, end - begin, 0, True, spans_of(found, begin, end))


@given(zones())
def test_parts_add_up_to_the_frame(found):
    told = frame(found, 100, 900)

    assert sum(told.own_ns.values()) == told.work_ns
    assert sum(told.group_ns.values()) == told.work_ns
    assert all(took >= 0 for took in told.own_ns.values())


@given(zones())
def test_spans_lie_whole_in_what_they_lie_in(found):
    above = []
    for span in frame(found).spans:
        del above[span.depth :]
        assert len(above) == span.depth
        assert all(outer.start_ns <= span.start_ns <= span.end_ns <= outer.end_ns for outer in above)
        above.append(span)


def test_a_zone_counts_without_those_inside_it():
    told = frame([
        Zone("paint/Viewport", 100, 700, 1, 0),
        Zone("picture/Render", 200, 500, 1, 1),
        Zone("picture/Render", 550, 600, 1, 1),
    ])  # fmt: skip

    assert told.own_ns == {"paint/Viewport": 250, "picture/Render": 350, REST: 400}


def test_what_began_before_the_frame_is_no_part_of_it():
    assert frame([Zone("input/Input", 50, 400, 1, 0)], 100, 900).spans == ()


def test_a_zone_names_its_group_or_is_other():
    assert [group_of(name) for name in NAMES] == ["input", "paint", "picture", "other", "panel"]
    assert [title_of(name) for name in NAMES[:4]] == ["Input", "Viewport", "Render", "a zone of the game"]
    assert tuple(frame([]).group_ns) == GROUPS
