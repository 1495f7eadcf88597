"""Whether a person is at work on proposals: what comes from outside waits then, so that nothing of theirs is lost."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.core.proposals.service import Proposals


def is_at_rest(proposals: "Proposals") -> bool:
    """Whether nobody is at anything: no wish is written, no answer is awaited or read, nothing is under review.

    A wish that has been answered may stand in the field; nobody is writing it any more.
    """
    is_wishing = proposals.wish.strip() not in ("", proposals.answered_wish)
    return proposals.review.kept is None and proposals.standing == "none" and not is_wishing


def is_at_work_on(proposals: "Proposals", identifier: str) -> bool:
    """Whether a person has done something with the proposal under review: ticked other parts, or begun to play it."""
    review, playtests = proposals.review, proposals.playtests
    has_played = playtests.is_running or playtests.played is not None
    return review.kept is not None and review.kept.id == identifier and (review.is_touched or has_played)
