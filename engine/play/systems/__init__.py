"""The rules of play that every project shares: fighting, falling, rising, and how an encounter begins and ends.

One tick passes through them in this order:

1. input        a person's buttons become the player's wish (`player_input`, after the actions of agents)
2. actions      every agent's action sets where to go (`move_goal`, `move_stop`, `move_speed`) and a `wish`
3. abilities    cooldowns run down; wishes become casts, some of them shown on the ground (`telegraph`); a finished cast
                lands as `harm`, `stagger_in`, `shove`
4. combat       `harm` lowers health, stagger stuns, the fallen fall, the helped rise, the frightened get away
5. steering     casting and stunned actors stand; a shove overrides legs
6. encounter    groups spawn, triggers fire, objectives are judged, and the lane ends

Everything that passes between two systems within one tick (`wish`, `harm`, `stagger_in`) is emptied by its reader, so a
lane's state between ticks is only what the digest sees.
"""
