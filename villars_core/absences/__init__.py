"""A child who does not come: reported by whom and when, proved by what, decided how, and what of each day stays billed."""
