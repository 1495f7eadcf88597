"""An answer is mended by what was found in it: the nearest legal value, or without what can't be mended."""

from typing import Any

from engine.llm.client.request import Request
from engine.llm.proposals.finding import ProposalFinding
from engine.llm.proposals.reading import read_answer
from engine.llm.proposals.repair import repair_request
from tests.engine.llm.offline.asked import answer_to, causeway, checker, field, operations, question


def mended(request: Request, *findings: ProposalFinding) -> Any:
    first = answer_to(request).text
    return read_answer(answer_to(repair_request(request, first, findings, is_cut=False)).text)


def test_a_value_out_of_its_range_becomes_the_nearest_legal_one() -> None:
    request = question("set the health of stalkers to -4", causeway())
    check = checker(causeway())
    findings = check(read_answer(answer_to(request).text)).errors
    assert [each.rule for each in findings] == ["range of the field", "range of the field"]

    again = mended(request, *findings)

    assert [each["value"] for each in operations(again)] == [5.0, 0.0]
    assert check(again).is_acceptable


def test_an_id_that_is_taken_is_renamed_wherever_it_is_named() -> None:
    request = question("two raiders come when the well is found", field())
    taken = ProposalFinding("operation", "new id", "taken", "error", "wave", 0, "id", "a new id", "wave_call_9")

    trigger, wave = operations(mended(request, taken))

    assert trigger["id"] == wave["components"]["spawn_group"]["trigger"] == "wave_call_9"


def test_what_cannot_be_mended_is_left_out_with_what_needs_it() -> None:
    request = question(
        "two stalkers ambush the party when the bridge is woven; a novice wins half the time", causeway()
    )
    lost = ProposalFinding("rule", "some-rule", "Nobody may come.", "error", "ambush", 1, "ambush_rift_stalker x")

    proposal = mended(request, lost)

    assert [hunk.id for hunk in proposal.hunks] == ["difficulty"]
    assert "Left out, since no template knows a way round: ambush, warning." in proposal.summary


def test_where_nothing_is_left_it_says_why() -> None:
    request = question("two raiders come at the start", field())
    lost = ProposalFinding("rule", "some-rule", "Nobody may come.", "error", "wave", 0)

    assert "Nobody may come." in mended(request, lost).cannot


def test_a_warning_without_a_way_round_changes_nothing() -> None:
    request = question("two raiders come at the start", field())
    hint = ProposalFinding("rule", "some-rule", "It is dull.", "warning", "wave", 0)

    proposal = mended(request, hint)

    assert operations(proposal) == operations(read_answer(answer_to(request).text))
