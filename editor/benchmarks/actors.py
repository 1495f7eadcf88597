"""What moving actors cost to draw, without a window: run it on a machine with a graphics card, too."""

import time
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from editor.viewport.camera.camera import looking_at
from editor.viewport.flight.frame_times import percentiles
from editor.viewport.render.context import offscreen_context
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.renderer import Renderer
from engine.benchmarks.benchmark import Case, Unavailable, benchmark
from engine.benchmarks.threshold import Threshold
from engine.cli.console import open_scene
from engine.present.draw_list import DrawList, Instances, instances
from engine.present.from_scene import draw_list_of
from engine.present.ground import height_at
from engine.resources import samples_folder

SIZE = (1920, 1080)
PEOPLE = ("pilgrim", "villager")
HALF_M = 160.0
"""Half the side of the square over which the actors are strewn [m]."""
EYE, TARGET = (0.0, 42.0, 120.0), (0.0, 0.0, 0.0)
STEP_M = 1.4 / 60.0
PARTS = ("picture", "submit", "finish")
COUNTS = (0, 2_500, 20_000, 100_000)


class Crowd:
    """`count` people walking straight on, each its own way, on the ground of a picture."""

    def __init__(self, count: int, ground: Any) -> None:
        random = np.random.default_rng(1)
        self._place = random.uniform(-HALF_M, HALF_M, (count, 2))
        self._yaw = random.uniform(0.0, 2.0 * np.pi, count)
        self._tint = random.uniform(0.7, 1.2, (count, 3)).astype(np.float32)
        self._way = np.stack([np.sin(self._yaw), np.cos(self._yaw)], axis=1) * STEP_M
        self._height = height_at(ground, self._place[:, 0], self._place[:, 1]).astype(np.float32)
        self._kind = np.arange(count) % len(PEOPLE)

    def step(self) -> list[Instances]:
        """Everybody a sixtieth of a second further, as fresh arrays, as a running session gives them."""
        self._place += self._way
        x, z = self._place.T
        where: NDArray[np.float32] = np.stack([x, self._height, z], axis=1).astype(np.float32)
        groups = []
        for number, mesh in enumerate(PEOPLE):
            mine = self._kind == number
            groups.append(instances(mesh, where[mine], yaw=self._yaw[mine], tint=self._tint[mine]))
        return groups


@benchmark(
    name="render.actors",
    unit="ms",
    threshold=Threshold("A hundred thousand people on the screen."),
    cases=lambda actors="": [{"actors": n} for n in (map(int, actors.split(",")) if actors else COUNTS)],
    seconds=10.0,
    samples=600,
    has_tail=True,
)
def actors(actors: int) -> Case:
    """A frame of Echo Grove at 1920 x 1080 with so many walking actors, from their arrays until it is drawn."""
    opened = open_scene(samples_folder() / "veilweaver", scene="echo_grove")
    base = draw_list_of(opened.view)
    try:
        context = offscreen_context()
    except RuntimeError as error:
        raise Unavailable(str(error)) from error
    renderer = Renderer(context, SIZE)
    crowd = Crowd(actors, base.ground)
    camera, options = looking_at(EYE, TARGET), RenderOptions(editing=False, grid=False)
    rows: list[tuple[float, float, float]] = []

    def run() -> float:
        began = time.perf_counter()
        people = crowd.step()
        picture = DrawList(**{**vars(base), "instances": [*base.instances, *people]})
        made = time.perf_counter()
        renderer.draw(picture, camera, options)
        submitted = time.perf_counter()
        renderer.finish()
        ended = time.perf_counter()
        rows.append((made - began, submitted - made, ended - submitted))
        return (ended - began) * 1000.0

    def facts() -> Mapping[str, Any]:
        table = np.array(rows) * 1000.0
        told: dict[str, Any] = {name: percentiles(column) for name, column in zip(PARTS, table.T, strict=True)}
        return {
            **told,
            "drawn": percentiles(table[:, 1] + table[:, 2]),
            "renderer": context.renderer,
            "triangles": renderer.cost.triangles,
            "instances": renderer.cost.instances,
        }

    return Case(run, facts=facts)
