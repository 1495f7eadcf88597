"""What happens in weaving that an encounter can wait for: weaves and shards name one of these."""

SIGNALS = (
    "bridge_woven",
    "ford_opened",
    "crossing_opened",
    "way_closed_behind",
    "shards_gathered",
    "storm_chosen",
)
