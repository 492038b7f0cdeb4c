"""What a child may eat and what the child must not: diets, allergies and care plans, sealed, with an access rule of their own."""
