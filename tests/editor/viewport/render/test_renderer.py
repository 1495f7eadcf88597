"""The renderer, judged by its pixels."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from editor.viewport.camera.camera import Camera
from editor.viewport.render.context import FRAMEBUFFER_BINDING
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.program import Program
from editor.viewport.render.renderer import Renderer
from editor.viewport.render.targets import Target
from engine.present.batches import lines, rings
from engine.present.draw_list import DrawList, Environment, Glow, Ribbon, instances

SIZE = (320, 180)
Draw = Callable[..., np.ndarray]


def pixel_of(camera: Camera, point: tuple[float, float, float]) -> tuple[int, int]:
    x, y, _ = camera.project([point], SIZE)[0]
    return int(x), int(y)


def changed(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.abs(one.astype(int) - other.astype(int)).max(axis=2) > 8


def test_the_ground_covers_the_lower_part_and_the_sky_the_rest(picture: DrawList, drawn: Draw) -> None:
    with_ground = drawn(picture)
    without = drawn(replace(picture, ground=None, instances=[], rings=[]))

    assert changed(with_ground, without)[120:].mean() > 0.9
    assert len(np.unique(without.reshape(-1, 4), axis=0)) > 50


def test_an_actor_appears_where_the_camera_projects_it(picture: DrawList, camera: Camera, drawn: Draw) -> None:
    before = drawn(replace(picture, instances=[], rings=[]))
    after = drawn(replace(picture, instances=picture.instances[:1], rings=[]))

    x, y = pixel_of(camera, (-2.0, 1.0, 0.0))
    difference = changed(before, after)
    assert difference[y, x]
    assert not difference[:, SIZE[0] * 3 // 4 :].any()


def test_actors_stand_on_the_far_side_of_nearer_ones(picture: DrawList, camera: Camera, drawn: Draw) -> None:
    near = instances("crate", [(-2.0, 0.0, 3.0)], scale=2.0)
    only_near = drawn(replace(picture, instances=[near], rings=[]))
    both = drawn(replace(picture, instances=[near, picture.instances[0]], rings=[]))

    x, y = pixel_of(camera, (-2.0, 1.0, 4.0))
    assert not changed(only_near, both)[y - 3 : y + 4, x - 3 : x + 4].any()


def test_the_same_picture_gives_the_same_bytes(picture: DrawList, drawn: Draw) -> None:
    assert drawn(picture).tobytes() == drawn(picture).tobytes()


def test_pick_names_the_entity_under_the_pixel(
    picture: DrawList, camera: Camera, renderer: Renderer, drawn: Draw
) -> None:
    drawn(picture)

    assert renderer.pick(*pixel_of(camera, (-2.0, 1.2, 0.0))) == "kael"
    assert renderer.pick(*pixel_of(camera, (2.0, 0.9, 0.2))) == "stalker"
    assert renderer.pick(*pixel_of(camera, (0.0, 0.0, -3.0))) is None


def test_a_hill_hides_what_stands_behind_it(picture: DrawList, camera: Camera, renderer: Renderer, drawn: Draw) -> None:
    assert picture.ground is not None
    heights = picture.ground.heights.copy()
    heights[22:25] = 4.5
    drawn(replace(picture, ground=replace(picture.ground, heights=heights, revision=1)))

    assert renderer.pick(*pixel_of(camera, (-2.0, 1.2, 0.0))) is None


def test_a_box_picks_everything_inside_it(picture: DrawList, camera: Camera, renderer: Renderer, drawn: Draw) -> None:
    drawn(picture)

    assert set(renderer.pick_box(0, 0, *SIZE)) == {"kael", "stalker"}
    assert renderer.pick_box(0, 0, SIZE[0] / 2, SIZE[1]) == ("kael",)


def test_selection_draws_an_amber_edge_round_the_entity_only(picture: DrawList, camera: Camera, drawn: Draw) -> None:
    plain = drawn(picture)
    marked = drawn(picture, selected=frozenset({"kael"}))

    difference = changed(plain, marked)
    x, _ = pixel_of(camera, (-2.0, 1.0, 0.0))
    columns = np.flatnonzero(difference.any(axis=0))
    assert 20 < difference.sum() < 2000
    assert abs(columns.mean() - x) < 25
    strongest = marked[difference].astype(int)
    assert (strongest[:, 0] > strongest[:, 2] + 40).mean() > 0.5


def test_an_edge_drawn_elsewhere_before_leaves_nothing_behind(picture: DrawList, drawn: Draw) -> None:
    kael = frozenset({"kael"})
    expected = drawn(picture, selected=kael)
    for step in range(12):
        crate = instances("crate", [(-3.2 + 0.2 * step, 0.0, 1.0)], scale=3.0, entity=("crate",))
        drawn(replace(picture, instances=[crate]), selected=frozenset({"crate"}))
        assert drawn(picture, selected=kael).tobytes() == expected.tobytes(), step


def test_a_body_before_the_player_is_seen_through(picture: DrawList, camera: Camera, drawn: Draw) -> None:
    eye, target = np.array(camera.eye), np.array((-2.0, 0.0, 0.0))
    x, _, z = eye + (target - eye) * 0.5
    wall = instances("crate", [(float(x), 0.0, float(z))], scale=4.0)
    blocked = replace(picture, instances=[wall, picture.instances[0]], rings=[])
    alone = replace(picture, instances=[wall], rings=[])
    column, row = pixel_of(camera, (-2.0, 1.0, 0.0))
    around = np.s_[row - 4 : row + 5, column - 4 : column + 5]

    assert not changed(drawn(blocked), drawn(alone))[around].any()
    clear = {"clear_to": tuple(float(value) for value in target)}
    assert changed(drawn(blocked, **clear), drawn(alone, **clear))[around].any()


def test_a_friend_beside_the_player_fades_where_a_foe_stays(picture: DrawList, camera: Camera, drawn: Draw) -> None:
    eye, target = np.array(camera.eye), np.array((-2.0, 0.0, 0.0))
    x, _, z = eye + (target - eye) * 0.86
    column, row = pixel_of(camera, (-2.0, 1.0, 0.0))
    around = np.s_[row - 4 : row + 5, column - 4 : column + 5]
    clear = {"clear_to": tuple(float(value) for value in target)}
    for yields in (None, 1.0):
        body = instances("kael", [(float(x), 0.0, float(z))], scale=1.6, yields=yields)
        both = replace(picture, instances=[body, picture.instances[0]], rings=[])
        seen = changed(drawn(both, **clear), drawn(replace(both, instances=[body]), **clear))[around]
        assert seen.any() == (yields is not None)


def test_marks_are_seen_through_bodies_only_where_that_is_asked_for(picture: DrawList, drawn: Draw) -> None:
    wall = replace(picture, instances=[instances("crate", [(0.0, 0.0, 1.5)], scale=4.0)], rings=[])
    bare = drawn(wall)
    behind = {"start": [(-1.0, 0.0, -2.0)], "end": [(1.0, 0.0, -2.0)], "colour": "#ff0000", "width": 0.4}
    round_it = {"position": [(0.0, 0.0, -2.0)], "radius": 0.8, "colour": "#ff0000", "width": 0.4}
    seen = []
    for through in (0.0, 0.6):
        line = lines(wall.ground, **behind, through=through)
        ring = rings(wall.ground, **round_it, through=through)
        seen.append(changed(bare, drawn(replace(wall, line_batches=[line]))).sum())
        seen.append(changed(bare, drawn(replace(wall, ring_batches=[ring]))).sum())

    assert seen[:2] == [0, 0]
    assert min(seen[2:]) > 20


def test_the_fallen_lie_on_the_ground(picture: DrawList, camera: Camera, drawn: Draw) -> None:
    bare = drawn(replace(picture, instances=[], rings=[]))
    tall = []
    for lying in (0.0, 1.0):
        kael = instances("kael", [(-2.0, 0.0, 0.0)], yaw=np.pi / 2, entity=["kael"], lying=lying)
        seen = np.argwhere(changed(bare, drawn(replace(picture, instances=[kael], rings=[]))))
        tall.append(np.ptp(np.percentile(seen[:, 0], (10, 90))))

    assert tall[1] < 0.7 * tall[0]


def test_the_grid_is_drawn_only_when_asked_for(picture: DrawList, drawn: Draw) -> None:
    assert changed(drawn(picture, grid=True), drawn(picture, grid=False)).sum() > 500


def test_editing_is_brighter_than_playing(picture: DrawList, drawn: Draw) -> None:
    assert drawn(picture, grid=False).mean() > drawn(picture, grid=False, editing=False).mean()


def test_fog_melts_far_things_into_the_air(picture: DrawList, drawn: Draw) -> None:
    clear = replace(picture, environment=Environment(fog_density=0.0))
    thick = replace(picture, environment=Environment(fog_density=4.0))

    assert drawn(thick, editing=False)[80:].std() < drawn(clear, editing=False)[80:].std()


def test_still_things_cast_a_baked_shadow(picture: DrawList, drawn: Draw) -> None:
    bare = replace(picture, instances=[], rings=[])
    wooded = replace(bare, instances=[instances("standing_stone", [(3.0, 0.0, -4.0)], scale=2.0)])

    darker = drawn(bare).astype(int).sum(axis=2) - drawn(wooded).astype(int).sum(axis=2) > 30
    assert darker[90:].sum() > 200


def test_baked_shadows_of_ground_under_a_brush_wait_until_it_lets_go(
    picture: DrawList, renderer: Renderer, drawn: Draw
) -> None:
    assert picture.ground is not None
    raised = replace(picture, ground=replace(picture.ground, heights=picture.ground.heights + np.float32(0.1)))
    elsewhere = replace(raised, ground=replace(picture.ground, origin=(-21.0, -20.0)))
    drawn(picture)
    before = renderer.shadow_bakes
    drawn(raised, settled=False)
    assert renderer.shadow_bakes == before
    drawn(elsewhere, settled=False)
    assert renderer.shadow_bakes == before + 1, "what was baked for another place says nothing here"
    drawn(raised)
    assert renderer.shadow_bakes == before + 2


def test_what_stands_on_ground_under_a_brush_darkens_its_feet_all_the_while(picture: DrawList, drawn: Draw) -> None:
    stone = replace(picture, rings=[], instances=[instances("standing_stone", [(0.0, 0.0, 0.0)], scale=2.0)])
    assert stone.ground is not None
    drawn(stone)
    again = replace(stone, ground=replace(stone.ground, heights=stone.ground.heights.copy()))
    assert not changed(drawn(stone), drawn(again, settled=False)).any()


def test_a_flash_whitens_and_a_tint_colours(picture: DrawList, drawn: Draw) -> None:
    crate = [(0.0, 0.0, 0.0)]
    plain = drawn(replace(picture, instances=[instances("crate", crate, scale=2.0)]))
    flashed = drawn(replace(picture, instances=[instances("crate", crate, scale=2.0, flash=1.0)]))
    red = drawn(replace(picture, instances=[instances("crate", crate, scale=2.0, tint=(1.0, 0.1, 0.1))]))

    area = changed(plain, flashed)
    assert area.sum() > 100
    assert flashed[area].mean() > plain[area].mean() + 20
    area = changed(plain, red)
    assert red[area][:, 1].mean() < plain[area][:, 1].mean() - 5


def test_light_adds_to_the_picture(picture: DrawList, drawn: Draw) -> None:
    dark = drawn(picture).astype(int)
    lit = drawn(
        replace(
            picture,
            glows=[Glow((0.0, 1.0, 0.0), 1.0, "#ffc667", lights=True)],
            ribbons=[Ribbon((-3.0, 2.0, 0.0), (3.0, 2.0, 0.0), "#4fe3dc", strands=2)],
        )
    ).astype(int)

    assert lit.mean() > dark.mean() + 1.0


def test_nothing_at_all_can_be_drawn(drawn: Draw, renderer: Renderer) -> None:
    drawn(DrawList())

    assert renderer.pick(10, 10) is None
    assert renderer.pick_box(0, 0, 50, 50) == ()


def test_what_the_camera_does_not_see_is_not_submitted(picture: DrawList, drawn: Draw, renderer: Renderer) -> None:
    behind = instances("pine", [(x, 0.0, 40.0) for x in range(-50, 50)])
    drawn(replace(picture, ground=None, instances=[behind]))

    assert renderer.cost.instances == 0


def test_no_tree_stands_between_the_game_camera_and_the_player(
    picture: DrawList, camera: Camera, renderer: Renderer, drawn: Draw
) -> None:
    trees = instances("pine", [(0.0, 0.0, 4.0), (9.0, 0.0, -6.0)])
    wooded = replace(picture, instances=[*picture.instances, trees])
    drawn(wooded, editing=False)
    before = renderer.cost.instances

    drawn(wooded, editing=False, clear_to=(0.0, 0.0, 0.0))

    assert renderer.cost.instances == before - 1


def test_people_are_drawn_with_fewer_triangles_the_farther_away_they_are(
    picture: DrawList, camera: Camera, drawn: Draw, renderer: Renderer
) -> None:
    def triangles(*people: tuple[float, float, float]) -> int:
        drawn(replace(picture, instances=[instances("villager", people)] if people else [], rings=[]))
        return renderer.cost.triangles

    bare = triangles()
    spent = [triangles((0.0, 0.0, camera.eye[2] - away)) - bare for away in (6.0, 12.0, 25.0)]

    assert spent[0] > 4 * spent[1] > 4 * spent[2] > 0
    assert spent[2] <= 9


def test_a_crowd_near_by_casts_shadows(picture: DrawList, drawn: Draw) -> None:
    def dark(mesh: str) -> np.ndarray:
        people = instances(mesh, [(0.0, 0.0, 4.0)], tint=(9.0, 9.0, 9.0))
        return drawn(replace(picture, instances=[people], rings=[]))[..., :3].sum(axis=2)

    bare = drawn(replace(picture, instances=[], rings=[]))[..., :3].sum(axis=2)

    # The one in the distance casts none: what is dark of it is its body.
    assert (dark("villager") < bare - 20).sum() > (dark("villager_far") < bare - 20).sum() + 40


def test_a_program_made_while_a_picture_is_drawn_leaves_the_target_bound(renderer: Renderer, drawn: Draw) -> None:
    drawn(DrawList())
    context = renderer.context
    context.make_current()
    target = Target(context.gl, 16, 16)
    target.bind()
    Program(context, "segment.vert", "line.frag", textures=("heights",))
    assert context.gl.integer(FRAMEBUFFER_BINDING) == target.handle
    target.delete()


def test_a_second_picture_is_the_one_that_its_camera_takes_and_leaves_the_first_as_it_is(
    picture: DrawList, camera: Camera, renderer: Renderer
) -> None:
    other, small = replace(camera, yaw=camera.yaw + 0.4), (160, 90)
    options = RenderOptions(editing=False)
    renderer.resize(small)
    renderer.draw(picture, other, options)
    wanted = renderer.read_pixels().copy()
    renderer.resize(SIZE)
    renderer.draw(picture, camera, options)
    first, found = renderer.read_pixels().copy(), renderer.pick(*pixel_of(camera, (-2.0, 1.2, 0.0)))

    second = renderer.inset(picture, other, options, small)

    np.testing.assert_array_equal(second, wanted)
    np.testing.assert_array_equal(renderer.read_pixels(), first)
    assert renderer.size == SIZE
    assert renderer.pick(*pixel_of(camera, (-2.0, 1.2, 0.0))) == found == "kael"
