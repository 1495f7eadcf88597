"""A result beside what it may be."""

from engine.benchmarks.benchmark import Facts


def against(budget: float | None, value: float | None) -> Facts:
    """Facts for a row: the budget, in the unit of the value, and whether it is met; None where nothing was measured."""
    if budget is None:
        return {}
    return {"budget": budget, "met": None if value is None else value <= budget}
