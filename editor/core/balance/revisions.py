"""Revisions of the open encounter: the latest commits of its project, and how one of them is won."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.core.balance.measured import FIRST_SEED, Measured
from editor.core.balance.question import Host, Question, Tell
from engine.document.merge.commits import Commit, commits_of
from engine.document.merge.git import GitError
from engine.world.ids import SKILLS

if TYPE_CHECKING:
    from editor.core.jobs import Job, Progress
    from editor.core.workbench import Workbench
    from engine.balance.asking import Play
    from engine.play.playtest.outcomes import Outcomes
    from engine.play.playtest.request import Stage

MOST_COMMITS = 30


@dataclass(frozen=True)
class Revised:
    """How often the encounter of a commit is won."""

    commit: Commit
    measured: Measured


class Revisions(Question[Revised]):
    """Plays one commit's files at a time, with the Python of the working tree; those that were played stay."""

    title = "Playing a revision"
    looks: tuple[int, ...] = (16, 64, 256)
    """With how many seeds, one after the other."""

    def __init__(self, bench: "Workbench", balance: Host) -> None:
        super().__init__(bench, balance)
        self._commits: tuple[Commit, ...] = ()
        self._of: object = None
        """The document whose commits they are."""
        self.played: dict[str, Revised] = {}
        """What is known of the open encounter, by the commit's name."""
        self._looking: Job | None = None

    @property
    def commits(self) -> tuple[Commit, ...]:
        """The latest commits, the latest first; nothing before `look` has found some."""
        return self._commits if self._bench.document is self._of else ()

    @property
    def is_looked_for(self) -> bool:
        """Whether git was asked about the open project."""
        return self._bench.document is self._of

    def look(self) -> None:
        """Ask git for the latest commits; only of a project that is trusted."""
        document = self._bench.document
        if document is None or not document.trusted or self._looking is not None:
            return
        if self._of is not document:
            self._of, self._commits = document, ()
        folder = document.folder

        def done(job: "Job") -> None:
            self._looking = None
            if self._bench.document is document and job.state == "done" and job.result != self._commits:
                self._commits = job.result
                self.changed.emit()

        self._looking = self._bench.jobs.submit(
            "Asking git for commits", lambda _progress, _cancelled: _commits(folder), done, quiet=True
        )

    def ask(self, commit: Commit) -> None:
        """Play the encounter as a commit has it."""
        looks, place = self.looks, self._balance.place

        def work(
            play: "Play", stage: "Stage", progress: "Progress", cancelled: Callable[[], bool], tell: "Tell[Revised]"
        ) -> None:
            from engine.balance.content import content_of
            from engine.play.playtest.request import AS_IT_IS, Variant, check_end

            as_it_is = Variant(AS_IT_IS)
            check_end(stage.view, stage.compiled(as_it_is))
            try:
                content = content_of(stage.view, stage.game)
            except LookupError:
                content = ""
            for number, look in enumerate(looks):
                outcomes: dict[str, Outcomes] = {}
                for skill in SKILLS:
                    progress(number / len(looks), f"{look:,} seeds, {skill}")
                    seeds = range(FIRST_SEED, FIRST_SEED + look)
                    outcomes[skill] = play([as_it_is], skill, seeds)[AS_IT_IS]  # type: ignore[assignment]
                    if cancelled():
                        return
                if place is not None:
                    tell(Revised(commit, Measured(place, content, look, outcomes)))

        self._ask(work, revision=commit.name)

    def pump(self) -> None:
        """Keep what was found, by commit."""
        before = self.answer
        super().pump()
        if self.answer is not None and self.answer is not before:
            self.played[self.answer.commit.name] = self.answer

    def close(self) -> None:
        """Forget what was played."""
        super().close()
        self.played = {}

    def _edited(self, _change: object) -> None:
        """An edit changes no commit."""


def _commits(folder: object) -> tuple[Commit, ...]:
    try:
        return commits_of(str(folder), MOST_COMMITS)
    except GitError:  # no repository, or nothing in it yet: nothing to choose from
        return ()
