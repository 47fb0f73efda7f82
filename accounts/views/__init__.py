"""Pages of the own account and of one-time links."""
