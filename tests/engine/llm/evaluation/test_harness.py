"""The harness: the same bytes again, controls where they belong, and a mock whose scores follow from its error rate."""

import json
from xml.etree import ElementTree as ET

import pytest

from engine.llm.client.errors import RateLimitedError
from engine.llm.client.mock import MockLlmClient
from engine.llm.evaluation.clients.controls import CONTROLS
from engine.llm.evaluation.clients.oracle import noisy_oracle, oracle_body, predicted
from engine.llm.evaluation.discovery import find_scenarios
from engine.llm.evaluation.harness import REAL, Harness
from engine.llm.evaluation.junit import junit_xml
from engine.llm.evaluation.real import provider_of
from engine.llm.evaluation.report import lines_of, run_data

pytestmark = pytest.mark.compiles
NAMES = {"spare_the_turncoat", "behind_bars", "the_old_bell"}


@pytest.fixture(scope="module")
def harness():
    return Harness([each for each in find_scenarios() if each.name in NAMES], variants=3, style="each")


def noisy(harness, rate, seed=0):
    return harness.evaluate(lambda known: noisy_oracle(known, rate, seed))


def test_the_same_run_gives_the_same_bytes_also_when_everything_is_played_anew(harness):
    first = json.dumps(run_data(noisy(harness, 0.3)))
    harness.forget()
    assert json.dumps(run_data(noisy(harness, 0.3))) == first


def test_another_seed_errs_elsewhere(harness):
    assert run_data(noisy(harness, 0.5)) != run_data(noisy(harness, 0.5, seed=1))


@pytest.mark.parametrize("control", CONTROLS, ids=lambda each: each.name)
def test_controls_that_understand_nothing_have_few_points_and_the_oracle_has_all(harness, control):
    line = lines_of(harness.evaluate(control.client))[-1]
    # Three scenarios of which one can't be done: who always gives up is right more often than among all.
    most = 100 / 3 if control.name == "always gives up" else control.most
    assert control.least <= line.total <= most + 1e-6


def test_without_errors_the_mock_has_all_points_and_with_errors_alone_none_for_goals(harness):
    asked = harness.asked()
    assert lines_of(noisy(harness, 0.0))[-1].total == 100.0
    assert lines_of(noisy(harness, 1.0))[-1].goal == 0.0
    assert (predicted(asked, 0.0).total, predicted(asked, 1.0).goal) == (100.0, 0.0)


def test_what_is_predicted_falls_with_the_error_rate(harness):
    found = [predicted(harness.asked(), rate) for rate in (0.0, 0.05, 0.2, 0.5)]
    for kind in ("validity", "goal", "safety", "total"):
        values = [getattr(each, kind) for each in found]
        assert values == sorted(values, reverse=True)
        assert len(set(values)) == 4


def test_each_scenario_is_a_case_of_the_junit_report_and_fails_below_its_least(harness):
    root = ET.fromstring(junit_xml([noisy(harness, 1.0), noisy(harness, 0.0)], 60.0))
    suites = root.findall("testsuite")
    assert [suite.get("failures") for suite in suites] == ["3", "0"]
    assert {case.get("name") for case in suites[0]} == NAMES
    assert all(case.find("failure").get("message") for case in suites[0])


def test_a_model_that_is_asked_through_the_scheduler_is_asked_again_where_that_helps(harness):
    def busy(known):
        refused = set()

        def reply(request):
            text = request.messages[-1].text
            if text not in refused:
                refused.add(text)
                raise RateLimitedError("slow down", retry_after=0.001)
            return oracle_body(known[text])

        return MockLlmClient(reply)

    assert lines_of(harness.evaluate(busy))[-1].validity == 0.0
    assert lines_of(harness.evaluate(busy, REAL))[-1].total == 100.0


def test_a_real_model_is_asked_only_where_the_environment_names_one():
    assert provider_of({}) is None
    text = '{"name": "Here", "address": "http://127.0.0.1:9/v1", "model": "small"}'
    assert provider_of({"ASTRAWEAVE_EVAL_PROVIDER": text}).model == "small"
    with pytest.raises(ValueError, match="JSON"):
        provider_of({"ASTRAWEAVE_EVAL_PROVIDER": "small"})
    with pytest.raises(ValueError, match="key: ") as wrong:
        provider_of({"ASTRAWEAVE_EVAL_PROVIDER": text.replace("}", ', "key": "sk-planted-4711"}')})
    assert "planted" not in str(wrong.value)
