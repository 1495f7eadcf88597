"""What the inspector knows of actions and goals: names, notes, remarks, faults, and code that does not load."""

from pathlib import Path
from typing import Any

import pytest

from editor.core.editor import Editor
from editor.ui.fields.change import To
from editor.ui.fields.words import Dropped, Listed, Numbered
from editor.ui.rooms.inspector.model import InspectorModel
from engine.document import Path as Place
from tests.engine.document.orchard import WASP, plant
from tests.engine.rules.test_planning_rules import HIVE

AGENT = '[entities.wasp.agent]\nactions = ["make_ready", "eat=3", "retreat"]\ngoals = ["feed", "survive=3.0"]\n'


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Opens the orchard whose wasps plan, with the code of its own that is given."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    made: list[Any] = []

    def make(code: str = HIVE, *, trusted: bool = True, agent: str = AGENT) -> InspectorModel:
        folder = plant(tmp_path / "orchard", prefabs_wasp=WASP + agent)
        (folder / "game").mkdir()
        (folder / "game" / "__init__.py").write_text('"""Code."""\n')
        (folder / "game" / "hive.py").write_text(code)
        editor = Editor()
        made.append(editor)
        editor.warm_up.is_enabled = False
        editor.open_project(folder, trusted=trusted)
        editor.checks.now()
        model = InspectorModel(editor)
        made.append(model)
        editor.selection.set(["wasp_1"])
        return model

    yield make
    for each in reversed(made):
        each.shut_down() if isinstance(each, Editor) else each.close()


def row_of(model: InspectorModel, field: str):
    return next(row for section in model.form.sections for row in section.rows if row.key == f"agent.{field}")


def remarks(model: InspectorModel, field: str) -> dict[str, str]:
    shown = model.state(row_of(model, field)).remarks
    return {name: remark.told(str.format) for name, remark in shown if remark.warns}


def words(model: InspectorModel, entity: str, field: str = "actions") -> list[str]:
    return list(getattr(model.editor.view.get(entity).components["agent"], field))


def test_the_projects_own_words_and_the_engines_can_be_named(opened):
    model = opened()

    known = {id for id, _, _ in model.candidates("action")}
    assert {"eat", "make_ready", "attack"} <= known
    assert {"feed", "survive"} <= {id for id, _, _ in model.candidates("goal")}
    note = model.notes("action")["eat"]
    assert note.told(str.format) == "Eat.\nNeeds: smelled, ready.\nGives: fed.\nIts own cost: 0.5."
    wants, when, *bonuses, own = (line.told(str.format) for line in model.notes("goal")["survive"].lines)
    assert (wants, own) == ("Wants: is safe.", "Its own weight: 2.5.")
    assert when.startswith("Considered while: is hurt, ")
    assert "+0.5 while surrounded." in bonuses


def test_a_word_is_told_what_it_serves_or_what_brings_it_about(opened):
    model = opened()

    told = [dict(model.state(row_of(model, field)).remarks) for field in ("actions", "goals")]

    assert [each.told(str.format) for each in told[0].values()] == [
        *("Serves: feed.", "Serves: feed.", "Serves: survive."),
    ]
    assert told[1]["feed"].told(str.format) == "Brought about by: eat."


def test_an_instance_is_told_what_can_never_serve_it_though_its_prefab_says_so(opened):
    model = opened()
    model.editing(row_of(model, "goals")).edit(Dropped("survive"))

    assert remarks(model, "actions") == {
        "retreat": "Of no use to its goals: none of its goals wants what it gives, and none of its other actions needs "
        "it."
    }
    model.editing(row_of(model, "actions")).edit(Dropped("make_ready"))
    assert remarks(model, "actions")["eat"].startswith('Never possible: it needs "ready", which no system observes')
    assert remarks(model, "goals") == {
        "feed": 'Never pursued: it wants "fed", which only "eat" gives, and that is not possible then.'
    }


def test_what_is_of_use_to_one_of_several_is_not_called_useless(opened):
    model = opened()
    model.editing(row_of(model, "goals")).edit(Dropped("survive"))

    model.editor.selection.set(["wasp_1", "wasp_2"])

    assert model.state(row_of(model, "actions")).remarks == ()


