"""How an encounter goes: groups, triggers, objectives, errands and lines, up to victory or defeat."""
