"""What was tested of this server's confidentiality, when, and of which code: shown to whoever asks."""
