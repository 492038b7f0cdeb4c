"""Drawing itself: loaded when the first document is drawn, since its libraries are a fifth of the program's start."""
