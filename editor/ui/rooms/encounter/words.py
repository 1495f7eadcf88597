"""What a card says of itself in a sentence, what its beats are called, and how a trial ended."""

from __future__ import annotations

from typing import Any

from editor.core.encounters.flow import Card
from editor.core.encounters.trial import TICKS_A_SECOND, Beat, Trial
from editor.ui.api import tr
from editor.ui.rooms.encounter.model import EncounterModel


def words_of(model: EncounterModel, card: Card) -> str:
    """The card in a sentence: "3 Raiders, 3 s after nobody of Wave 1 is left"."""
    part = card.part
    match card.kind:
        case "start":
            head = model.editor.view.encounter_header
            return tr("The encounter begins; it is over after {seconds} s", seconds=f"{head.time_limit_s:g}")
        case "standing":
            return _standing(model, card)
        case "wave":
            return _wave(model, part)
        case "trigger":
            return _trigger(model, part)
        case "objective":
            return _objective(model, card)
        case "line":
            return _line(model, part)
        case "victory":
            return _victory(model, part)
        case "defeat":
            return _defeat(part)


def title_of(card: Card) -> str:
    """The name of a card; the start and those who stand there have one of their own."""
    return {"start": tr("Start"), "standing": tr("Already there")}.get(card.kind, card.name)


def beat_words(card: Card, beat: Beat) -> str:
    """A beat in words with its time: "12.4 s: 3 came"."""
    what = {
        "began": tr("the encounter begins"),
        "led": tr("the player stood about and is led here"),
        "called": tr("called, {count} of those before stand", count=beat.amount),
        "came": tr("{count} came", count=beat.amount),
        "beaten": tr("beaten"),
        "fired": tr("fires"),
        "met": tr("met"),
        "failed": tr("failed"),
        "said": tr("said"),
        "won": tr("the encounter is won"),
        "lost": tr("the encounter is lost"),
        "over": tr("the time is over"),
    }[beat.what]
    return tr("{name}, {seconds} s: {what}", name=title_of(card), seconds=seconds(beat.tick), what=what)


def seconds(ticks: int) -> str:
    """Ticks as seconds with one digit."""
    return f"{ticks / TICKS_A_SECOND:.1f}"


def ended(trial: Trial) -> str:
    """How a trial ended, when and why."""
    how = {
        "victory": tr("Won after {seconds} s", seconds=seconds(trial.ticks)),
        "defeat": tr("Lost after {seconds} s", seconds=seconds(trial.ticks)),
        "timeout": tr("Time over after {seconds} s", seconds=seconds(trial.ticks)),
        "failed": tr("Stopped after {seconds} s", seconds=seconds(trial.ticks)),
    }.get(trial.outcome, tr("Ended after {seconds} s", seconds=seconds(trial.ticks)))
    return f"{how}. {trial.why}" if trial.why else f"{how}."


def _after(delay: float, words: str) -> str:
    return tr("{seconds} s {after}", seconds=f"{delay:g}", after=words) if delay > 0.0 else words


def _people(model: EncounterModel, prefab: str, count: int) -> str:
    if not prefab:
        return tr("Nobody yet")
    return tr("{count} × {name}", count=count, name=model.title_of_prefab(prefab))


def _wave(model: EncounterModel, group: Any) -> str:
    who = _people(model, group.prefab, group.count)
    if group.when == "start":
        when = tr("{seconds} s after the start", seconds=f"{group.delay:g}") if group.delay > 0 else tr("at the start")
    elif group.when == "trigger":
        named = model.name_of(group.trigger) if group.trigger else tr("nothing")
        when = _after(group.delay, tr("after “{name}” fires", name=named))
    else:
        named = model.name_of(group.after) if group.after else tr("nothing")
        left = (
            tr("after nobody of “{name}” is left", name=named)
            if group.left == 0
            else tr("after at most {left} of “{name}” stand", left=group.left, name=named)
        )
        when = _after(group.delay, left)
    return f"{who}, {when}"


