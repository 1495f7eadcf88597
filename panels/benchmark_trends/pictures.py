"""What the plot draws of a series, and what a run says in lines."""

import numpy as np
from numpy.typing import NDArray

from editor.ui.api import Change, CoursePicture, span_of, tr
from engine.benchmarks.beside.course import FEWEST, Course
from panels.benchmark_trends.words import moment, quantity, share, short

NEAR = 1.6
"""Limits that are further away than so many times the values are left out, or they would press all runs flat."""


def told(course: Course, place: int) -> str:
    """What a run says, in lines."""
    lines = [quantity(float(course.values[place]), course.unit), moment(float(course.times[place]))]
    dirty = tr(", with changes") if course.dirty[place] else ""
    lines.append(tr("commit {commit}{dirty}", commit=short(course.commits[place].decode()), dirty=dirty))
    if np.isfinite(course.low[place]):
        low, high = quantity(course.low[place], ""), quantity(course.high[place], course.unit)
        lines.append(tr("95 % within {low} to {high}", low=low.strip(), high=high))
    if not course.judged[place]:
        lines.append(tr("not judged"))
    return "\n".join(lines)


def picture_of(course: Course, places: NDArray[np.intp], *, is_log: bool) -> CoursePicture | None:
    """What is drawn of a series: the runs at some places, and the changes and limits among them."""
    if not len(places):
        return None
    values = course.values[places]
    first = int(places[0])
    tones = {True: "severity.error", False: "severity.ok"}
    changes = [
        Change(
            float(course.times[each.at]), f"{'▲' if each.size > 0 else '▼'} {share(each.size)}", tones[each.is_worse]
        )
        for each in course.shifts
        if each.at > first
    ]
    limits: list[tuple[float, str]] = []
    if course.limit is not None and course.limit.base is not None:
        words = ((0.0, tr("baseline")), (course.limit.warn, tr("warns")), (course.limit.fail, tr("fails")))
        bounds = ((course.bound(by), word) for by, word in words)
        near = (values.min() / NEAR, values.max() * NEAR)
        limits = [(bound, word) for bound, word in bounds if bound is not None and near[0] < bound < near[1]]
    has_line = course.has_line and int(course.judged[places].sum()) >= FEWEST
    columns = (course.middle[places], course.low[places], course.high[places])
    x = course.times[places]
    return CoursePicture(
        x,
        values,
        course.judged[places],
        *columns,
        span_of(x),
        course.unit,
        changes if has_line else (),
        limits,
        has_line,
        is_log,
    )
