"""What really happened: who ate, who came to the childcare and when, told by the staff who were there."""
