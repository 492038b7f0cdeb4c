"""The Education office of a town: the rules, the people and the conversations, whatever the door."""
