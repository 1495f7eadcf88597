"""Another memory budget moves all chunks to other slots, and the very next picture draws each from its new one."""

from engine.schema.files import TerrainSettings
from engine.terrain.landscape import Landscape
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.streamer import TerrainStreamer
from engine.terrain.streaming.viewpoint import ViewPoint
from engine.terrain.streaming.virtual import VirtualWorkers

VIEW = ViewPoint((10.0, 40.0, -3.0))


def test_the_picture_after_another_budget_names_the_slots_of_now():
    config = StreamingConfig()
    streamer = TerrainStreamer(Landscape(TerrainSettings(kind="endless", seed=3)), config, workers=VirtualWorkers())
    frames = [streamer.update(VIEW, frame) for frame in range(1, 300)]
    before = frames[-1]
    assert not streamer.stats().missing

    for frame, mib in enumerate((64.0, 80.0, 60.0), start=300):
        streamer.configure(config.model_copy(update={"memory_mib": mib}))
        shown = streamer.update(VIEW, frame)

        held = {slot: chunk.key for slot, chunk in shown.everything()}
        keys = list(zip(shown.level.tolist(), shown.x.tolist(), shown.z.tolist(), strict=True))
        assert [held[slot] for slot in shown.slot.tolist()] == keys
    assert len(shown) == len(before)
    streamer.close()
