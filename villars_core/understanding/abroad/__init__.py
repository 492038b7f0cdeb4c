"""What is read otherwise in the languages beside French: simple orders, and what stands beside them."""
