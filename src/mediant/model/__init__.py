"""The case: parties, mediators, issues, and what is known of each party's preferences. Values only."""
