"""From an article to its claims: the encoder's attributions, what they mean, and how sure they are."""
