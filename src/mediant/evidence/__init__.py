"""From reporting to sourced claims."""
