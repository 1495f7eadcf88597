"""What counts as a jump of the camera, and where chunks are fetched ahead."""

import pytest

from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.travel import Travel
from engine.terrain.streaming.viewpoint import ViewPoint
from tests.engine.terrain.streaming.flights import SMALL, flight, settle, virtual

CONFIG = StreamingConfig()


def leads(views: list[ViewPoint]) -> tuple[list[object], int]:
    travel = Travel()
    return [travel.lead(view, frame, CONFIG) for frame, view in enumerate(views, 1)], travel.teleports


def at(x: float, speed: float = 0.0) -> ViewPoint:
    return ViewPoint((x, 50.0, 0.0), velocity=(speed, 0.0, 0.0))


def test_a_steady_flight_is_fetched_two_seconds_ahead_and_is_no_jump():
    found, jumps = leads([at(200.0 * frame / 60.0, 200.0) for frame in range(30)])

    assert found[-1] == pytest.approx((200.0 * 29 / 60.0 + 400.0, 50.0, 0.0))
    assert None not in found
    assert jumps == 0


@pytest.mark.parametrize(
    ("metres", "is_jump"), [(105.0 / 60.0 * 0.98, False), (105.0 / 60.0 * 1.02, True), (1e4, True)]
)
def test_faster_than_the_teleport_speed_is_one_jump_along_which_nothing_is_fetched(metres: float, is_jump: bool):
    # given a walker who is told to walk on, when a frame sets it elsewhere, by more than 100 m/s faster
    walk = [at(5.0 * frame / 60.0, 5.0) for frame in range(10)]
    last = walk[-1].eye[0]
    after = [at(last + metres + 5.0 * frame / 60.0, 5.0) for frame in range(10)]

    found, jumps = leads([*walk, *after])

    # then it is one jump and not two, and only its own frame fetches nothing
    assert jumps == is_jump
    assert (found[10] is None) == is_jump
    assert None not in found[:10] + found[11:]


def test_who_stands_fetches_nothing_ahead():
    assert leads([at(3.0), at(3.0, 0.4)])[0] == [None, None]


def test_what_was_fetched_ahead_is_at_hand_when_the_camera_comes_there():
    # given a flight whose chunks each take a third of a second to make
    arrived: dict[float, int] = {}
    for seconds in (0.0, 2.0):
        streamer = virtual(SMALL.model_copy(update={"prefetch_s": seconds, "jobs": 16}), cost=20.0)
        frame = settle(streamer, at(0.0, 60.0))
        behind = 0
        for view in flight(240, 60.0):
            streamer.update(view, frame)
            frame += 1
            behind += streamer.stats().behind
        arrived[seconds] = behind

    # then a third fewer chunks are ever behind their level with fetching ahead than without
    assert arrived[2.0] < 0.7 * arrived[0.0]
