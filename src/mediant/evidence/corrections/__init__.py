"""What a person decided about claims, kept so that later readings respect it."""
