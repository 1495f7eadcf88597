"""Runs as JUnit XML, which build servers read: a suite a client, a case a scenario."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from engine.llm.evaluation.harness import Run


def junit_xml(runs: Sequence[Run], least: float) -> bytes:
    """The XML. A scenario fails where the mean of its points is below `least`, with what went wrong most often."""
    suites = ET.Element("testsuites", name="astraweave eval")
    for run in runs:
        names = list(dict.fromkeys(each.scenario for each in run.episodes))
        suite = ET.SubElement(suites, "testsuite", name=f"{run.client}: {run.model}", tests=str(len(names)))
        failures = 0
        for name in names:
            episodes = [each for each in run.episodes if each.scenario == name]
            mean = sum(each.judged.score.total for each in episodes) / len(episodes)
            case = ET.SubElement(suite, "testcase", classname=f"llm.{episodes[0].category}", name=name)
            if mean >= least:
                continue
            failures += 1
            notes = [each.judged.note for each in episodes if each.judged.note]
            most = max(sorted(set(notes)), key=notes.count) if notes else ""
            said = ET.SubElement(case, "failure", message=f"{mean:.1f} points; expected {least:g} or more")
            said.text = most
        suite.set("failures", str(failures))
    ET.indent(suites)
    return ET.tostring(suites, encoding="utf-8", xml_declaration=True) + b"\n"
