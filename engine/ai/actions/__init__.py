"""Actions that any project's agents may take: one file each, with the system that performs it.

Performing an action means two things: say where to go (`move_goal`, `move_stop`, `move_speed`) and, when it is an
ability, wish for it (`wish`, `wish_target`). Both are emptied before the first action of every tick.
"""
