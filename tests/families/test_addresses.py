"""An e-mail address is checked before it is kept."""

import pytest

from villars_core.families.addresses import NotAnAddress, checked


@pytest.mark.parametrize("text", ["nadia.martin@parents.example", " Nadia.Martin@Parents.example "])
def test_an_address_is_kept_in_lower_case(text: str) -> None:
    assert checked(text) == "nadia.martin@parents.example"


@pytest.mark.parametrize(
    "text", ["", "nadia", "nadia@parents", "nadia martin@parents.example", "a@b.example\nBcc: x@y.example", "a@b@c.example"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(NotAnAddress):
        checked(text)
