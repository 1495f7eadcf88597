"""A proposal in words for a terminal, and as plain data."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from engine.llm.proposals.checking import Checked
    from engine.llm.proposals.comparing import ProposalComparison
    from engine.llm.proposals.kept import KeptProposal
    from engine.llm.proposals.proposal import Proposal


def say(text: str) -> None:
    """A line that holds what a model wrote: a terminal obeys what nobody sees, so that is shown as such."""
    typer.echo(printable(text))


def printable(text: str) -> str:
    """The text with a mark in the place of whatever can't be seen; lines stay lines."""
    return "".join(each if each.isprintable() or each == "\n" else "\N{REPLACEMENT CHARACTER}" for each in text)


def hunks_data(
    proposal: "Proposal", checked: "Checked | None", needs: Mapping[str, frozenset[str]]
) -> list[dict[str, Any]]:
    """Each hunk with what it changes in words, and which others it needs."""
    changes = checked.compiled.sentences() if checked is not None else {}
    return [
        {
            "id": hunk.id,
            "why": hunk.why,
            "changes": [*changes.get(hunk.id, ())],
            "needs": sorted(needs.get(hunk.id, ())),
        }
        for hunk in proposal.hunks
    ]


def tell_proposal(
    proposal: "Proposal", checked: "Checked | None", needs: Mapping[str, frozenset[str]], identifier: str
) -> None:
    """Print what is proposed, and what speaks against it."""
    say(f"{identifier}  {proposal.title}")
    if proposal.is_refusal:
        say(f"It can't be done: {proposal.cannot}")
        return
    if proposal.summary:
        say(proposal.summary)
    for each in hunks_data(proposal, checked, needs):
        needed = f"  (needs {', '.join(each['needs'])})" if each["needs"] else ""
        say(f"\n[{each['id']}] {each['why']}{needed}")
        for change in each["changes"]:
            say(f"  {change}")
        for finding in checked.of(each["id"]) if checked is not None else ():
            say(f"  {finding.severity}: {finding.sentence()}")
    for finding in checked.of_none if checked is not None else ():
        say(f"{finding.severity}: {finding.sentence()}")


def tell_list(kept: "tuple[KeptProposal, ...]") -> None:
    """Print kept proposals, a line each."""
    from engine.llm.proposals.kept import report_words

    for each in kept:
        taken = "" if each.accepted is None else f"; accepted: {', '.join(each.accepted)}"
        report = "" if each.report is None else f"; {report_words(each.report)}"
        say(f"{each.id}  {each.proposal.title}  ({each.model or each.client}{report}{taken})")
    if not kept:
        say("No proposal of this project is kept.")


def tell_comparison(found: "ProposalComparison", one: str, other: str) -> None:
    """Print what differs between two proposals."""
    say(f"the same in both: {', '.join(found.same) or 'no hunk'}")
    say(f"only in {one}: {', '.join(found.only_one) or 'no hunk'}")
    say(f"only in {other}: {', '.join(found.only_other) or 'no hunk'}")
    for each in found.changed:
        say(f"[{each.id}] {len(each.only_one)} operations of {one}, {len(each.only_other)} of {other} differ")
    for rate in found.rates:
        change = "n/a" if rate.difference is None else f"{rate.difference:+.1%}"
        say(f"{rate.skill}: {_rate(rate.one)} won after {one}, {_rate(rate.other)} after {other} ({change})")
    if found.rates and not found.is_paired:
        say("Their playtests had other seeds, or began from another state: read the rates with care.")


def _rate(result: Mapping[str, Any] | None) -> str:
    return "n/a" if result is None or result["win_rate"] is None else f"{result['win_rate']:.1%}"
