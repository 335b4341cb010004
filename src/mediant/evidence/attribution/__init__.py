"""Who said what: sources, cues and contents found in a text by a small encoder, and put together to chains."""
