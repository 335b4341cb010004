"""To other negotiation software, one package each: the only one that imports it."""
