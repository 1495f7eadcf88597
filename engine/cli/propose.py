"""astraweave propose: a wish becomes a checked proposal, which is playtested, and accepted only on a condition."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.cli.console import ANSWER_IS_NO, UserError, open_project, print_json, verb, working
from engine.cli.proposing import Asked, client_of, draft, request_of, told_as_sentences

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from engine.document import Document
    from engine.llm.proposals.accept_if import AcceptIf, Judged
    from engine.llm.proposals.checking import Checked
    from engine.llm.proposals.kept import KeptProposal, KeptProposals

NAME = "propose"
SEEDS_TO_JUDGE = 64
"""Seeds that a condition is judged by where --playtest says nothing."""


def command(
    project: Annotated[Path, typer.Argument(help="Folder of the project.")],
    wish: Annotated[str, typer.Argument(help="What is wanted, in a sentence or two.")] = "",
    encounter: Annotated[str, typer.Option(help="Encounter it is about; by default the project's main one.")] = "",
    client: Annotated[
        str, typer.Option(help="Who answers: offline (templates), or a model by its protocol, openai or anthropic.")
    ] = "offline",
    address: Annotated[str, typer.Option(metavar="URL", help="Where the model is asked.")] = "",
    model: Annotated[str, typer.Option(help="The model, as the server calls it.")] = "",
    key: Annotated[str, typer.Option(metavar="VARIABLE", help="Environment variable that holds the key.")] = "",
    rounds: Annotated[int, typer.Option(min=0, max=8, help="How often it may mend its answer.")] = 2,
    max_tokens: Annotated[int, typer.Option("--max-tokens", min=1, help="Longest answer.")] = 4096,
    seconds: Annotated[float, typer.Option(min=1.0, help="How long one answer may take.")] = 60.0,
    seed: Annotated[int, typer.Option(help="Seed for the model, which not every model heeds.")] = 0,
    playtest: Annotated[
        int, typer.Option(min=0, metavar="SEEDS", help="Play so many seeds before and after; 0 plays none.")
    ] = 0,
    skill: Annotated[str, typer.Option(help="Who plays: some of novice, average, expert.")] = "novice,average,expert",
    processes: Annotated[int, typer.Option(min=0, max=256, help="Worker processes; 0 is one a core.")] = 1,
    hunks: Annotated[
        str, typer.Option(metavar="ID,ID", help="Take these hunks and what they need; all by default.")
    ] = "",
    accept_if: Annotated[
        str,
        typer.Option("--accept-if", metavar="CONDITION", help='Accept and save if "win_rate(novice) in 0.4..0.7".'),
    ] = "",
    kept: Annotated[str, typer.Option(metavar="ID", help="Go on with a kept proposal instead of asking.")] = "",
    compare: Annotated[str, typer.Option(metavar="ID", help="Say what differs from this kept proposal.")] = "",
    list_kept: Annotated[bool, typer.Option("--list", help="List the kept proposals of the project.")] = False,
    trust: Annotated[bool, typer.Option("--trust", help="Run the project's own Python.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Ask for a change of an encounter, check it, and play it before and after; without --accept-if nothing is changed.

    Exit code 0: a proposal without errors was made, and accepted if that was asked; 1: it can't be done, has errors
    left, or the condition does not hold; 2: the request can't be met.
    """
    with verb(as_json=as_json), told_as_sentences():
        from engine.llm.proposals.accept_if import accept_if as understood
        from engine.llm.proposals.kept import KeptProposals

        shelf = KeptProposals.of(project)
        if list_kept:
            _list(shelf, as_json=as_json)
            return
        if bool(kept) == bool(wish.strip()):
            raise UserError("say what is wanted, or name a kept proposal by --kept ID; one of them.")
        condition = understood(accept_if) if accept_if else None
        asked = Asked(client, address, model, key, rounds, max_tokens, seconds, seed)
        document, game = open_project(project, trust=trust)
        flow = _Flow(document, game, shelf, condition, as_json=as_json)
        if kept:
            flow.go_on(_read(shelf, kept))
        else:
            flow.ask(wish.strip(), encounter, asked)
        flow.choose(hunks)
        if compare:
            flow.compare(_read(shelf, compare))
        if playtest or condition is not None:
            flow.play(playtest or SEEDS_TO_JUDGE, skill, processes)
        is_good = flow.end()
    if not is_good:
        raise typer.Exit(ANSWER_IS_NO)


