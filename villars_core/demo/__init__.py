"""The invented town: its people, its page with a movable clock, and the chat in a terminal."""
