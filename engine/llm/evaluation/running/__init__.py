"""How plans of an evaluation are played: many at once, each in a lane of one world."""
