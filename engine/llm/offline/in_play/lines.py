"""Lines of companions from templates: by what happened, chosen by the seed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from engine.llm.client.request import Request
from engine.llm.context.fence import read_fenced
from engine.resources import resource

ANY = "anything"


def line_said(request: Request) -> dict[str, Any] | None:
    """The answer to a question for a companion's line; None where it is none."""
    rows = read_fenced(request.messages[-1].text).get("occasion", ())
    if not rows:
        return None
    lines = _lines().get(str(rows[0].get("kind", "")), _lines()[ANY])
    return {"line": lines[(request.seed or 0) % len(lines)]}


@cache
def _lines() -> Mapping[str, list[str]]:
    return tomllib.loads(resource("planner", "banter.toml").read_text(encoding="utf-8"))["lines"]
