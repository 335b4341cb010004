"""Articles in: bytes of a text or a page become an `Article`. Nothing is ever fetched."""
