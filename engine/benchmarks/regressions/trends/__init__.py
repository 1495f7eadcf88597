"""What people see of a history: each series with its course, band, changes and limits; for a site and for a window."""
