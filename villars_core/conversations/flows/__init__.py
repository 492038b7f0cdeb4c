"""One form for each intention: its questions, its recap, what it does, and its receipt."""
