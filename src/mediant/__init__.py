"""mediant: an open workbench for mediated negotiation."""
