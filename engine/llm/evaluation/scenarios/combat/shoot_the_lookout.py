"""A lookout out of range, and ground between that is cursed."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend, still
from engine.llm.evaluation.checks import at, beaten
from engine.llm.evaluation.scenario import Scenario

SHOOT_THE_LOOKOUT = Scenario(
    "shoot_the_lookout",
    "combat",
    "The lookout on the far side has to fall. Talren's pulse carries 18 m. The ground within 5 m of x=8, z=0 "
    "is cursed: nobody may stand there in the end.",
    (friend("talren", -13.0, 0.0, 90.0), still("lookout", 11.0, 0.0, -90.0, hp=10.0)),
    (beaten("lookout"),),
    (at("talren", 8.0, 0.0, within=5.0),),
    lambda field: [go("talren", (-4.0, 0.0), 3.5), do("shoot", "talren", 0.4, "lookout")],
    lambda field: [go("talren", (6.0, 0.0), 6.0)],
)
