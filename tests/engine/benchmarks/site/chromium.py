"""A headless Chromium, driven through ChromeDriver by the W3C's WebDriver protocol."""

import base64
import json
import shutil
import subprocess
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
)
DRIVER = shutil.which("chromedriver") or ""
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"),
)
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"ArrowLeft": "\ue012", "ArrowRight": "\ue014", "Escape": "\ue00c", "Tab": "\ue004", "Enter": "\ue007"}
PATIENCE_MS = 20_000


class Chromium:
    """One window of a browser without a network of its own; `close` ends it."""

    def __init__(self, folder: Path, size: tuple[int, int] = (1280, 720)) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.downloads = folder / "downloads"
        self._driver = subprocess.Popen(
            [DRIVER, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._driver.stdout is not None
        port = next(line for line in self._driver.stdout if "successfully on port" in line).rstrip(".\n").split()[-1]
        self._root = f"http://127.0.0.1:{port}/session"
        options = {
            "binary": CHROMIUM,
            "args": [*FLAGS, f"--user-data-dir={folder / 'profile'}", f"--window-size={size[0]},{size[1]}"],
            "prefs": {"download.default_directory": str(self.downloads), "download.prompt_for_download": False},
        }
        asked = {"goog:chromeOptions": options, "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"}}
        try:
            opened = self._ask("POST", "", {"capabilities": {"alwaysMatch": asked}})
        except BaseException:
            self._end()
            raise
        self._root += f"/{opened['sessionId']}"
        self._ask("POST", "/timeouts", {"script": PATIENCE_MS, "implicit": 0, "pageLoad": PATIENCE_MS})
        self.devtools("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads))

    def open(self, address: str) -> None:
        """Load a page, and wait until it has drawn itself."""
        self.devtools("Page.navigate", url="about:blank")
        self._ask("POST", "/url", {"url": address})
        self.until("document.documentElement.dataset.ready")

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns that runs in the page."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def until(self, condition: str) -> Any:
        """Wait, frame by frame, until an expression is true in the page; its value. An error after 20 s."""
        script = f"""const done = arguments[arguments.length - 1];
            const look = () => {{
                const found = {condition};
                if (found) done(found); else requestAnimationFrame(look);
            }};
            look();"""
        return self._ask("POST", "/execute/async", {"script": script, "args": []})

    def click(self, selector: str) -> None:
        """Click where an element is."""
        self._ask("POST", f"/element/{self._find(selector)}/click", {})

    def type(self, selector: str, text: str) -> None:
        """Type into an element; the names of keys stand in `KEYS`."""
        self._ask("POST", f"/element/{self._find(selector)}/value", {"text": KEYS.get(text, text)})

    def press(self, key: str) -> None:
        """Press a key where the focus is."""
        strokes = [{"type": kind, "value": KEYS[key]} for kind in ("keyDown", "keyUp")]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]})

    def texts(self, selector: str) -> list[str]:
        """The text of every element that is found, trimmed."""
        return self.run("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim())", selector)

    def requests(self) -> list[str]:
        """The addresses asked for since the last time."""
        messages = [json.loads(entry["message"])["message"] for entry in self._log("performance")]
        return [each["params"]["request"]["url"] for each in messages if each["method"] == "Network.requestWillBeSent"]

    def complaints(self) -> list[str]:
        """What the page's console was told since the last time."""
        return [entry["message"] for entry in self._log("browser")]

    def picture(self, path: Path) -> Path:
        """Save what is seen as a PNG."""
        path.write_bytes(base64.b64decode(self._ask("GET", "/screenshot")))
        return path

    def devtools(self, command: str, **params: Any) -> Any:
        """Give the browser a command of its own protocol."""
        return self._ask("POST", "/goog/cdp/execute", {"cmd": command, "params": params})

    def close(self) -> None:
        """End the browser."""
        with suppress(OSError, RuntimeError):
            self._ask("DELETE", "")
        self._end()

    def _end(self) -> None:
        self._driver.terminate()
        self._driver.wait(20)
        if self._driver.stdout is not None:
            self._driver.stdout.close()

    def _find(self, selector: str) -> str:
        return self._ask("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]

    def _log(self, kind: str) -> list[dict[str, Any]]:
        return self._ask("POST", "/se/log", {"type": kind})

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._root + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise RuntimeError(json.load(error)["value"]["message"]) from None
