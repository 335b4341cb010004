"""Readers that ask a service on the network. Off unless asked for; the only part of mediant that opens sockets."""
