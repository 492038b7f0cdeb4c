"""The town of the attendance tests serves the kitchen's too."""

from tests.attendance.conftest import town

__all__ = ["town"]
