"""What a claim means: its act and certainty, its time, its actors, the issues that it touches."""
