"""What is typed on the pages of this room, and what is said about it when it cannot be read."""
