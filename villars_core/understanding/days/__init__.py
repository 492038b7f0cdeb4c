"""Which of the days that are said are an order's, and the days of the canteen they come to; what a date is stands in `dates`."""
