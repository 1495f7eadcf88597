"""Of those who are followed the rows that differ from the last look are named, and no others."""

import numpy as np
import pytest

from engine.ai.goap.decisions.followed import COLUMNS, FOLLOWED_WHOLE, SPARSE, Followed


def columns(rows: int, agents: range) -> dict[str, np.ndarray]:
    view = {name: np.zeros((rows, 2) if name == "facts" else rows, np.int32) for name in COLUMNS}
    view["agent_profile"][:] = -1
    view["agent_profile"][agents] = 0
    return view


@pytest.mark.parametrize("agents", [range(2, 9), range(0, 3 * SPARSE, SPARSE)])
def test_only_who_differs_is_named_and_everybody_at_first(agents: range):
    view, followed = columns(4 * SPARSE, agents), Followed()
    assert list(followed.changed(view, ())) == list(agents)
    assert list(followed.changed(view, ())) == []
    for name in COLUMNS:
        for row in (agents[0], agents[-1]):
            if name != "agent_profile":
                view[name][row] += 1
                assert list(followed.changed(view, ())) == [row]
    view["goal"][agents[1]] = view["life"][agents[2]] = 5
    view["life"][agents[-1] + 1] = 5  # no agent
    assert list(followed.changed(view, ())) == [agents[1], agents[2]]
    followed.choose_anew()
    assert list(followed.changed(view, ())) == list(agents)


def test_since_when_somebody_waits_counts_where_the_world_tells_it():
    view, followed = columns(4, range(4)), Followed()
    view["plan_since"] = np.zeros(4, np.int32)
    followed.changed(view, ())
    view["plan_since"][3] = 7
    assert list(followed.changed(view, ())) == [3]


def test_in_a_world_of_another_size_it_is_chosen_again_whom_to_follow():
    followed = Followed()
    assert list(followed.changed(columns(3, range(3)), ())) == [0, 1, 2]
    many = FOLLOWED_WHOLE + 1
    assert list(followed.changed(columns(many, range(many)), {5, 200})) == [5, 200]
    assert list(followed.changed(columns(9, range(0)), {5})) == []
