"""What the program writes, against the official formats; collected where VILLARS_FORMATS names their folder."""
