"""What an agent calls itself is a claim: it is shown, and nothing in it is markup."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from engine.llm.agents.server import agent_of


def named(name: str, version: str = "1") -> str:
    info = SimpleNamespace(name=name, version=version)
    context: Any = SimpleNamespace(session=SimpleNamespace(client_params=SimpleNamespace(client_info=info)))
    return agent_of(cast(Any, context))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("ambusher", "ambusher 1"),
        ("<img src=x> works & waits", "img src=x works waits 1"),
        ("two\nlines\u202e", "two lines 1"),
    ],
)
def test_a_name_is_shown_without_markup_and_control_characters(name: str, shown: str):
    assert named(name) == shown
