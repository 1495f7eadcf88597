"""The Oathbound Warden and the court that it keeps: phases, strikes, pylons, sigils, and how it answers the party.

How a tick adds to the game's, in a scene that has a Warden:

1. planning     the Warden and the party believe what the court allows (`warden_beliefs`)
2. abilities    cleave, lash and rupture are wound up in plain sight and land; a ward is raised; pylons are unbound
3. combat       health decides the phase; storm, pylons and ward decide the armour
4. weaving      the Warden answers how it is fought; sigils answer who stands on them
"""
