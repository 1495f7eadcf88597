"""The search for values that make a fight fair: one number alone, then several by a model, at last step by step."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from engine.balance.asking import Play, Progress, never, unheard
from engine.balance.fair.model import Model
from engine.balance.fair.target import Fair, Measured, Point, Target, loss
from engine.balance.fair.trials import STUDY, TIGHT, StoppedError, Trials
from engine.balance.properties import Property

BUDGET = 40_000
"""Runs of all skills together that a search may take."""
GLANCE, LOOK = 64, 128
"""Seeds a skill: to see which way a number works, and to go on; what seems inside is then studied with more."""
PROBE = 0.3
"""How far a number is moved to see which way it works."""
STEPS, ROUNDS, STRICT = 8, 12, 3
"""At most so many halvings of one number, and so many models, the first of which have to lead well inside."""
NEAR = 0.1
"""A point that misses less than that with few seeds is looked at with more."""


def make_it_fair(
    play: Play,
    target: Target,
    numbers: Sequence[Property],
    *,
    first_seed: int = 0,
    budget: int = BUDGET,
    progress: Progress = unheard,
    cancelled: Callable[[], bool] = never,
) -> Fair:
    """Values of some numbers with which a fight ends inside its bands, few and small moves first.

    One number alone is tried by halving; where that can't do it, several are moved by a model of what was played, at
    last step by step without one. Whatever seems right is played with fresh seeds, and only what they confirm is found.

    Args:
        play: What plays.
        target: Where the fight should be.
        numbers: Those that may move, each within its field's limits.
        first_seed: The search plays the seeds from here on, the confirmation those from `FRESH` behind it.
        budget: Runs of all skills together; where they are used up, the nearest point so far is the answer.
        progress: Told before each request.
        cancelled: Asked before each request; then the nearest point so far is the answer.
    """
    work = Trials(play, target, numbers, first_seed, budget, progress, cancelled)
    try:
        for point in _candidates(work):
            if work.confirms(point):
                return work.answer(point, is_found=True)
    except StoppedError:
        pass
    # Seeds that were searched on flatter what the search likes; so the nearest is told as fresh ones see it.
    nearest = work.nearest()
    return work.answer(nearest, is_found=work.confirms_at_last(nearest))


def _candidates(work: Trials) -> Iterator[Point]:
    """Points that seem to be inside, the fewest moves first."""
    if not work.loss(work.start, GLANCE) and not work.loss(work.start, STUDY):
        yield work.start
    if not work.axes:
        return
    for axis in range(len(work.axes)):
        for place in (-PROBE, PROBE):
            work.measure(work.moved(work.start, axis, place), GLANCE)
    yield from _alone(work)
    yield from _together(work)
    yield from _step_by_step(work)


def _needs(work: Trials, measured: Measured) -> list[float]:
    """For each band whether the value has to go up (1), down (-1), or may stay (0)."""
    return [float(np.sign(band.miss(measured.value(name), TIGHT * band.width))) for name, band in work.target.bands()]


def _slopes(work: Trials, axis: int) -> list[float]:
    """For each band which way and how much the value goes with a number; 0 where that can't be told from chance."""
    less, more = (work.measure(work.moved(work.start, axis, place), GLANCE) for place in (-PROBE, PROBE))
    found: list[float] = []
    for name, _ in work.target.bands():
        apart = more.value(name) - less.value(name)
        # On the same seeds differences scatter far less than the values themselves.
        is_chance = abs(apart) < 0.5 * (more.error(name) + less.error(name))
        found.append(0.0 if is_chance else apart / (2.0 * PROBE))
    return found


def _alone(work: Trials) -> Iterator[Point]:
    """One number alone, by halving; first those that seem to need the smallest move."""
    start = work.measure(work.start, GLANCE)
    far: list[tuple[float, int, float]] = []
    for axis in range(len(work.axes)):
        ways: set[float] = set()
        reach = 0.0
        for need, slope, (name, band) in zip(
            _needs(work, start), _slopes(work, axis), work.target.bands(), strict=True
        ):
            if need:
                ways.add(need * float(np.sign(slope)))
                reach = max(reach, abs(band.miss(start.value(name), TIGHT * band.width)) / max(abs(slope), 1e-9))
        if len(ways) == 1 and 0.0 not in ways:
            far.append((reach, axis, ways.pop()))
    for _, axis, way in sorted(far):
        found = _halved(work, axis, way)
        if found is not None:
            yield found


def _halved(work: Trials, axis: int, way: float) -> Point | None:
    """The point on one axis, towards `way`, at which every value is inside; None where there is none."""
    slopes = _slopes(work, axis)

    def still(point: Point, count: int) -> float:
        """Whether one has to go on (1), go back (-1), or neither (0); 2 where one value wants this, another that."""
        ways = {
            need * float(np.sign(slope)) * way
            for need, slope in zip(_needs(work, work.measure(point, count)), slopes, strict=True)
            if need
        }
        return 2.0 if len(ways) > 1 or 0.0 in ways else ways.pop() if ways else 0.0

    near, far = 0.0, PROBE
    while (now := still(work.moved(work.start, axis, way * far), GLANCE)) == 1.0:
        if far >= 1.0:
            return None
        near, far = far, min(1.0, 2.0 * far)
    place = far if now == 0.0 else (near + far) / 2.0
    for _ in range(STEPS):
        if now == 2.0:
            return None
        point = work.moved(work.start, axis, way * place)
        now = still(point, LOOK)
        now = still(point, STUDY) if now == 0.0 else now
        if now == 0.0:
            return point
        near, far = (place, max(far, min(1.0, 1.2 * place))) if now == 1.0 else (near, place)
        place = (near + far) / 2.0
    return None


def _together(work: Trials) -> Iterator[Point]:
    """Several numbers, by a model of what was played that is fitted anew to each point that it leads to.

    At first a point has to lie well inside to be worth fresh seeds; later, and where the model leads nowhere else, it
    is enough that nothing seems to be missed: bands that leave little room hardly seem well inside to few seeds.
    """
    for turn in range(ROUNDS):
        best = min(work.played, key=lambda point: loss(work.target, work.played[point], TIGHT))
        model = Model(work.target, list(work.played.items()), best, max(0.25, 0.8 * 0.75**turn), TIGHT + 0.1)
        point = model.best(work.snap)
        is_new = point not in work.played or work.played[point].runs < STUDY
        least = work.loss(point, LOOK)
        if least < NEAR:
            least = work.loss(point, STUDY)
        if not least or ((turn >= STRICT or not is_new) and not work.loss(point, STUDY, tight=0.0)):
            yield point
        if not is_new:
            return


def _step_by_step(work: Trials) -> Iterator[Point]:
    """Pattern search on the runs themselves (Hooke and Jeeves, 1961), from the nearest point so far."""
    here, step = work.nearest(), PROBE / 2.0
    least = work.loss(here, LOOK)
    while step > 0.02:
        is_better = False
        for axis in range(len(work.axes)):
            for way in (step, -step):
                point = work.moved(here, axis, here[axis] + way)
                found = work.loss(point, LOOK) if point != here else least
                if found < least:
                    here, least, is_better = point, found, True
                    break
        if not least and not work.loss(here, STUDY):
            yield here
            return
        if not is_better:
            step /= 2.0
