"""The desk through which every message of a person enters, the dialogues kept in rows, and the flows, one per intention."""
