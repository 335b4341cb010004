"""How a reader is taught: annotated articles in, weights out. Needs the extra `mediant[train]`."""
