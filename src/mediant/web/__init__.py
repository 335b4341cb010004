"""The workbench over HTTP: who is asking, what came in, and how it is answered. What it means is decided elsewhere."""
