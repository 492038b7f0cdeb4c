"""Bookings of meals: what is booked, until when it may change, and what people see of it."""
