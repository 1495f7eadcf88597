"""Real models under evaluation: asked only where an environment variable says so, since they cost time and money."""

import json
from collections.abc import Mapping

from pydantic import ValidationError

from engine.llm.client.protocol import LlmClient
from engine.llm.providers.clients import client_of
from engine.llm.providers.settings import ProviderSettings

VARIABLE = "ASTRAWEAVE_EVAL_PROVIDER"
"""Holds a provider's settings as JSON: {"name": "Ollama", "address": "http://127.0.0.1:11434/v1", "model": ...}."""


def provider_of(environment: Mapping[str, str]) -> ProviderSettings | None:
    """The provider that the environment names; None where it names none. ValueError when it can't be read."""
    text = environment.get(VARIABLE, "").strip()
    if not text:
        return None
    try:
        data = json.loads(text)
    except ValueError as error:
        raise ValueError(f"{VARIABLE} holds no JSON: {error}") from error
    try:
        return ProviderSettings.model_validate(data)
    except ValidationError as error:
        # Only what was expected is told, never what stands there: somebody may have put a key there.
        told = "; ".join(
            f"{'.'.join(map(str, each['loc']))}: {each['msg'].removeprefix('Value error, ')}".removeprefix(": ")
            for each in error.errors(include_input=False, include_url=False)
        )
        raise ValueError(f"{VARIABLE}: {told}") from None


def real_client(settings: ProviderSettings, environment: Mapping[str, str]) -> LlmClient:
    """The client. KeyMissingError when its key does not lie where the settings say."""
    return client_of(settings, environment)
