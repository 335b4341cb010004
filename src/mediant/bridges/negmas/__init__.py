"""NegMAS both ways: its negotiators in our talks, ours in its mechanisms and tournaments."""
