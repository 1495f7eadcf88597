"""Numbers of weaving: columns of its tables, reasons of a refusal, choices about the storm."""

KINDS = ("reinforce", "collapse", "raise", "redirect", "lower", "stabilize")
BUDGETS = ("terrain", "weather")
MOST_WEAVES = 6
"""Weaves of one encounter: every set of them is worked out before play."""
MOST_CELLS = 1 << 23
"""Cells of the grid times sets of weaves: the ways of all of them take some hundred megabytes and seconds."""
NEVER = 255
"""More Echo than any purse holds: from there no weave opens the way out."""

# Columns of `weave_rule`.
KIND, BUDGET, SHARE, PRICE, BACK, SIGNAL, EXCLUDES, CHANGES = range(8)
# Columns of `weave_place`.
X, Z, REACH = range(3)

# Why a weave is refused.
(
    ALLOWED,
    NO_ECHO,
    NO_BUDGET,
    EXCLUDED,
    CLOSES_THE_WAY,
    SOMEBODY_STANDS_THERE,
    PARTS_THE_PARTY,
    BARRICADED,
) = range(8)
REASONS = (
    "",
    "not enough Echo",
    "the budget is spent",
    "the other thread is woven",
    "the way out would be closed for good",
    "one of the party stands there",
    "it would cut one of the party off",
    "a barricade would close the way",
)

# What a weave changes besides (`changes`), and the storm as it was chosen.
NOTHING, STABILIZE_STORM, REDIRECT_STORM = range(3)
NO_CHOICE, STABILIZED, REDIRECTED = range(3)
