"""The second reader, learnt from the corpus, and reading by the one sentence that orders."""
