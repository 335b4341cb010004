"""The style sheet, the scripts and the two libraries that every page needs, held in memory."""
