"""Tests of bookings and their deadlines."""
