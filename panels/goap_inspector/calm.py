"""Keeps rows where they are while somebody points at them: values go on, places do not."""

from dataclasses import replace

from panels.goap_inspector.sections import Row, Section

RANKED = ("goals", "rejected")
"""Sections whose rows change places by score or by name of what is in the plan."""


def held(before: tuple[Section, ...], after: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of `after` with every row of `before` at its old place; the same sections in the same order.

    A row that is gone stays as an empty one, or, of an action that is in the plan now, says so. What is new comes
    below the others, except in the plan, whose last kept row tells how many steps follow.
    """
    if [section.id for section in before] != [section.id for section in after]:
        return after
    plan = next((section for section in after if section.id == "plan"), None)
    planned = {row.subject for row in plan.rows} if plan is not None else set[str]()
    return tuple(_held(old, new, planned) for old, new in zip(before, after, strict=True))


def _held(old: Section, new: Section, planned: set[str]) -> Section:
    if new.id in RANKED and old.rows and new.rows:
        return replace(new, rows=_ranked(old.rows, new.rows, planned))
    if new.id == "plan":
        return replace(new, rows=_in_as_many(max(1, len(old.rows)), new.rows or (Row("", new.empty, tone="off"),)))
    return new


def _ranked(old: tuple[Row, ...], new: tuple[Row, ...], planned: set[str]) -> tuple[Row, ...]:
    blocks, left = _blocks(old), dict(_blocks(new))
    rows: list[Row] = []
    for name, block in blocks:
        now = left.pop(name, None)
        if now is None:
            text = "In the plan now" if block[0].subject in planned else ""
            now = (replace(block[0], detail=text, edit=None, number="", tone="off"), *block[1:])
        is_same_kind = len(now) > 1 and len(block) > 1
        rows += _parts_as_long_as(block, now) if is_same_kind else now
    for block in left.values():
        rows += block
    return tuple(rows)


def _blocks(rows: tuple[Row, ...]) -> list[tuple[str, tuple[Row, ...]]]:
    """Each row at the left edge with those that are indented below it."""
    found: list[tuple[str, tuple[Row, ...]]] = []
    for row in rows:
        if row.depth and found:
            name, block = found[-1]
            found[-1] = (name, (*block, row))
        else:
            found.append((row.id, (row,)))
    return found


def _parts_as_long_as(old: tuple[Row, ...], new: tuple[Row, ...]) -> tuple[Row, ...]:
    """The parts of a score in as many rows: what stands against the goal is told beside its bar anyway."""
    if len(new) > len(old):
        return (*new[: len(old) - 1], new[-1])
    return (*new, *(Row(f"{new[0].id}/{place}", "", depth=1) for place in range(len(old) - len(new))))


def _in_as_many(count: int, new: tuple[Row, ...]) -> tuple[Row, ...]:
    """A plan in so many rows."""
    if len(new) <= count:
        return (*new, *(Row(f"/{place}", "") for place in range(count - len(new))))
    more = sum(row.id != "total" for row in new[max(1, count - 1) :])
    if count == 1:
        return (replace(new[0], detail=f"Then {more} more"),)
    return (*new[: count - 1], replace(new[-1], text=f"{more} more, total"))
