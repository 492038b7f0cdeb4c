"""The town of the billing tests, with a teacher who eats at the restaurant of the elementary school."""

from tests.billing.conftest import months

__all__ = ["months"]
