"""How `astraweave propose` asks: which model, with what question, and what is told while it answers."""

import asyncio
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import typer

from engine.cli.console import UserError
from engine.cli.proposal_words import printable

if TYPE_CHECKING:
    from engine.document import Document
    from engine.llm.client.answer import About
    from engine.llm.client.protocol import LlmClient
    from engine.llm.client.request import Request
    from engine.llm.proposals.drafting import Drafted, Listeners, Round
    from engine.llm.proposals.scope import Scope

CLIENTS = ("offline", "openai", "anthropic")
KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
"""The environment variable in which a key is looked for where none is named."""


@dataclass(frozen=True)
class Asked:
    """Who is asked, and within which bounds."""

    client: str
    address: str
    model: str
    key: str
    rounds: int
    max_tokens: int
    seconds: float
    seed: int


@contextmanager
def told_as_sentences() -> Generator[None]:
    """What only this verb can fail by, as the error that verbs tell in a sentence."""
    from pydantic import ValidationError

    from engine.llm.client.errors import LlmError
    from engine.llm.context.builder import BudgetTooSmallError
    from engine.llm.proposals.accept_if import ExpressionError
    from engine.llm.proposals.acceptance import NotAcceptableError
    from engine.llm.providers.keys import KeyMissingError

    try:
        yield
    except ValidationError as error:
        raise UserError("; ".join(each["msg"].removeprefix("Value error, ") for each in error.errors())) from error
    except (LlmError, KeyMissingError, BudgetTooSmallError, ExpressionError, NotAcceptableError) as error:
        raise UserError(str(error)) from error


def client_of(client: str, address: str, model: str, key: str) -> "LlmClient":
    """Who is asked. UserError for words that don't go together, KeyMissingError where a named key is missing."""
    if client not in CLIENTS:
        raise UserError(f'there is no client "{client}"; expected one of {", ".join(CLIENTS)}.')
    if client == "offline":
        if address or model or key:
            raise UserError("--address, --model and --key are of a model; name its protocol by --client openai.")
        from engine.llm.offline.planner import OfflinePlanner

        return OfflinePlanner()
    from engine.llm.providers.clients import client_of
    from engine.llm.providers.settings import ANTHROPIC, ProviderSettings

    if not model:
        raise UserError(f"--client {client} needs --model NAME, as the server calls it.")
    where = address or (ANTHROPIC if client == "anthropic" else "")
    if not where:
        raise UserError("--client openai needs --address URL, such as http://127.0.0.1:11434/v1 for Ollama.")
    name = key or (KEYS[client] if os.environ.get(KEYS[client]) else "")
    place = {"kind": "environment", "name": name} if name else {"kind": "none"}
    named = urlsplit(where).netloc or where
    settings = {"name": named, "kind": client, "address": where, "model": model, "key": place}
    return client_of(ProviderSettings.model_validate(settings))


def request_of(document: "Document", scope: "Scope", wish: str, asked: Asked) -> "Request":
    """The whole question: prompt, project, schema and wish."""
    from engine.llm.context.notes import notes_of
    from engine.llm.context.wish import Wish
    from engine.llm.proposals.asking import question_for

    view = scope.view(document)
    whole = Wish(wish, notes=notes_of(view))
    return question_for(whole, view, max_tokens=asked.max_tokens, seed=asked.seed).request


def draft(
    document: "Document", scope: "Scope", client: "LlmClient", request: "Request", asked: Asked, *, as_json: bool
) -> "Drafted":
    """Ask, and let the model mend its answer. LlmError where no answer came at all."""
    from engine.llm.proposals.checking import checker_of
    from engine.llm.proposals.drafting import Drafting
    from engine.llm.proposals.reckoning import reckon
    from engine.llm.scheduler.scheduler import LlmScheduler
    from engine.llm.scheduler.terms import Terms

    about = client.about()
    reckoned = reckon(request, about, asked.rounds)
    tell: Callable[[str], None] = _silent if as_json else _aside
    price = "" if about.is_offline else f" {reckoned.sentence()}"
    tell(f"{who(about)}.{price}\n")
    check = checker_of(document, scope)

    async def asking() -> "Drafted":
        scheduler = LlmScheduler(client)
        terms = Terms("command line", deadline=asked.seconds, silence=asked.seconds)
        try:
            return await Drafting(
                scheduler,
                client,
                request,
                check,
                rounds=asked.rounds,
                terms=terms,
                budget=None if about.is_offline else reckoned.budget,
                heard=_listeners(tell),
            ).run()
        finally:
            await scheduler.close()
            await client.close()

    return asyncio.run(asking())


def who(about: "About") -> str:
    """Who answers, and where that happens."""
    if about.is_offline:
        return about.model
    return f"{about.model} at {about.address}" + (", on this computer" if about.is_local else "")


def _listeners(tell: Callable[[str], None]) -> "Listeners":
    """What is told while an answer is written: each part once its reason is known, and what has to be mended."""
    from engine.llm.proposals.drafting import Listeners
    from engine.llm.proposals.glimpse import glimpse

    written: dict[int, str] = {}
    told: set[str] = set()

    def began(number: int) -> None:
        written[number] = ""
        told.clear()

    def wrote(number: int, letters: str) -> None:
        written[number] += letters
        seen = glimpse(written[number])
        lines = [f"  writing: {seen.title}"] if seen.summary else []
        lines += [f"  writing [{each.id}] {each.why}" for each in seen.hunks if each.operations]
        for line in lines:
            if line not in told:
                told.add(line)
                tell(f"{line}\n")

    def looked(done: "Round") -> None:
        if not done.is_good:
            lines = [f"  {each.sentence()}" for each in done.errors]
            tell("\n".join([f"Answer {done.number + 1} has to be mended:", *lines, ""]))

    return Listeners(wrote=wrote, began=began, looked=looked)


def _aside(text: str) -> None:
    """What goes on, beside what the verb says in the end."""
    typer.echo(printable(text), nl=False, err=True)
    sys.stderr.flush()


def _silent(text: str) -> None:
    """Nobody looks on."""
