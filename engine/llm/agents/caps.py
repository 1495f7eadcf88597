"""Bounds of what agents may send and keep busy. A call beyond them is refused in a sentence, a connection is closed."""

MOST_BYTES = 1024 * 1024
"""Of one message."""
MOST_READ = 16 * 1024 * 1024
"""Of one line over stdio: up to here the id is looked for, to refuse by it; a longer line ends the connection."""
DEEPEST = 24
"""Nesting of a message; a proposal in it may be ten deep."""
MOST_ARGUMENTS = 256 * 1024
"""Bytes of one call's arguments."""
MOST_AT_ONCE = 32
"""Calls that are under way or wait for their turn."""
MOST_LONG = 8
"""Of those, calls that play runs; so what is quick has always room beside them."""
MOST_CONNECTIONS = 64
"""Open to the HTTP server, of all agents and of whoever else finds the port."""
MOST_SENT = 32
"""Proposals that one connection of the program holds for agents; further ones have to revise those."""
MOST_SEEDS = 256
"""Of one playtest."""
LONGEST_NAME = 80
"""Letters of an agent's name."""
LONGEST_ROW = 4000
"""Letters of one row of an answer."""
