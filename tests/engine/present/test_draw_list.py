"""Draw lists: arrays have the documented shapes and types whatever they were made from."""

import numpy as np

from engine.present.draw_list import instances, with_entities


def test_single_values_stand_for_all_instances() -> None:
    part = instances("rock", [(0, 0, 0), (1, 2, 3)], yaw=0.5, scale=[1.0, 2.0])

    assert part.position.shape == (2, 3)
    assert part.tint.shape == (2, 3)
    assert part.yaw.tolist() == [0.5, 0.5]
    assert part.scale.tolist() == [1.0, 2.0]
    assert {a.dtype for a in (part.position, part.yaw, part.scale, part.tint, part.flash)} == {np.dtype(np.float32)}


def test_keeping_some_instances_keeps_their_rows_together() -> None:
    part = instances("rock", [(0, 0, 0), (1, 0, 0), (2, 0, 0)], entity=["a", "b", "c"], yaw=[0, 1, 2])

    kept = with_entities(part, [2, 0])

    assert kept.entity == ("c", "a")
    assert kept.position[:, 0].tolist() == [2, 0]
    assert kept.yaw.tolist() == [2, 0]


def test_keeping_some_keeps_who_of_them_has_fallen() -> None:
    part = instances("villager", [(0, 0, 0), (1, 0, 0), (2, 0, 0)], lying=[0, 0, 1])

    kept = with_entities(part, [2, 0])

    assert kept.lying is not None
    assert kept.lying.tolist() == [1, 0]
