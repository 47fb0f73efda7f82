"""Pages of this room, one module for each family of screens."""
