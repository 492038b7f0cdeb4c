"""Who did what, when, through which door: append only; and the numbers that receipts carry."""
