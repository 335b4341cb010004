"""Many articles: which claims are one statement, how many sources it has, what contradicts it, what changed."""
