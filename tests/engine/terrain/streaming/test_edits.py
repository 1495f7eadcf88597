"""An edited ground is made again where it differs, and only there; the old one is drawn until then."""

import numpy as np

from engine.terrain.edits import EditTile
from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.stock import touched_keys
from engine.terrain.streaming.streamer import TerrainStreamer
from engine.terrain.streaming.viewpoint import ViewPoint
from tests.engine.terrain.streaming.flights import LAND, events, settle, virtual

STAY = ViewPoint((20.0, 50.0, 20.0))


def raised(height_mm: int) -> EditTile:
    return EditTile(
        np.full((16, 16), height_mm, np.int32), np.zeros((16, 16, 4), np.uint8), np.zeros((16, 16), np.uint8)
    )


def shaped(tiles: dict[tuple[int, int], EditTile | None]):
    return LAND.with_edits(LAND.edits.replaced(tiles))


def in_slots(streamer: TerrainStreamer) -> dict[ChunkKey, int]:
    stock = streamer._stock
    return {key: chunk.version for key in stock.residents.slot_of if (chunk := stock.cache.get(key)) is not None}


def test_a_brush_shows_in_the_very_next_frame_and_everywhere_soon():
    streamer = virtual()
    frame = settle(streamer, STAY)
    before = in_slots(streamer)
    # It ends at the edge of its chunk, so the three neighbours have it in their borders.
    land = shaped({(3, 3): raised(2500)})

    streamer.replace(land)
    shown = streamer.update(STAY, frame)

    sent = {chunk.key: chunk for _, chunk in shown.uploads}
    under = ChunkKey(0, 0, 0)
    assert under in sent
    assert sent[under].digest() == land.make_chunk(under).digest()
    settle(streamer, STAY, frame + 1)
    after = in_slots(streamer)
    changed = {key for key in before if LAND.chunk_version(key) != land.chunk_version(key)}
    assert all(after[key] == land.chunk_version(key) for key in after)
    assert {key for key in before if before[key] != after.get(key, before[key])} == changed
    assert streamer.stats().duplicates == 0


def test_nothing_is_made_where_an_edit_changes_nothing():
    streamer = virtual()
    frame = settle(streamer, STAY)
    before = events(streamer, in_slots(streamer))

    streamer.replace(shaped({(3000, 3000): raised(100)}))
    settle(streamer, STAY, frame)

    assert events(streamer, in_slots(streamer)) == before


def test_a_late_chunk_of_the_old_ground_is_dropped():
    streamer = virtual(cost=12.0)
    for frame in range(1, 6):
        streamer.update(STAY, frame)
    assert streamer.stats().in_flight

    # So many tiles that every chunk differs, whatever its stride.
    land = shaped({(x, z): raised(50) for x in range(-6, 6) for z in range(-6, 6)})
    streamer.replace(land)
    for frame in range(6, 40):
        streamer.update(STAY, frame)

    assert streamer.stats().late_drops > 0
    assert all(version == land.chunk_version(key) for key, version in in_slots(streamer).items())


def test_every_slot_is_told_to_a_picture_that_begins_anew():
    streamer = virtual()
    frame = settle(streamer, STAY)

    shown = streamer.update(STAY, frame)

    held = dict(shown.everything())
    assert set(shown.slot.tolist()) <= set(held)
    for row, slot in enumerate(shown.slot.tolist()):
        assert held[slot].key == (shown.level[row], shown.x[row], shown.z[row])
        assert (held[slot].low, held[slot].high) == (shown.low[row], shown.high[row])


def test_uploads_alone_keep_a_picture_right():
    streamer = virtual()
    slots: dict[int, ChunkKey] = {}
    for frame in range(1, 400):
        shown = streamer.update(ViewPoint((frame * 4.0, 50.0, 0.0)), frame)
        slots.update((slot, chunk.key) for slot, chunk in shown.uploads)
        for row, slot in enumerate(shown.slot.tolist()):
            assert slots[slot] == (shown.level[row], shown.x[row], shown.z[row])


def test_edits_at_both_ends_of_the_world_are_found_without_a_list_of_all_between():
    streamer = virtual()
    frame = settle(streamer, STAY)
    land = shaped({(3, 3): raised(2500), (-4000, -4000): raised(10), (4000, 4000): raised(10)})

    assert touched_keys(LAND, land) is None
    streamer.replace(land)
    settle(streamer, STAY, frame)

    assert all(version == land.chunk_version(key) for key, version in in_slots(streamer).items())
