"""Who is meant: names, descriptions and pronouns of an article, led back to the actors that they stand for."""
