"""What waits for the office: who, their words, the action prepared, and its state. Every slice may post."""
