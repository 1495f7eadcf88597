"""streaming_config.toml: whatever stands in it, its settings can be used in the end, and what was wrong is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.config_file import config_text, load_config, parse_config, problems_of
from tests.engine.terrain.streaming.flights import virtual

NUMBERS = st.one_of(st.floats(), st.integers(-10, 10_000), st.sampled_from([0.0, 1.0, 64.0, 600.0, 8192.0, 16384.0]))
DISTANCES = st.one_of(
    st.lists(st.floats(), max_size=6), st.lists(st.floats(1.0, 9000.0), min_size=5, max_size=5, unique=True).map(sorted)
)


def written(value: object) -> str:
    return f"[{', '.join(map(repr, value))}]" if isinstance(value, list) else repr(value)


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from([spec.name for spec in StreamingConfig.fields()]), NUMBERS, max_size=5),
    st.one_of(st.none(), DISTANCES),
)
def test_whatever_a_file_says_the_settings_can_be_used(values: dict[str, object], distances: list[float] | None):
    if distances is not None:
        values = {**values, "lod_distances_m": distances}

    config, findings = parse_config("".join(f"{name} = {written(value)}\n" for name, value in values.items()))

    assert problems_of(config) == []
    told = "\n".join(finding.text for finding in findings)
    for name, value in values.items():
        got = getattr(config, name)
        assert name in told or got == (tuple(value) if isinstance(value, list) else value)


@pytest.mark.parametrize(
    "text",
    [
        "lod_distances_m = [300, 200, 1024, 2048, 4096]\nmemory_mib = 4\n",
        "lod_distances_m = [100, 200, 300, 400, 8000]\nview_distance_m = 7000\n",
        "high_water = 0.5\n",
    ],
)
def test_values_that_are_right_alone_and_at_odds_with_each_other_leave_a_streamer_that_runs(text: str):
    config, findings = parse_config(text)

    virtual(config).close()

    assert findings
    assert all("streaming_config.toml" in finding.text and "expected" in finding.text for finding in findings[:1])


def test_both_fields_that_are_at_odds_are_named():
    _, findings = parse_config("high_water = 0.5\n")

    assert [finding.text for finding in findings] == [
        "streaming_config.toml: low_water is 0.92; expected at most high_water, 0.5. "
        "The defaults of low_water, high_water are used instead."
    ]


def test_a_view_of_more_chunks_than_a_texture_holds_is_refused_with_the_number():
    config, findings = parse_config(
        "lod_distances_m = [4000, 5000, 6000, 7000, 8000]\nview_distance_m = 16384\nmemory_mib = 8192\n"
    )

    assert config.lod_distances_m == StreamingConfig().lod_distances_m
    assert "28,323 chunks; expected at most 3,481" in findings[0].text


def test_line_ends_and_marks_of_other_systems_change_nothing(tmp_path):
    path = tmp_path / "streaming_config.toml"
    path.write_bytes(b"\xef\xbb\xbf" + config_text(StreamingConfig(jobs=2)).replace("\n", "\r\n").encode())

    assert load_config(path) == (StreamingConfig(jobs=2), [])
