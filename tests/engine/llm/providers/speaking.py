"""Clients of a loopback server, and the two ways to ask them."""

from contextlib import aclosing

from engine.benchmarks.loopback import LoopbackModels
from engine.llm.client.answer import Answer
from engine.llm.client.request import Message, Request
from engine.llm.providers.clients import client_of
from engine.llm.providers.model_client import ModelClient
from engine.llm.providers.settings import Kind, ProviderSettings, SchemaBy

KINDS: tuple[Kind, ...] = ("openai", "anthropic")
WAYS = ("complete", "stream")
PLANTED = "sk-planted-4711"
SCHEMA = {
    "type": "object",
    "properties": {"wave": {"type": "integer"}},
    "required": ["wave"],
    "additionalProperties": False,
}


def client_at(server: LoopbackModels, kind: Kind, schema_by: SchemaBy = "json_schema") -> ModelClient:
    path = "/v1" if kind == "openai" else ""
    key = {"kind": "environment", "name": "PLANTED"}
    settings = ProviderSettings.model_validate(
        {
            "name": "Loop",
            "kind": kind,
            "address": server.address + path,
            "model": "tiny",
            "key": key,
            "schema_by": schema_by,
            "input_price": 1.0,
            "output_price": 2.0,
        }
    )
    return client_of(settings, {"PLANTED": PLANTED})


def asking(text: str = "an ambush", **bounds: object) -> Request:
    return Request((Message("system", "Be brief."), Message("user", text)), **bounds)  # pyright: ignore


async def ask(client: ModelClient, way: str, request: Request | None = None) -> Answer:
    """The whole answer, by `complete` or by `stream`."""
    request = request or asking()
    if way == "complete":
        return await client.complete(request)
    async with aclosing(client.stream(request)) as stream:
        pieces = [piece async for piece in stream]
    *_, answer = pieces
    assert isinstance(answer, Answer)
    assert "".join(piece.text for piece in pieces[:-1]) == answer.text
    return answer