class _Flow:
    """One way from a wish to what became of it."""

    def __init__(
        self,
        document: "Document",
        game: "tuple[ModuleType, ...]",
        shelf: "KeptProposals",
        condition: "AcceptIf | None",
        *,
        as_json: bool,
    ) -> None:
        self._document = document
        self._game = game
        self._shelf = shelf
        self._condition = condition
        self._as_json = as_json
        self._kept: KeptProposal | None = None
        self._checked: Checked | None = None
        self._needs: Mapping[str, frozenset[str]] = {}
        self._judged: tuple[Judged, ...] = ()
        self._report: dict[str, Any] = {"project": str(document.folder)}
        self._saved: list[str] = []

    def ask(self, wish: str, encounter: str, asked: Asked) -> None:
        """Ask for a proposal and keep it. UserError where no answer was one."""
        from engine.llm.proposals.kept import KeptProposal
        from engine.llm.proposals.scope import Scope

        scope = Scope.of(self._document, encounter or None)
        client = client_of(asked.client, asked.address, asked.model, asked.key)
        request = request_of(self._document, scope, wish, asked)
        drafted = draft(self._document, scope, client, request, asked, as_json=self._as_json)
        kept = KeptProposal.drafted(drafted, wish, scope)
        if kept is None:
            raise UserError(drafted.nothing_sentence())
        self._kept = kept
        self._report["broken"] = drafted.broken
        self._shelf.write(kept)

    def go_on(self, kept: "KeptProposal") -> None:
        """Go on with one that is kept."""
        self._kept = kept

    def choose(self, hunks: str) -> None:
        """Check what is taken against the project as it is. UserError for a hunk that there is none of."""
        from engine.llm.proposals.checking import check_proposal
        from engine.llm.proposals.review import dependencies, with_needed

        kept = self._now
        if kept.proposal.is_refusal:
            return
        wanted = {each.strip() for each in hunks.split(",") if each.strip()}
        there = [hunk.id for hunk in kept.proposal.hunks]
        for each in sorted(wanted - {*there}):
            raise UserError(f'the proposal has no hunk "{each}"; it has {", ".join(there)}.')
        self._needs = dependencies(kept.proposal, self._document, kept.scope)
        chosen = with_needed(wanted or there, self._needs)
        self._checked = check_proposal(kept.proposal, self._document, kept.scope, chosen)

    def compare(self, other: "KeptProposal") -> None:
        """Lay another kept one beside it."""
        from dataclasses import asdict

        from engine.cli.proposal_words import tell_comparison
        from engine.llm.proposals.comparing import compare_proposals

        found = compare_proposals(other, self._now)
        self._report["comparison"] = asdict(found)
        if not self._as_json:
            tell_comparison(found, other.id, self._now.id)

    def play(self, seeds: int, skill: str, processes: int) -> None:
        """Play what is taken before and after; what can't be accepted is not played."""
        from engine.balance.kept import KeptResults
        from engine.llm.proposals.playtesting import playtest_proposal
        from engine.play.playtest.backends import backend_of

        checked = self._checked
        if checked is None or not checked.is_acceptable:
            self._report["not_played"] = "The proposal is not playtested, since it can't be accepted."
            return
        asked = [part.strip() for part in skill.split(",") if part.strip()]
        skills = tuple(dict.fromkeys([*asked, *(self._condition.skills if self._condition is not None else ())]))
        with closing(backend_of(processes)) as backend, working("Playing before and after"):
            found = playtest_proposal(
                checked, self._game, backend, seeds=range(seeds), skills=skills, kept=KeptResults()
            )
        self._shelf.note_report(self._now, found.report)
        self._kept = self._now.with_report(found.report)
        if self._condition is not None:
            self._judged = self._condition.judge(found.report)
            if all(each.holds for each in self._judged):
                self._accept(checked)

    def end(self) -> bool:
        """Say what came of it, and whether the answer is yes."""
        kept, checked = self._now, self._checked
        is_good = checked is not None and checked.is_acceptable
        if self._condition is not None:
            is_good = bool(self._saved)
        if self._as_json:
            print_json(self._data(is_good))
        else:
            self._tell(kept)
        return is_good

    @property
    def _now(self) -> "KeptProposal":
        assert self._kept is not None
        return self._kept

    def _accept(self, checked: "Checked") -> None:
        """Accept it as one entry and save the project."""
        from engine.llm.proposals.acceptance import acceptance

        self._document.apply(acceptance(checked, self._document, self._now.origin()))
        self._saved = [str(path) for path in self._document.save()]
        self._kept = self._shelf.note_taken(self._now, checked.chosen)

    def _tell(self, kept: "KeptProposal") -> None:
        from engine.balance.table import tell_results
        from engine.cli.proposal_words import tell_proposal

        tell_proposal(kept.proposal, self._checked, self._needs, kept.id)
        for text in (self._report.get("broken"), self._report.get("not_played")):
            if text:
                typer.echo(f"\n{text}")
        if kept.report is not None and "not_played" not in self._report:
            typer.echo("")
            tell_results(kept.report)
        for each in self._judged:
            typer.echo(each.sentence())
        if self._condition is not None:
            files = ", ".join(self._saved)
            typer.echo(f"Accepted; written: {files}" if files else "Not accepted; nothing was changed.")

    def _data(self, is_good: bool) -> dict[str, Any]:
        from engine.cli.proposal_words import hunks_data

        kept, checked = self._now, self._checked
        findings = checked.findings if checked is not None else ()
        return {
            "ok": is_good,
            **self._report,
            **kept.model_dump(mode="json", exclude={"format", "findings"}),
            "hunks": hunks_data(kept.proposal, checked, self._needs),
            "chosen": list(checked.chosen) if checked is not None else [],
            "findings": [{**each.data(), "sentence": each.sentence()} for each in findings],
            "conditions": [
                {"condition": str(each.condition), "value": each.value, "holds": each.holds} for each in self._judged
            ],
            "saved": self._saved,
        }


def _read(shelf: "KeptProposals", identifier: str) -> "KeptProposal":
    try:
        return shelf.read(identifier)
    except LookupError as error:
        raise UserError(f"{error.args[0]}.") from error


def _list(shelf: "KeptProposals", *, as_json: bool) -> None:
    from engine.cli.proposal_words import tell_list

    kept = shelf.listed()
    if as_json:
        damaged = [{"file": str(each.path), "reason": each.reason} for each in shelf.unreadable()]
        print_json({"proposals": [each.model_dump(mode="json") for each in kept], "unreadable": damaged})
    else:
        tell_list(kept)