def _trigger(model: EncounterModel, trigger: Any) -> str:
    sides = {"party": tr("the party"), "hostile": tr("an enemy"), "neutral": tr("somebody neutral")}
    match trigger.event:
        case "enter":
            area = (
                tr("a circle of {radius} m", radius=f"{trigger.radius:g}")
                if trigger.shape == "circle"
                else tr("a box of {x} × {z} m", x=f"{trigger.size[0]:g}", z=f"{trigger.size[2]:g}")
            )
            when = tr("When {who} enters {area}", who=sides[trigger.side], area=area)
        case "timer":
            return tr("{seconds} s after the start", seconds=f"{trigger.delay:g}")
        case "objective":
            named = model.name_of(trigger.objective) if trigger.objective else tr("nothing")
            when = tr("When “{name}” is met", name=named)
        case _:
            when = tr("On the signal “{name}”", name=trigger.signal or tr("none"))
    return tr("{when}, {seconds} s later", when=when, seconds=f"{trigger.delay:g}") if trigger.delay > 0 else when


def _objective(model: EncounterModel, card: Card) -> str:
    part = card.part
    target = model.name_of(part.target) if part.target else ""
    kinds = {
        "defeat_all": tr("Bring down or drive off every enemy"),
        "defeat": tr("Bring down {name}", name=target or tr("nobody yet")),
        "protect": tr("Keep {name} standing", name=target or tr("nobody yet")),
        "reach": tr("Reach {name}", name=target or tr("this place")),
        "survive": tr("Hold out for {seconds} s", seconds=f"{part.seconds:g}"),
        "use": tr("Use {name} for {seconds} s", name=target or tr("this place"), seconds=f"{part.seconds:g}"),
        "signal": tr("Wait for the signal “{name}”", name=part.signal or tr("none")),
    }
    said = f" (“{part.text}”)" if part.text else ""
    after = tr(", after “{name}”", name=model.name_of(part.after)) if part.after else ""
    return f"{kinds[part.kind]}{after}{said}"


def _line(model: EncounterModel, line: Any) -> str:
    speaker = model.name_of(line.speaker) if line.speaker else tr("Nobody")
    named = model.name_of(line.of) if line.of else tr("nothing")
    when = {
        "start": tr("at the start"),
        "trigger": tr("when “{name}” fires", name=named),
        "objective": tr("when “{name}” is met", name=named),
        "wave": tr("when “{name}” comes", name=named),
        "signal": tr("on the signal “{name}”", name=line.signal or tr("none")),
    }[line.when]
    text = tr("{speaker}: “{text}”, {when}", speaker=speaker, text=line.text, when=when)
    return tr("{text}, {seconds} s later", text=text, seconds=f"{line.delay:g}") if line.delay > 0 else text


def _victory(model: EncounterModel, victory: Any) -> str:
    if victory.when == "objective":
        named = model.name_of(victory.objective) if victory.objective else tr("nothing")
        return tr("Won when “{name}” is met", name=named)
    return (
        tr("Won when every objective is met")
        if victory.when == "all_objectives"
        else tr("Won when every enemy is down or has fled")
    )


def _defeat(defeat: Any) -> str:
    return {
        "player_down": tr("Lost when the player stays down for {seconds} s", seconds=f"{defeat.seconds:g}"),
        "party_down": tr("Lost when the whole party is down"),
        "objective_failed": tr("Lost when an objective fails"),
    }[defeat.when]


def _standing(model: EncounterModel, card: Card) -> str:
    counts: dict[str, int] = {}
    for member in card.members:
        entity = model.editor.view.get(member)
        if entity is None:  # a card is measured once more before the board follows a scene that was left
            continue
        name = model.title_of_prefab(entity.prefab) if entity.prefab else entity.name
        counts[name] = counts.get(name, 0) + 1
    return ", ".join(tr("{count} × {name}", count=count, name=name) for name, count in counts.items())
