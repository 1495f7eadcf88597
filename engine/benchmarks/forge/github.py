"""GitHub's REST API, as far as issues of regressions need it; every failure is a sentence."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from httpx2 import Client, Response

LABEL = "benchmark-regression"
TIMEOUT, TRIES, PAUSE = 20.0, 3, 1.0
PAGE = 100


class ForgeError(Exception):
    """What the forge did not do, and what would help."""


@dataclass(frozen=True)
class Issue:
    """An issue as it stands: `is_declined` when a person closed it as not planned, `closed` is when it was closed."""

    number: int
    title: str
    body: str
    is_open: bool
    is_declined: bool
    closed: datetime | None = None


class GitHub:
    """Issues of one repository. Failures of the network and of the server are tried three times."""

    def __init__(self, address: str, repository: str, token: str, *, pause: float = PAUSE) -> None:
        self._issues = f"/repos/{repository}/issues"
        self._repository, self._token, self._pause = repository, token, pause
        self._address = address.rstrip("/")

    def regressions(self) -> list[Issue]:
        """All issues with the label, open and closed, oldest first. ForgeError."""
        with self._client() as client:
            return [_issue(each) for each in self._pages(client) if "pull_request" not in each]

    def create(self, title: str, body: str) -> int:
        """Open an issue; its number. ForgeError."""
        with self._client() as client:
            told = self._send(client, "POST", self._issues, {"title": title, "body": body, "labels": [LABEL]})
        number = told.json().get("number")
        if not isinstance(number, int):
            raise ForgeError(f"{self._address} took the issue and did not say its number")
        return number

    def update(self, number: int, title: str, body: str) -> None:
        """Say it anew, and open it where it was closed. ForgeError."""
        with self._client() as client:
            self._send(client, "PATCH", f"{self._issues}/{number}", {"title": title, "body": body, "state": "open"})

    def close(self, number: int, words: str) -> None:
        """Say why, and close it as completed. ForgeError."""
        with self._client() as client:
            self._send(client, "POST", f"{self._issues}/{number}/comments", {"body": words})
            done = {"state": "closed", "state_reason": "completed"}
            self._send(client, "PATCH", f"{self._issues}/{number}", done)

    def _pages(self, client: "Client") -> Iterator[dict[str, Any]]:
        page = 1
        while True:
            asked = f"?labels={LABEL}&state=all&direction=asc&per_page={PAGE}&page={page}"
            told = self._send(client, "GET", self._issues + asked).json()
            yield from told
            if len(told) < PAGE:
                return
            page += 1

    def _client(self) -> "Client":
        from httpx2 import Client

        headers = {
            "Authorization": f"Bearer {self._token}",
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
            "User-Agent": "astraweave-bench",
        }
        return Client(base_url=self._address, headers=headers, timeout=TIMEOUT)

    def _send(self, client: "Client", method: str, path: str, body: dict[str, Any] | None = None) -> "Response":
        from httpx2 import TransportError

        for left in range(TRIES - 1, -1, -1):
            # What was created must not be created twice, so a POST is sent again only where nothing arrived.
            try:
                told = client.request(method, path, json=body)
            except TransportError as error:
                if not left or method == "POST":
                    raise ForgeError(f"{self._address} can't be reached: {error or type(error).__name__}") from None
            else:
                if told.status_code < 300:
                    return told
                if told.status_code < 500 or not left or method == "POST":
                    raise ForgeError(self._words(told))
            time.sleep(self._pause)
        raise AssertionError("the last try returns or raises")

    def _words(self, told: "Response") -> str:
        status = told.status_code
        said = _message(told)
        if status == 401:
            return "the forge does not know the token (401); make one that may write issues"
        if status < 400:
            place = told.headers.get("location") or "a place that it does not name"
            return f"{self._repository} is elsewhere now ({status}): {place}; name it by its new OWNER/NAME"
        if status == 429 or (status == 403 and _is_too_much(told)):
            return f"the forge takes no more requests for now ({status}); try again {_when(told)}"
        if status == 403:
            return f"the token may not write issues of {self._repository} (403): {said}"
        if status == 404:
            return f"{self._repository} is not there, or the token may not see it (404)"
        if status == 422:
            return f"the forge refused the issue (422): {said}"
        return f"the forge failed ({status}): {said}"


def _is_too_much(told: "Response") -> bool:
    """Whether a refusal is for a while: of so many an hour none is left, or there were too many at once."""
    headers = told.headers
    return headers.get("x-ratelimit-remaining") == "0" or "retry-after" in headers or "rate limit" in _message(told)


def _when(told: "Response") -> str:
    """When to come again: seconds from now, or a moment in seconds since 1970."""
    wait, reset = (told.headers.get(name, "") for name in ("retry-after", "x-ratelimit-reset"))
    if wait:
        return f"in {wait} s" if wait.isdecimal() else f"after {wait}"
    return f"after {datetime.fromtimestamp(int(reset), UTC):%Y-%m-%d %H:%M UTC}" if reset.isdecimal() else "later"


def _issue(told: dict[str, Any]) -> Issue:
    is_open = told["state"] == "open"
    declined = not is_open and told.get("state_reason") == "not_planned"
    when = told.get("closed_at")
    closed = None if is_open else datetime.fromisoformat(str(when)) if when else datetime.now(UTC)
    closed = closed and closed.astimezone(UTC).replace(microsecond=0)
    return Issue(int(told["number"]), str(told["title"]), str(told.get("body") or ""), is_open, declined, closed)


def _message(told: "Response") -> str:
    try:
        return str(told.json().get("message", ""))[:200] or "no reason given"
    except ValueError:
        return "no reason given"
