"""What stands beside an order in French: reasons, things told, other children, what hesitates and what nothing read."""
