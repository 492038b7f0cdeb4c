"""Households, guardians, children, custody and contacts; `access` is the only way to a child."""
