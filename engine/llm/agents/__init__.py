"""Outside agents: what they may read of a project and propose to it; nothing here saves, accepts or runs code."""
