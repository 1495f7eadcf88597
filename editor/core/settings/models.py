"""The user's settings, declared once: the settings page, the file and the command line all follow from these models."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator


class Section(BaseModel):
    """A group of settings; unknown keys of a newer version are kept, not refused."""

    model_config = ConfigDict(extra="allow", validate_assignment=True)


class Appearance(Section):
    """How the window looks and moves."""

    theme: Literal["dark", "light", "high_contrast"] = Field(
        default="dark", title="Theme", description="The colours of the window."
    )
    text_scale: int = Field(
        default=100, ge=100, le=200, multiple_of=5, title="Text size", description="The size of text and controls.",
        json_schema_extra={"unit": "%", "step": 25},
    )  # fmt: skip
    reduced_motion: bool = Field(
        default=False,
        title="Reduced motion",
        description="Popups and toasts appear at once, nothing pulses, the game's camera does not shake or sway.",
    )
    language: Literal["english", "pseudo"] = Field(
        default="english",
        title="Language",
        description="From the next start on. Pseudo shows accented, longer words, to find text that is not translated.",
    )


class Editing(Section):
    """How changes are made."""

    snap: bool = Field(default=True, title="Snap", description="Drags in the viewport go in steps.")
    snap_step_m: float = Field(
        default=0.5,
        gt=0,
        le=10,
        title="Move step",
        description="The step of a drag that moves.",
        json_schema_extra={"unit": "m"},
    )
    snap_step_deg: float = Field(
        default=15.0,
        gt=0,
        le=90,
        title="Rotation step",
        description="The step of a drag that rotates.",
        json_schema_extra={"unit": "°"},
    )
    snap_to_grid: bool = Field(
        default=False,
        title="Snap to the grid",
        description="Steps are counted from the world's origin, so that what moves comes to lie on the grid.",
    )
    resting: Literal["kept", "ground", "surface"] = Field(
        default="kept",
        title="Height while moving",
        description="Kept as it is, on the ground, or on the surface of the obstacle below.",
    )
    saved_filters: list[str] = Field(
        default_factory=list, title="Saved filters", description="What the Outliner's filter offers beside its terms."
    )
    folded_sections: list[str] = Field(
        default_factory=list,
        title="Folded sections",
        description="Components whose values the inspector shows only when they are unfolded.",
    )


class Play(Section):
    """How the running copy is played."""

    autopilot: Literal["novice", "average", "expert"] = Field(
        default="average",
        title="Autopilot skill",
        description="Reaction, aim and use of abilities when the autopilot plays.",
    )
    seed: int = Field(default=7, ge=0, title="Seed", description="The same seed and the same input give the same run.")
    physics_threads: int = Field(
        default=-1,
        ge=-1,
        le=64,
        title="Physics threads",
        description="-1 is what the project asks for, 0 serial; every number gives the same result.",
    )
    director: Literal["off", "party", "enemies"] = Field(
        default="off",
        title="Director",
        description="Who is asked by Assistant gives one side orders while a copy plays, which are checked like all "
        "that a model says.",
    )
    director_seconds: float = Field(
        default=4.0,
        ge=1.0,
        le=60.0,
        title="Director asks every",
        description="At most so often, and for so long an order goes on.",
        json_schema_extra={"unit": "s"},
    )
    banter: bool = Field(
        default=False,
        title="Companions speak",
        description="Now and then one of them says a line that who is asked by Assistant has written.",
    )
    banter_seconds: float = Field(
        default=20.0,
        ge=5.0,
        le=600.0,
        title="Companions speak every",
        description="At most so often, and only when something has happened.",
        json_schema_extra={"unit": "s"},
    )
    subtitle_size: int = Field(
        default=100, ge=75, le=200, multiple_of=25, title="Subtitle size",
        description="The size of what is said in the running game, beside the text size.",
        json_schema_extra={"unit": "%", "step": 25},
    )  # fmt: skip
    own_workspace: bool = Field(
        default=True,
        title="Play workspace",
        description="Playing the whole game shows it in the Play workspace; Stop returns to the one before.",
    )
    hidden_hud: list[str] = Field(
        default_factory=lambda: ["streaming"],
        title="Hidden parts of the HUD",
        description="What is not shown over the running game; the Overlays menu of the viewport switches them.",
    )


class Balance(Section):
    """Whether the window knows how encounters end."""

    badge: Literal["auto", "on", "off"] = Field(
        default="auto",
        title="Win rates while editing",
        description="The open encounter is played beside the window after each edit. Auto: from two cores and 4 GB on.",
    )
    chance: Literal["auto", "on", "off"] = Field(
        default="auto",
        title="Chance to win",
        description="The timeline shows it over a run, from futures that are played beside the window. Auto: from two "
        "cores and 4 GB on.",
    )


class Assistant(Section):
    """Who is asked for proposals. A key is never kept here: only the name under which it lies elsewhere."""

    client: Literal["offline", "openai", "anthropic"] = Field(
        default="offline",
        title="Asks",
        description="Offline: templates on this computer, no model. OpenAI: any server that speaks so, such as Ollama.",
    )
    address: str = Field(
        default="",
        max_length=300,
        title="Address",
        description="Where the server listens, such as http://127.0.0.1:11434/v1; empty is that of Anthropic.",
    )
    model: str = Field(default="", max_length=200, title="Model", description="Its name as the server calls it.")
    key_in: Literal["none", "environment", "keyring"] = Field(
        default="none",
        title="Key lies in",
        description="An environment variable, or the system's key-ring. The key itself is never shown nor kept here.",
    )
    key_name: str = Field(
        default="",
        max_length=200,
        title="Name of the key",
        description="Of the environment variable or the entry of the key-ring; never the key.",
    )
    seconds: int = Field(
        default=60, ge=5, le=3600, title="Time for an answer",
        description="An answer that is not whole by then is given up; a model without a graphics card needs more.",
        json_schema_extra={"unit": "s", "step": 15},
    )  # fmt: skip
    silence: int = Field(
        default=20, ge=2, le=3600, title="Time without a word",
        description="A server that says nothing for so long is given up, and asked again while there is time.",
        json_schema_extra={"unit": "s", "step": 5},
    )  # fmt: skip
    most_tokens: int = Field(
        default=400_000,
        ge=0,
        le=100_000_000,
        title="Most tokens for a wish",
        description="For a wish, mending included, or a run that a model directs; more is not sent. 0 is no limit.",
        json_schema_extra={"step": 50_000},
    )
    most_cost: float = Field(
        default=0.0,
        ge=0,
        title="Most to pay for a wish",
        description="US dollars for each wish, and for each run that a model directs; more is not sent. 0 is no limit.",
        json_schema_extra={"unit": "$"},
    )
    input_price: float = Field(
        default=0.0,
        ge=0,
        title="Price to read",
        description="US dollars for a million tokens, to estimate costs; 0 where it is unknown.",
        json_schema_extra={"unit": "$"},
    )
    output_price: float = Field(
        default=0.0,
        ge=0,
        title="Price to write",
        description="US dollars for a million tokens, to estimate costs; 0 where it is unknown.",
        json_schema_extra={"unit": "$"},
    )

    @field_validator("model", "key_name")
    @classmethod
    def _is_no_key(cls, text: str) -> str:
        from engine.llm.providers.secret import looks_like_key

        # Settings lie in a file that anybody may read, and a model's name is told wherever it has answered.
        if looks_like_key(text):
            raise ValueError("This looks like a key itself, so it is not kept here; expected a name.")
        return text


class Sound(Section):
    """What is heard while a copy plays."""

    volume: int = Field(
        default=70, ge=0, le=100, multiple_of=5, title="Volume", description="Of everything.",
        json_schema_extra={"unit": "%", "step": 5},
    )  # fmt: skip
    muted: bool = Field(default=False, title="Mute", description="Nothing is heard.")
    hums: bool = Field(default=True, title="Hums", description="Tones that go on, such as those of the anchors.")
    music: bool = Field(default=True, title="Drone", description="A quiet chord under the fight.")


class View(Section):
    """How the picture is drawn."""

    presenter: Literal["auto", "gl", "egl"] = Field(
        default="auto",
        title="Drawing",
        description="Auto draws through the graphics card, or in software where there is none.",
    )
    legend: Literal["fits", "open", "folded"] = Field(
        default="fits",
        title="Legend",
        description="Whether what the lines in the picture mean is open; by itself it folds in a small picture.",
    )
    edge_turn: bool = Field(
        default=True,
        title="Turn at the sides",
        description="In a running game the view turns while the pointer is near a side of the picture.",
    )
    frame_limit: int = Field(
        default=60,
        ge=10,
        le=240,
        title="Frame limit",
        description="Frames a second at most.",
        json_schema_extra={"unit": "fps"},
    )


class Files(Section):
    """Which projects are trusted, what opens at start, and what opens a file at a line."""

    trusted_folders: list[str] = Field(
        default_factory=list, title="Trusted folders", description="Projects whose Python code may run."
    )
    reopen_last: bool = Field(
        default=False, title="Open the last project at start", description="Skips the start screen."
    )
    autosave_minutes: int = Field(
        default=5,
        ge=0,
        le=120,
        title="Copy unsaved work every",
        description="Into the user's own state folder, never into the project; 0 makes no copies.",
        json_schema_extra={"unit": "min"},
    )
    autosave_versions: int = Field(
        default=10,
        ge=1,
        le=100,
        title="Copies to keep",
        description="How many automatic copies of a project are kept; the oldest goes first.",
    )
    outside_changes: Literal["take in", "ask"] = Field(
        default="take in",
        title="Changes made outside",
        description="What happens when another program changes a file of the open project.",
    )
    benchmark_history: str = Field(
        default="",
        title="Benchmark history",
        description="The history file that Trends shows. Empty: that of the checkout which the program runs from.",
    )
    text_editor: str = Field(
        default="",
        max_length=300,
        title="Text editor",
        description="Opens a file at a line, as in code --goto {file}:{line}. Empty: the one that $VISUAL names, else "
        "VS Code, VSCodium, Sublime Text or Neovim Qt, else what the system has for such files.",
    )

    @field_validator("text_editor")
    @classmethod
    def _is_command(cls, text: str) -> str:
        from editor.core.editor_command import words_of

        if text:
            words_of(text)
        return text


class SettingsModel(BaseModel):
    """All settings in their sections; sections of a newer version are kept too."""

    model_config = ConfigDict(extra="allow")

    appearance: Appearance = Field(default_factory=Appearance, title="Appearance")
    editing: Editing = Field(default_factory=Editing, title="Editing")
    play: Play = Field(default_factory=Play, title="Play")
    balance: Balance = Field(default_factory=Balance, title="Balance")
    assistant: Assistant = Field(default_factory=Assistant, title="Assistant")
    sound: Sound = Field(default_factory=Sound, title="Sound")
    view: View = Field(default_factory=View, title="Viewport")
    files: Files = Field(default_factory=Files, title="Files")
    shortcuts: dict[str, str] = Field(default_factory=dict)
    play_keys: dict[str, list[str]] = Field(default_factory=dict)
