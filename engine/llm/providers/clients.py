"""The client that belongs to some settings."""

from collections.abc import Mapping

from engine.llm.providers.anthropic import anthropic
from engine.llm.providers.keys import find_key
from engine.llm.providers.model_client import ModelClient
from engine.llm.providers.openai_compatible import openai_compatible
from engine.llm.providers.settings import ProviderSettings


def client_of(settings: ProviderSettings, environment: Mapping[str, str] | None = None) -> ModelClient:
    """Find the key and make the client; no SDK is imported yet, and nobody is asked.

    Raises:
        KeyMissingError: The key does not lie where the settings say.
    """
    key = find_key(settings.key, environment)
    return (anthropic if settings.kind == "anthropic" else openai_compatible)(settings, key)
