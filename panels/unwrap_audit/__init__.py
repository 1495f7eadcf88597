"""Where can this code panic, and what can be done about it?"""

from editor.api import PanelSpec

PANEL = PanelSpec(
    id="unwrap_audit",
    title="Audit",
    question="Where can this code panic in production, and which of those places matter?",
    icon="shield-warning",
    model="model:AuditModel",
    view="view:AuditView",
    dock="bottom",
    workspaces=("Review",),
    order=60,
    help=(
        "Choose a folder with Rust or Python in it, and scan it: the project's own, or any other. The scan goes on "
        "beside the window, in processes of its own; files that have not changed since the last scan are not read "
        "again.\n\n"
        "Findings: crates, their files, and in these the places that can fail, with counts for each priority. P0 is "
        "production code on a public or per-frame path, P1 other production code of a core crate, P2 an expect with a "
        "reason, or gameplay, P3 tests, benches and examples. The field looks for words in crates, files, items, kinds "
        "and code; each word has to be there. Priorities, kind, context, crate and status narrow the list further.\n\n"
        "Beside the tree stands the source of the chosen place, and why it has its priority; Enter or a double click "
        "opens the file there in your own editor, which Settings > Files names.\n\n"
        "Fix: every way to do without an unwrap, those that do not fit with the reason. Each shows first what it would "
        "change; what does not compile is taken back. Choose several rows, a file or a crate to fix all in one step. "
        "Undo gives the files their bytes back.\n\n"
        "Crates: how many open places each has. Over time: what was open after each scan of the same folder, once "
        "there are three of them. Fixes: what was fixed, how that was checked, the pace, and the way back of each. Not "
        "read: files that could not be understood, or not all of them, with the reason; what lies in "
        "them is not counted.\n\n"
        "Reports: all findings as CSV, SARIF or JSON."
    ),
)
