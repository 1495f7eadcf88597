"""What has changed between two audits: what is new, what is fixed, and what has only moved."""
