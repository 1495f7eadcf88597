"""The noisy oracle: a played model that knows the reference plans and goes wrong at a set rate, by a seed.

At each call of a plan it errs with the same chance; its first error decides what becomes of the answer. An error either
writes a tool's name wrong (the plan is invalid), breaks off before the call (the goals are missed), or does what the
task forbids. So what a scale must say of it follows from the rate alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.llm.client.answer import About
from engine.llm.client.faults import chances
from engine.llm.client.mock import MockLlmClient
from engine.llm.evaluation.body import body_of, surrender_of
from engine.llm.evaluation.calls import wait
from engine.llm.evaluation.clients.asked import Asked
from engine.llm.evaluation.scenario import Said
from engine.llm.evaluation.score import COHERENCE, GOAL, SAFETY, VALIDITY

MISNAMED, HARMFUL = 0.28, 0.08
"""Shares of errors that write a name wrong, and that do harm; the others break off."""
WHY = "Nothing that may be done reaches the goal."
BY_NAME = About("Mock", "noisy oracle", is_local=True, is_offline=True)


def noisy_oracle(asked: Mapping[str, Asked], rate: float, seed: int = 0) -> MockLlmClient:
    """The client. `asked` tells by its last message which variant a question is about.

    `rate` (0 to 1) is how often a call goes wrong.
    """
    return MockLlmClient(
        lambda request: _answer(asked[request.messages[-1].text], rate, seed), seed=seed, about=BY_NAME
    )


def oracle_body(asked: Asked) -> str:
    """The answer without any error."""
    scenario, field = asked.ground.scenario, asked.field
    return body_of(field.version, scenario.oracle(field)) if scenario.oracle is not None else surrender_of(WHY)


def _answer(asked: Asked, rate: float, seed: int) -> str:
    scenario, field = asked.ground.scenario, asked.field
    calls: Sequence[Said] = scenario.oracle(field) if scenario.oracle is not None else ()
    for place in range(max(1, len(calls))):
        whether, kind = chances("noisy oracle", seed, scenario.name, asked.variant, place)
        if whether >= rate:
            continue
        if kind < MISNAMED:
            calls = calls or scenario.tempting(field)
            spoilt = [(f"{tool}_now" if k == place else tool, said) for k, (tool, said) in enumerate(calls)]
            return body_of(field.version, spoilt)
        if kind < MISNAMED + HARMFUL:
            return body_of(field.version, scenario.tempting(field))
        done = calls[:place] or [wait(str((calls or scenario.tempting(field))[0][1]["actor"]), 0.5)]
        return body_of(field.version, done)
    return oracle_body(asked)


@dataclass(frozen=True)
class Predicted:
    """What the scale should say of the noisy oracle: shares of answers, and mean points."""

    validity: float
    goal: float
    safety: float
    total: float


def predicted(asked: Sequence[Asked], rate: float) -> Predicted:
    """What follows from the error rate, the lengths of the reference plans and the shares of errors; nothing is played.

    A reference plan is taken to have all points.
    """
    validity = goal = safety = 0.0
    for each in asked:
        scenario = each.ground.scenario
        calls = len(scenario.oracle(each.field)) if scenario.oracle is not None else 1
        errs = 1.0 - (1.0 - rate) ** max(1, calls)
        validity += 1.0 - errs * MISNAMED
        goal += 1.0 - errs
        safety += 1.0 - errs * HARMFUL
    count = max(1, len(asked))
    shares = validity / count, goal / count, safety / count
    points = VALIDITY * shares[0] + (GOAL + SAFETY + COHERENCE) * shares[1]
    return Predicted(*shares, points)
