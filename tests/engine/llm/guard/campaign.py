"""The whole campaign: `python -m tests.engine.llm.guard.campaign --hostile 10000 --legal 5000` prints the counts.

Hostile answers must all be refused, and at most 0.5 % of the legal plans may be.
"""

import argparse
import json
import sys
from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from typer import echo

from engine.llm.guard.verdict import Verdict
from tests.engine.llm.guard.hostile import hostile
from tests.engine.llm.guard.legal import PLANS_A_MOMENT, Fights, legal
from tests.engine.llm.guard.stage import Stage, shared_stage

MOST_REFUSED = 0.005


def told(examples: int, seed_phases: tuple[Phase, ...] = (Phase.generate,)) -> settings:
    """So many examples, none kept and none shrunk."""
    return settings(
        max_examples=examples, database=None, deadline=None, phases=seed_phases, suppress_health_check=list(HealthCheck)
    )


def hostile_verdicts(stage: Stage, examples: int) -> list[tuple[str | bytes, Verdict]]:
    """What the guard says of so many hostile answers."""
    found: list[tuple[str | bytes, Verdict]] = []

    @told(examples)
    @given(hostile(stage))
    def ask(body: str | bytes) -> None:
        verdict, command = stage.guard.submit(body, stage.session, stage.role, client="hostile")
        assert verdict.accepted == (command is not None)
        found.append((body, verdict))

    ask()
    return found


def legal_verdicts(fights: Fights, examples: int) -> list[tuple[str, Verdict]]:
    """What the guard says of so many legal plans, or a few more."""
    found: list[tuple[str, Verdict]] = []

    @told(-(-examples // PLANS_A_MOMENT))
    @given(legal(fights), st.just(None))
    def ask(drawn, _) -> None:
        moment, plans = drawn
        fights.session.restore(moment.state)
        version = fights.guard.version(fights.session)
        for role, calls in plans:
            said = [{"tool": tool, "arguments": arguments} for tool, arguments in calls]
            body = json.dumps({"world": version, "calls": said})
            found.append((body, fights.guard.check(body, fights.session, role).verdict))

    ask()
    return found


def many_fights() -> Fights:
    """Moments of eight runs, from a second in until late in the fight."""
    return Fights(seeds=range(1, 9), ticks=range(61, 1200, 37))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hostile", type=int, default=10_000)
    parser.add_argument("--legal", type=int, default=5_000)
    asked = parser.parse_args()
    ended = 0
    if asked.hostile:
        verdicts = hostile_verdicts(shared_stage(), asked.hostile)
        accepted = [body for body, verdict in verdicts if verdict.accepted]
        by_step = Counter(verdict.step for _, verdict in verdicts)
        echo(
            f"hostile: {len(verdicts):,} answers, {len({str(body) for body, _ in verdicts}):,} different, "
            f"{len(accepted)} accepted; refused by step: {dict(by_step.most_common())}"
        )
        for body in accepted[:10]:
            echo(f"  accepted: {str(body)[:300]}")
        ended |= bool(accepted)
    if asked.legal:
        fights = many_fights()
        plans = legal_verdicts(fights, asked.legal)
        refused = [(body, verdict) for body, verdict in plans if not verdict.accepted]
        tools = Counter(call["tool"] for body, _ in plans for call in json.loads(body)["calls"])
        share, different = len(refused) / len(plans), len({body for body, _ in plans})
        echo(
            f"legal: {len(plans):,} plans, {different:,} different, from {len(fights.moments)} moments, "
            f"{len(refused)} refused ({share:.2%})"
        )
        echo(f"  tools asked for: {dict(tools.most_common())}")
        for body, verdict in refused[:20]:
            echo(f"  refused: {verdict.sentence()} {body[:300]}")
        ended |= share > MOST_REFUSED
    return int(ended)


if __name__ == "__main__":
    sys.exit(main())
