"""Which procedure a message is about."""
