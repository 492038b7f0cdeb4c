"""What a message asks for: its cues, the clauses they stand in, the orders made of them, and matters that are no meal."""
