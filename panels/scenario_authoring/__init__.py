"""What would this wish change, and is it better with it?"""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="scenario_authoring",
    title="Propose",
    question="What would this wish change, and is the encounter better with it?",
    icon="sparkle",
    model="model:AuthoringModel",
    view="view:AuthoringView",
    dock="right",
    workspaces=("Author",),
    order=60,
    help=(
        "Say in words what should happen, and changes to the open encounter are proposed. Nothing is changed, in the "
        "document or on disk, before you accept.\n\n"
        "1 Wish: write it, or take a sentence of the library and fill in what stands in braces. What is selected goes "
        "along, and a circle around it where you ask for one. What the question takes stands below it before anything "
        "is sent; tokens are estimates. Ctrl+Enter asks.\n\n"
        "Who is asked is set in Settings, under Assistant. The offline planner, which needs no network and no key, "
        "answers from templates. Any server that speaks like OpenAI, such as Ollama, and Anthropic can be asked too. A "
        "key lies in an environment variable or in the system's key-ring; the settings hold its name alone.\n\n"
        "2 Answer: it can be read as it comes, and cancelled at any time.\n\n"
        "3 Check: every change is tried on a copy, and the rules of Problems look at it. What they refuse is told to "
        "whoever answered, at most twice, to be mended.\n\n"
        "4 Review: one card for each part, with the reason for it, what it changes, and what was found. Ticked parts "
        "stand as ghosts in the viewport; those that need another are ticked and left out with it.\n\n"
        "5 Playtest: the same seeds are played before and after by the autopilot as novice, average and expert. "
        "Rates stand with their 95 % intervals, and any of the oddest runs opens in the timeline.\n\n"
        "6 Accept: the ticked parts become one entry of the history, which one undo takes back. Each entity that they "
        "touch says where it comes from, in its component Provenance. While a copy plays, proposals can be made but "
        "not accepted.\n\n"
        "Agents: what an agent from outside proposes (Tools > Agent access) comes under review by itself when you are "
        "at nothing else here; otherwise a line above the steps says that it waits. Its name stands with what you "
        "accept.\n\n"
        "Kept: proposals stay beside the project's other state, never in the project. They are opened again there, and "
        "two are compared: which parts differ, and how each skill fared after each."
    ),
)
