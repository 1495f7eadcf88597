"""Play: start, pause, step, stop, retry, speed, autopilot."""

from functools import partial

from editor.core.actions.registry import Action
from editor.core.editor import Editor
from editor.core.play.clock import SPEEDS
from editor.core.play.starting.from_here import last_start
from engine.world.ids import SKILLS

POPULATIONS = (2_500, 5_000, 100_000)


def speed_text(speed: float) -> str:
    """A speed as people write it: "0.5×"."""
    return f"{speed:g}×"


def actions(editor: Editor) -> list[Action]:
    """The actions of the Play menu and the toolbar's middle."""
    play = editor.play

    def play_or_resume() -> None:
        if play.has_ended:
            play.restart()
        elif play.state == "paused":
            play.resume()
        else:
            elsewhere = last_start(editor)
            play.start()
            words: list[str] = []
            if elsewhere:
                keys = editor.actions.keys("play.from_last")
                words.append(f"This run begins at the start; {keys} begins at {elsewhere} again.")
            if play.autopilot is not None:
                keys = editor.actions.keys("play.autopilot")
                words.append(f"The autopilot is still on; {keys} gives you the player.")
            if play.speed != 1.0:
                words.append(f"The game's clock still goes at {speed_text(play.speed)}.")
            if words:
                editor.status(" ".join(words))

    def pause_or_resume() -> None:
        if play.state == "paused":
            play.resume()
        else:
            play.pause()

    def from_the_start() -> str:
        return f"Play {editor.title} from the start" if editor.document is not None else "Play from the start"

    def step() -> None:
        # What was said since, such as a tuned number, is a reason to play the tick anew; hands are none.
        if play.is_past and not play.to_be_said() and play.mind_ahead is None:
            play.seek((play.tick or 0) + 1)
        else:
            play.step()

    def autopilot() -> None:
        play.autopilot = None if play.autopilot else editor.settings.play.autopilot

    def set_skill(skill: str) -> None:
        editor.settings.set("play.autopilot", skill)
        if play.autopilot:
            play.autopilot = skill

    def set_speed(speed: float) -> None:
        play.speed = speed

    def faster(step: int) -> None:
        nearest = min(range(len(SPEEDS)), key=lambda i: abs(SPEEDS[i] - play.speed))
        play.speed = SPEEDS[min(max(nearest + step, 0), len(SPEEDS) - 1)]

    speeds = [
        Action(
            f"play.speed_{speed:g}", f"Speed: {speed_text(speed)}", partial(set_speed, speed), "", "", "gauge",
            "Play/4", "speed", "How fast the game's clock goes.", checked=lambda speed=speed: play.speed == speed,
        )
        for speed in SPEEDS
    ]  # fmt: skip
    skills = [
        Action(
            f"play.skill_{skill}", f"Autopilot skill: {skill}", partial(set_skill, skill), "", "", "robot", "Play/3",
            description="Reaction, aim and use of abilities.",
            checked=lambda skill=skill: editor.settings.play.autopilot == skill,
        )
        for skill in SKILLS
    ]  # fmt: skip
    populations = [
        Action(
            f"play.populate_{count}", f"Populate: {count:,} NPCs", partial(play.populate, count), "",
            "has_scene and not in_prefab and not preparing and not ended and (no_errors or active)", "users-three",
            "Play/5",
            description="People who wander about the running copy; play starts first when nothing plays.",
            checked=lambda count=count: play.population == count,
        )
        for count in POPULATIONS
    ]  # fmt: skip
    return [
        Action(
            "play.start", "Play", play_or_resume, "F5",
            "has_scene and not in_prefab and not preparing and not playing and (no_errors or active)", "play-fill",
            "Play/1", "play",
            "Run a copy of the scene, again once it has ended; the scene itself stays as it is.",
        ),
        Action(
            "play.slice", "Play from the start", lambda: play.start(whole_slice=True), "Alt+F5",
            "has_slice and not in_prefab and not active", "film-strip", "Play/1", "play",
            "Play a copy of the game from its first encounter to its last; the window shows the scene of each.",
            title_now=from_the_start, words="slice whole game campaign",
        ),
        Action(
            "play.pause", "Pause", pause_or_resume, "F6", "active and not preparing and not ended", "pause-fill",
            "Play/1", "play", "Hold the game's clock, or let it go on.", checked=lambda: play.state == "paused",
        ),
        Action(
            "play.step", "Step one tick", step, "F7", "active and paused and not ended", "skip-forward-fill",
            "Play/1", "play", "Go on by exactly one tick, 1/60 s: in the past, by the one that was played.",
        ),
        Action(
            "play.stop", "Stop", play.stop, "Shift+F5", "active", "stop-fill", "Play/1", "play",
            "End the run; the scene is as it was before.",
        ),
        Action(
            "play.retry", "Retry", play.retry, "Ctrl+F5", "active and not preparing", "arrow-counter-clockwise",
            "Play/1", description="Begin the present encounter anew, with what was carried into it and another chance.",
        ),
        Action(
            "play.autopilot", "Autopilot", autopilot, "F4", "has_scene", "robot", "Play/3", "autopilot",
            "Let the planner play the player.", checked=lambda: play.autopilot is not None,
        ),
        *skills,
        Action(
            "play.slower", "Slower", lambda: faster(-1), "Ctrl+[", "", "rewind", "Play/4",
            description="Slow the game's clock by one step.",
        ),
        Action(
            "play.faster", "Faster", lambda: faster(1), "Ctrl+]", "", "fast-forward", "Play/4",
            description="Quicken the game's clock by one step.",
        ),
        *speeds,
        *populations,
        Action(
            "play.throw", "Throw a ball", play.throw_ball, "T",
            "active and not preparing and not ended and ball and thrower", "circle", "Play/5",
            description="The player throws a ball to where the mouse points: it knocks people and crates about.",
        ),
        Action(
            "play.unpopulate", "Remove NPCs", lambda: play.populate(0), "", "active and populated and not ended",
            "users-three", "Play/5", description="Let the population go; everybody else stays.",
        ),
    ]  # fmt: skip
