"""Models of Anthropic, and addresses that speak like it."""

from typing import TYPE_CHECKING

from engine.llm.providers.model_client import ModelClient
from engine.llm.providers.secret import Secret, revealed
from engine.llm.providers.settings import ProviderSettings

if TYPE_CHECKING:
    from httpx2 import AsyncClient
    from pydantic_ai.models import Model


def anthropic(settings: ProviderSettings, key: Secret | None) -> ModelClient:
    """A client of such an address."""
    return ModelClient(settings, key, _model)


def _model(settings: ProviderSettings, key: Secret | None, http: "AsyncClient") -> "Model":
    from anthropic import AsyncAnthropic
    from pydantic_ai.models.anthropic import AnthropicModel
    from pydantic_ai.providers.anthropic import AnthropicProvider

    sdk = AsyncAnthropic(
        base_url=settings.address,
        api_key=revealed(key),
        max_retries=0,
        timeout=None,
        http_client=http,
    )
    return AnthropicModel(settings.model, provider=AnthropicProvider(anthropic_client=sdk))
