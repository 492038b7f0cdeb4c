"""What all tests share: how many examples they try, short by default and full where VILLARS_PROVE is set."""

import os

import pytest
from hypothesis import HealthCheck, settings

_PROVE = os.environ.get("VILLARS_PROVE") == "1"
_QUIET = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)

settings.register_profile("short", max_examples=30, deadline=None, derandomize=True, database=None, suppress_health_check=_QUIET)
settings.register_profile("prove", max_examples=1000, deadline=None, database=None, print_blob=True, suppress_health_check=_QUIET)
settings.load_profile("prove" if _PROVE else "short")


@pytest.fixture(scope="session")
def proving() -> bool:
    """Tell whether the full counts are asked for."""
    return _PROVE
