"""Project: check; what may have to ask or to complain, such as saving, lives with the window."""

from editor.core.actions.registry import Action
from editor.core.editor import Editor


def actions(editor: Editor) -> list[Action]:
    """The actions that need no dialog."""

    def validate() -> None:
        findings = editor.checks.now()
        errors = sum(finding.severity == "error" for finding in findings)
        editor.status(f"Checked the scene: {errors} errors, {len(findings) - errors} other findings")

    return [
        Action(
            "scene.validate", "Check the scene now", validate, "F9", "has_scene", "check-circle", "Encounter/4",
            description="Run every rule; Problems lists what it finds.",
        ),
    ]  # fmt: skip
