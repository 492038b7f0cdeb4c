"""Real mail servers for the tests, started on loopback with their own folders and ended with the session."""
