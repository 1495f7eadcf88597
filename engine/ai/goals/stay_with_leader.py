"""Stay with the leader: go where the friendly player goes while nobody threatens."""

from engine.ai.facts import ENEMY_NOTICED, ERRAND_AHEAD, LEADER_FOLLOWED
from engine.ai.goap.vocabulary import Goal

STAY_WITH_LEADER = Goal(
    "stay_with_leader",
    "Stay with the player on the way.",
    wants=(LEADER_FOLLOWED,),
    condition=(ERRAND_AHEAD, ~ENEMY_NOTICED),
    weight=1.7,
)
