"""Every peer really steps CROWD-1: everybody walks, obstacles and neighbours stand in the way, nobody leaves."""

import builtins

import numpy as np
import pytest

from engine.benchmarks.benchmark import Unavailable
from engine.benchmarks.cases.physics_full_tick import beside_ours, tick_cases
from engine.benchmarks.peers.peer import DT, LARGEST, PEERS, PeerCrowd
from engine.benchmarks.scenes.crowd_one import CrowdOne
from engine.benchmarks.scenes.crowd_scene import RADIUS_M, CrowdScene
from engine.benchmarks.scenes.overlap import overlap_depths

AGENTS = 60


def crowd_of(peer, *, scene=None, settle=0):
    try:
        return PeerCrowd(peer, scene or CrowdScene(AGENTS), settle=settle)
    except Unavailable as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize("peer", PEERS)
def test_bodies_start_where_the_scene_says_in_its_order(peer):
    np.testing.assert_allclose(crowd_of(peer).places(), CrowdScene(AGENTS).starts, atol=1e-5)


@pytest.mark.parametrize("peer", PEERS)
def test_who_is_alone_goes_as_far_as_its_velocity_says(peer):
    scene = CrowdScene(AGENTS)
    scene.boxes, scene.circles = scene.boxes[:0], scene.circles[:0]
    scene.starts = np.array([(2.0 * (k % 8), 2.0 * (k // 8)) for k in range(AGENTS)], np.float32)
    scene.half = 40.0
    crowd = crowd_of(peer, scene=scene)
    velocity = np.tile(np.array([[0.5, -0.25]], np.float32), (AGENTS, 1))
    for _ in range(6):
        crowd.world.set_velocities(velocity)
        crowd.world.step()
    np.testing.assert_allclose(crowd.world.positions() - scene.starts, velocity * 6 * DT, atol=1e-4)


@pytest.mark.parametrize("peer", PEERS)
def test_everybody_walks_among_the_others_within_the_walls(peer):
    crowd = crowd_of(peer, settle=100)
    scene, before = crowd.place, CrowdScene(AGENTS).starts
    places = crowd.places().astype(np.float64)
    assert (np.linalg.norm(places - before, axis=1) > 0.05).mean() > 0.9
    assert np.abs(places).max() < scene.rim
    assert np.median(overlap_depths(places, RADIUS_M)) < 0.2
    assert len(crowd.step_ns) == 0
    assert crowd.ticks == 100


@pytest.mark.parametrize("peer", PEERS)
def test_circles_boxes_and_walls_stand_in_the_way(peer):
    scene = CrowdScene(3)
    scene.half = 20.0
    scene.circles, scene.boxes = np.array([[0.0, -10.0, 0.6]]), np.array([[0.0, 10.0, 0.6, 0.6]])
    scene.starts = np.array([[-2.0, -10.0], [-2.0, 10.0], [scene.rim - 2.0, 0.0]], np.float32)
    crowd = crowd_of(peer, scene=scene)
    ahead = np.tile(np.array([[3.0, 0.0]], np.float32), (3, 1))
    furthest = scene.starts[:, 0].astype(np.float64)
    for _ in range(90):
        crowd.world.set_velocities(ahead)
        crowd.world.step()
        furthest = np.maximum(furthest, crowd.world.positions()[:, 0])
    np.testing.assert_allclose(furthest, [-1.0, -1.0, scene.rim - RADIUS_M], atol=0.1)


def test_it_walks_to_the_very_goals_that_ours_does():
    peer, ours = crowd_of("pymunk", settle=0), CrowdOne(AGENTS, settle=0)
    peer.aim()
    ours.aim()
    np.testing.assert_array_equal(peer._wanted, ours.world.view["desired_velocity"])


def test_a_crowd_too_large_for_a_turn_of_a_peer_is_not_measured():
    with pytest.raises(Unavailable, match="up to 20,000"):
        PeerCrowd("pymunk", CrowdScene(LARGEST + 1))


def test_a_peer_that_is_not_installed_is_named_with_the_reason(monkeypatch):
    found = builtins.__import__

    def missing(name, *rest, **named):
        if name == "Box2D":
            raise ImportError("No module named 'Box2D'")
        return found(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    monkeypatch.delitem(__import__("sys").modules, "engine.benchmarks.peers.box2d_peer", raising=False)
    with pytest.raises(Unavailable, match="box2d is not installed here"):
        PeerCrowd("box2d", CrowdScene(AGENTS))


def test_peers_stand_beside_ours_at_equal_quality():
    cases = tick_cases(agents=(100,), threads=(0, 2), iterations=(4,), peers=True)
    assert [(case["iterations"], case["threads"]) for case in cases if case["peer"] == "ours"] == [
        (4, 0),
        (4, 2),
        (8, 0),
        (8, 2),
    ]
    assert [case["peer"] for case in cases[-3:]] == list(PEERS)


def test_ratios_are_to_serial_at_the_same_and_for_peers_at_equal_quality():
    def row(peer, iterations, threads, value, **facts):
        return {"agents": 1_000, "peer": peer, "iterations": iterations, "threads": threads}, value, facts

    serial, threaded, good, peer, missing = beside_ours(
        [
            row("ours", 4, 0, 1.0, exchange_ms=0.1, min=0.9),
            row("ours", 4, 2, 0.5, exchange_ms=0.1, min=0.4),
            row("ours", 8, 0, 2.0, exchange_ms=0.5, min=1.0),
            row("pymunk", None, 1, 10.0, step_ms=8.0, min=9.0),
            row("box2d", None, 1, None),
        ]
    )
    assert serial == {"ns_per_agent": 1_000.0}
    assert threaded == {"ns_per_agent": 500.0, "speed_up": 2.0}
    assert good == {"ns_per_agent": 2_000.0}
    assert peer == {
        "ns_per_agent": 10_000.0,
        "times_ours": 4.0,
        "times_ours_step_only": 4.0,
        "times_ours_fastest": 6.0,
    }
    assert missing == {}
