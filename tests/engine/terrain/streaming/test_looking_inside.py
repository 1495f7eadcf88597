"""What a map of the chunks is told: the camera, the bytes of each chunk, and a way to try a failed one again."""

from engine.schema.files import TerrainSettings
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.chunk_states import FAILED, LOADED, STATES
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.faults import Faults
from engine.terrain.streaming.memory import CHUNK_BYTES
from engine.terrain.streaming.requests import Requests
from engine.terrain.streaming.streamer import TerrainStreamer
from engine.terrain.streaming.viewpoint import ViewPoint
from engine.terrain.streaming.work import Job, Result, run_job

LAND = Landscape(TerrainSettings(kind="endless", seed=3, amplitude=60.0))
VIEW = ViewPoint((10.0, 40.0, -3.0))


class Immediate:
    """Workers that have made everything on offer by the next frame."""

    is_virtual = True
    in_flight = 0

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.jobs: list[Job] = []

    def offer(self, jobs) -> None:
        self.jobs = list(jobs)

    def take(self, frame: int, most: int) -> list[Result]:
        jobs, self.jobs = self.jobs, []
        return [run_job(job, None, self.faults, frame) for job in jobs]

    def flying(self):
        return frozenset()

    def resize(self, jobs: int) -> None:
        """There is no limit."""

    def close(self) -> None:
        """There is no thread."""


def streamed(faults: Faults, frames: int) -> tuple[TerrainStreamer, Immediate]:
    workers = Immediate(faults)
    streamer = TerrainStreamer(LAND, StreamingConfig(retries=1), workers=workers)
    for frame in range(1, frames + 1):
        streamer.update(VIEW, frame)
    return streamer, workers


def test_loaded_chunks_take_a_slot_and_their_arrays():
    streamer, _ = streamed(Faults(), 60)

    states = streamer.chunk_states()

    loaded = states.state == LOADED
    assert loaded.any()
    assert set(states.nbytes[loaded].tolist()) == {2 * CHUNK_BYTES}
    assert ((states.blend >= 0) & (states.blend <= 1)).all()
    assert streamer.view == VIEW


def test_a_chunk_that_was_given_up_is_there_after_it_is_tried_again():
    streamer, workers = streamed(Faults(noise=1.0), 30)
    states = streamer.chunk_states()
    (row, *_) = [row for row, state in enumerate(states.state) if STATES[state] == STATES[FAILED]]
    key = next(key for key in streamer._requests.missing if tuple(key) == tuple(states.key[row].tolist()))
    assert states.nbytes[row] == 0

    workers.faults = Faults()
    streamer.try_again(key)
    for frame in range(31, 60):
        streamer.update(VIEW, frame)

    after = streamer.chunk_states()
    assert STATES[after.state[[tuple(each) for each in after.key.tolist()].index(tuple(key))]] != "failed"
    assert streamer.history(key)[-1].what == "uploaded"


def test_what_was_given_up_and_is_wanted_no_more_is_not_counted_among_what_is_missing():
    # given a chunk that was given up at a place that the camera has left, and another that waits for its next try
    requests = Requests(retries=0)
    there, here = ChunkKey(0, 90, 90), ChunkKey(0, 0, 0)
    requests.ask(there)
    requests.fail(there, "the disk is gone", frame=1)
    assert requests.given_up == 1

    requests.forget(there)
    requests.ask(here)

    assert (len(requests.missing), requests.given_up) == (1, 0)
