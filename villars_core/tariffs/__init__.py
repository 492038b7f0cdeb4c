"""What things cost: the town's tariffs, the family quotient, prices that explain themselves, simulation."""
