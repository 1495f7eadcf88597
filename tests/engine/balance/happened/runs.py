"""Runs made by hand, and strategies of any."""

from hypothesis import strategies as st

from engine.play.playtest.outcomes import Death, Outcomes, RunOutcome


def fall(who: str = "hero", by: str = "raider", ability: str = "melee", *, party: bool = True) -> Death:
    return Death(60, who, by, 1.0, 1.0, ability, party)


def run(
    seed: int,
    outcome: str = "victory",
    seconds: float = 30.0,
    *,
    deaths: tuple[Death, ...] = (),
    uses: int = 10,
    echo: float | None = None,
) -> RunOutcome:
    used = {"hero.melee": uses, "hero.heal": 0}
    return RunOutcome(seed, outcome, round(seconds * 60), "x", deaths, used, echo=echo)  # type: ignore[arg-type]


DEATHS = st.builds(
    fall, st.sampled_from(["hero", "wave/1", "wave/2"]), st.sampled_from(["", "raider"]), party=st.booleans()
)
RUNS = st.lists(
    st.builds(
        run,
        st.integers(0, 10_000),
        st.sampled_from(["victory", "defeat", "timeout", "failed"]),
        st.floats(0.1, 900.0),
        deaths=st.lists(DEATHS, max_size=4).map(tuple),
        uses=st.integers(0, 40),
        echo=st.none() | st.floats(0.0, 100.0),
    ),
    max_size=40,
    unique_by=lambda each: each.seed,
).map(lambda runs: Outcomes.of("as it is", "average", runs))
