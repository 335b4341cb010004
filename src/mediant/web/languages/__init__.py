"""The languages of the pages: catalogs of messages, and how each language writes numbers, times and lists."""
