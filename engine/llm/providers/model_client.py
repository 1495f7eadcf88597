"""A model behind pydantic-ai, as a client: one try a question, and a cancelled one closes its socket."""

from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.llm.client.answer import About, Answer, Piece
from engine.llm.client.errors import ConnectionLostError, LlmError
from engine.llm.client.request import Request
from engine.llm.providers.secret import Screen, Secret
from engine.llm.providers.settings import ProviderSettings, SchemaBy

if TYPE_CHECKING:
    from httpx2 import AsyncClient
    from pydantic_ai.models import Model

    MakeModel = Callable[[ProviderSettings, Secret | None, AsyncClient], Model]


class ModelClient:
    """Speaks to one address. SDKs are imported by `prepare`, or else with the first question, which then waits."""

    def __init__(self, settings: ProviderSettings, key: Secret | None, make_model: "MakeModel") -> None:
        self._settings = settings
        self._key = key
        self._make_model = make_model
        self._http: AsyncClient | None = None
        self._model: Model | None = None
        self._is_closed = False
        self._about = About(
            settings.name,
            settings.model,
            settings.address,
            is_local=settings.is_local,
            input_price=settings.input_price,
            output_price=settings.output_price,
        )

    def about(self) -> About:
        """Who answers."""
        return self._about

    def prepare(self) -> None:
        """Import what is needed, some 0.4 s; for a moment in which nobody waits."""
        self._open()

    async def complete(self, request: Request) -> Answer:
        """The whole answer."""
        model = self._open()
        from pydantic_ai.direct import model_request

        from engine.llm.providers import talk

        by = self._schema_by(model)
        try:
            response = await model_request(
                model,
                talk.messages_of(request, by),
                model_settings=talk.settings_of(request, by),
                model_request_parameters=talk.parameters_of(request, by),
            )
            return self._screened(talk.answer_of(response, self._about))
        except Exception as error:
            failure = self._told(error)
        # Raised out here, so that the SDK's error, which holds the key, is not its context.
        raise failure

    async def stream(self, request: Request) -> AsyncGenerator[Piece | Answer, None]:
        """The answer as it is written; an empty piece is a sign of life, such as of a model that thinks."""
        model = self._open()
        from pydantic_ai.direct import model_request_stream

        from engine.llm.providers import talk

        by = self._schema_by(model)
        failure: LlmError | None = None
        answer: Answer | None = None
        screen = Screen(self._key)
        try:
            async with model_request_stream(
                model,
                talk.messages_of(request, by),
                model_settings=talk.settings_of(request, by),
                model_request_parameters=talk.parameters_of(request, by),
            ) as events:
                async for event in events:
                    yield Piece(screen.passed(talk.text_in(event)))
                if rest := screen.rest():
                    yield Piece(rest)
                response = events.get()
                if response.finish_reason is not None:
                    answer = self._screened(talk.answer_of(response, self._about))
        except Exception as error:
            failure = self._told(error)
        if failure is not None:
            raise failure
        if answer is None:
            raise ConnectionLostError(f"The answer of {self._about.name} broke off in the middle.")
        yield answer

    async def close(self) -> None:
        """Let go of all connections."""
        self._is_closed = True
        http, self._http, self._model = self._http, None, None
        if http is not None:
            await http.aclose()

    def _open(self) -> "Model":
        if self._is_closed:
            raise ConnectionLostError("This client has been closed.", was_sent=False)
        if self._model is None:
            from httpx2 import AsyncClient

            # Deadlines are the scheduler's. What goes to this computer takes no way around it, and nothing is sent on.
            self._http = AsyncClient(timeout=None, follow_redirects=False, trust_env=not self._about.is_local)
            self._model = self._make_model(self._settings, self._key, self._http)
        return self._model

    def _schema_by(self, model: "Model") -> SchemaBy:
        """As set; by words where it is known that this model has no other way."""
        by = self._settings.schema_by
        return "prompt" if by == "json_schema" and not model.profile.get("supports_json_schema_output", True) else by

    def _screened(self, answer: Answer) -> Answer:
        return answer if self._key is None else replace(answer, text=self._key.hide_in(answer.text))

    def _told(self, error: Exception) -> LlmError:
        from engine.llm.providers.failures import told

        found = told(error, self._about.name, self._key)
        if found is None:
            raise error
        return found