def test_each_change_is_one_entry_and_undoing_all_gives_back_every_byte(opened):
    model = opened()
    document = model.editor.document
    before = {file: document.text(file) for file in document.files}
    actions, goals = model.editing(row_of(model, "actions")), model.editing(row_of(model, "goals"))

    actions.edit(Listed("flee"))
    actions.edit(Numbered("eat", 0, To(4.5), 0.5))
    actions.edit(Numbered("eat", 0, None))
    goals.begin()
    for weight in (3.5, 4.0, 4.5):
        goals.preview(Numbered("survive", 0, To(weight)))
    goals.commit()
    actions.edit(Dropped("retreat"))

    assert words(model, "wasp_1") == ["make_ready", "eat", "flee"]
    assert words(model, "wasp_1", "goals") == ["feed", "survive=4.5"]
    assert words(model, "wasp_2") == ["make_ready", "eat=3", "retreat"]
    assert len(model.editor.undo.entries) == 5
    model.editor.undo.jump(0)
    assert {file: document.text(file) for file in document.files} == before


def test_a_name_that_nobody_has_is_a_fault_at_its_word_with_the_nearest_one(opened):
    model = opened(agent=AGENT.replace("eat=3", "eet=3"))
    row = row_of(model, "actions")

    (fault,) = [fault for fault in model.state(row).faults if fault.severity == "error"]

    assert (fault.text, fault.fix_title, fault.at) == ("No action is called eet.", "Use Eat", ("eet", 0))
    model.repair(row, fault)
    assert words(model, "wasp_1") == ["make_ready", "eat=3.0", "retreat"]


def test_a_finding_about_one_word_stands_at_that_word(opened):
    model = opened()
    model.editing(row_of(model, "actions")).edit(To(["make_ready", "eat=3", "eat=2", "retreat"]))
    model.editor.checks.now()

    (fault,) = model.state(row_of(model, "actions")).faults

    assert fault.at == ("eat", 0)
    model.repair(row_of(model, "actions"), fault)
    assert words(model, "wasp_1") == ["make_ready", "eat=2", "retreat"]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            HIVE.replace("gives=(FED,), cost=0.5", "cost=0.5"),
            "hive.py, line 9: ValueError: action 'eat' gives nothing, so no plan can use it; name the facts it brings "
            "about.",
        ),
        (HIVE.replace("cost=0.5", "cost=0.0"), "action 'eat': cost is 0.0; expected 0.001 to 1000."),
        (
            HIVE.replace("needs=(SMELLED, READY)", "needs=(READY, ~READY)"),
            "fact 'ready' is asked for both true and false",
        ),
        (HIVE.replace("wants=(FED,), ", ""), "goal 'feed' wants nothing; name the facts that reach it."),
        (HIVE.replace('"smelled"', '"Smelled it"'), "fact 'Smelled it': expected a lower-case name"),
        (HIVE + "EAT = (", "SyntaxError"),
    ],
)
def test_code_that_raises_is_one_finding_and_the_words_can_still_be_edited(opened, code: str, told: str):
    model = opened(code)
    editor = model.editor

    (finding,) = [each for each in editor.findings.items if each.severity == "error"]
    assert (finding.rule, told in finding.text) == ("project-code", True), finding.text
    # What the code would have declared is unknown, not wrong.
    assert model.state(row_of(model, "actions")).faults == ()
    assert model.candidates("action") == ()
    model.editing(row_of(model, "actions")).edit(Numbered("eat", 0, To(5.0)))
    assert words(model, "wasp_1") == ["make_ready", "eat=5.0", "retreat"]
    assert editor.document.value(Place.entity("scenes/orchard", "wasp_1", "agent", "actions")) == words(model, "wasp_1")
    editor.undo.undo()
    assert words(model, "wasp_1") == ["make_ready", "eat=3", "retreat"]


def test_words_that_clash_with_the_engines_are_a_finding_and_the_form_stays(opened):
    model = opened(HIVE + 'ATTACK = Action("attack", "Sting.", gives=(FED,))\n')

    (finding,) = [each for each in model.editor.findings.items if each.severity == "error"]
    assert "action 'attack' is declared twice with different meanings" in finding.text
    assert "eat" in model.notes("action")
    assert model.state(row_of(model, "actions")).remarks == ()


def test_a_project_whose_code_is_off_has_words_that_nobody_judges(opened):
    model = opened(trusted=False)

    assert model.state(row_of(model, "actions")).faults == ()
    assert model.notes("action") == {}
