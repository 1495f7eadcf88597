"""Models at any address that speaks like OpenAI: Ollama, llama.cpp, vLLM, LM Studio, OpenAI itself."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from engine.llm.providers.model_client import ModelClient
from engine.llm.providers.secret import Secret, revealed
from engine.llm.providers.settings import ProviderSettings

if TYPE_CHECKING:
    from httpx2 import AsyncClient
    from pydantic_ai.models import Model


def openai_compatible(settings: ProviderSettings, key: Secret | None) -> ModelClient:
    """A client of such an address."""
    return ModelClient(settings, key, _model)


def _model(settings: ProviderSettings, key: Secret | None, http: "AsyncClient") -> "Model":
    from openai import AsyncOpenAI
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.profiles.openai import OpenAIModelProfile
    from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

    sdk = AsyncOpenAI(
        base_url=settings.address,
        api_key=revealed(key),
        max_retries=0,
        timeout=None,
        http_client=http,
    )
    # OpenAI's own models know the new name of the bound alone; others know the old one, and some nothing else.
    is_openai = urlsplit(settings.address).hostname == "api.openai.com"
    profile = OpenAIModelProfile(openai_chat_supports_max_completion_tokens=is_openai)
    provider = OpenAICompatibleProvider(settings.name, openai_client=sdk, profile=profile)
    return OpenAIChatModel(settings.model, provider=provider)
