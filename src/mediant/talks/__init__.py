"""The talks: rooms and turns, what is said in them, and who heard it."""
