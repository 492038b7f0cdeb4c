"""Direct debits that the town collects itself: files for the bank, and what the bank answers."""
