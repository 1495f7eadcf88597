"""Requests and answers in pydantic-ai's words."""

import json
from collections.abc import Iterable

from pydantic_ai.messages import (
    ModelMessage,
    ModelRequest,
    ModelRequestPart,
    ModelResponse,
    ModelResponseStreamEvent,
    PartDeltaEvent,
    PartStartEvent,
    SystemPromptPart,
    TextPart,
    TextPartDelta,
    UserPromptPart,
)
from pydantic_ai.models import ModelRequestParameters
from pydantic_ai.output import OutputObjectDefinition
from pydantic_ai.settings import ModelSettings

from engine.llm.client.answer import About, Answer, Stop
from engine.llm.client.request import Message, Request, Schema
from engine.llm.providers.settings import SchemaBy

_STOPS: dict[str | None, Stop] = {"stop": "end", "length": "length", "content_filter": "refused"}


def messages_of(request: Request, schema_by: SchemaBy) -> list[ModelMessage]:
    """What was said, and where only words hold the answer to its schema, those words."""
    said: Iterable[Message] = request.messages
    if request.schema is not None and schema_by == "prompt":
        said = [Message("system", _in_words(request.schema)), *said]
    messages: list[ModelMessage] = []
    parts: list[ModelRequestPart] = []
    for message in said:
        match message.role:
            case "system":
                parts.append(SystemPromptPart(message.text))
            case "user":
                parts.append(UserPromptPart(message.text))
            case "assistant":
                if parts:
                    messages.append(ModelRequest(parts))
                    parts = []
                messages.append(ModelResponse([TextPart(message.text)]))
    if parts:
        messages.append(ModelRequest(parts))
    return messages


def settings_of(request: Request, schema_by: SchemaBy) -> ModelSettings:
    """Bounds of the answer."""
    settings = ModelSettings(max_tokens=request.max_tokens)
    if request.temperature is not None:
        settings["temperature"] = request.temperature
    if request.seed is not None:
        settings["seed"] = request.seed
    if request.schema is not None and schema_by == "json_object":
        settings["extra_body"] = {"response_format": {"type": "json_object", "schema": dict(request.schema)}}
    return settings


def parameters_of(request: Request, schema_by: SchemaBy) -> ModelRequestParameters:
    """The schema of the answer, where the protocol has a way of its own for it."""
    if request.schema is None or schema_by != "json_schema":
        return ModelRequestParameters()
    schema = OutputObjectDefinition(json_schema=dict(request.schema), name="answer")
    return ModelRequestParameters(output_mode="native", output_object=schema)


def text_in(event: ModelResponseStreamEvent) -> str:
    """The letters that an event of a stream brings; none for a mere sign of life."""
    if isinstance(event, PartStartEvent) and isinstance(event.part, TextPart):
        return event.part.content
    if isinstance(event, PartDeltaEvent) and isinstance(event.delta, TextPartDelta):
        return event.delta.content_delta
    return ""


def answer_of(response: ModelResponse, about: About) -> Answer:
    """The whole answer; tokens are unknown where the server told of none."""
    text = "".join(part.content for part in response.parts if isinstance(part, TextPart))
    used = response.usage
    usage = about.usage(used.input_tokens or None, used.output_tokens or None)
    return Answer(text, usage, response.model_name or about.model, _STOPS.get(response.finish_reason, "other"))


def _in_words(schema: Schema) -> str:
    return f"Answer with one JSON object of this JSON schema and nothing else: {json.dumps(schema)}"
