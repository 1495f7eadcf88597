"""Veilweaver's own rules: anchors and threads, Echo and what it buys, and what makes Talren and the companions special.

How a tick of Veilweaver adds to the engine's:

1. perception   a taunt decides whom an enemy looks at
2. planning     agents learn what only this game has: frayed anchors, Echo, marks, and their own abilities
3. abilities    dash, taunt, combo, mark, stability pulse, mending of anchors, barricades
4. steering     a dash carries Talren along
5. weaving      threads are woven and let go, shards are picked up, who fell is drawn back; marks wear off, anchors
                fray by time and by fights, Echo is earned, and the stakes are judged
"""
