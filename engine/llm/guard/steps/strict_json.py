"""Strict JSON: read as it is written, never repaired; a key that stands twice is refused."""

from typing import Any

from jiter import from_json

from engine.llm.guard.verdict import refuse

STEP = "JSON"


def strict_json(raw: bytes) -> Any:
    """What the bytes say. Refused for anything that is not exactly one JSON value."""
    try:
        return from_json(raw, catch_duplicate_keys=True, allow_inf_nan=False, partial_mode=False)
    except (ValueError, RecursionError) as error:
        rule = "no key twice" if "uplicate" in str(error) else "valid JSON"
        raise refuse(STEP, rule, f"it can't be read: {error}", expected="exactly one JSON object") from error
