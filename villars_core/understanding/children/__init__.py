"""Which children a message speaks of, and which of them an order is about."""
