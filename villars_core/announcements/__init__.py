"""A text of the office to many families: audience, preview, sending through the outbox, report."""
