"""What happens in the runs of a playtest: who falls to whom, what is used, how long wins take, and what is odd."""

from engine.balance.happened.counts import Fall, Use
from engine.balance.happened.oddness import MOST_ODD, Odd, Trait
from engine.balance.happened.summary import NOTHING, Happened, happened_in
from engine.balance.happened.times import Times

__all__ = ["MOST_ODD", "NOTHING", "Fall", "Happened", "Odd", "Times", "Trait", "Use", "happened_in"]
