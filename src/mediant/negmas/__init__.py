"""NegMAS both ways: its negotiators in our talks, ours in its mechanisms. The only package that imports it."""
