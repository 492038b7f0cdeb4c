"""Money is whole cents with a type of its own; a fraction of a cent exists only until the line is rounded."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NewType

Cents = NewType("Cents", int)

_CENT = Decimal(1)


def rounded(cents: Decimal) -> Cents:
    """Return an exact number of cents rounded half up, away from zero, as the town's bills do at each line.

    `cents` is in cents, not euros, and is never a float: 246.5 becomes 247, -246.5 becomes -247.
    """
    return Cents(int(cents.quantize(_CENT, rounding=ROUND_HALF_UP)))


def times(price: Cents, factor: Decimal | int) -> Cents:
    """Return a price multiplied by a quantity or a rate, rounded half up to the cent."""
    return rounded(Decimal(price) * Decimal(factor))


def split(total: Cents, parts: int) -> list[Cents]:
    """Return `parts` amounts that add up to `total`, the odd cents going to the first ones.

    Raises ValueError when `parts` is below one.
    """
    if parts < 1:
        message = f"cannot split an amount in {parts} parts"
        raise ValueError(message)
    share, odd = divmod(abs(total), parts)
    sign = -1 if total < 0 else 1
    return [Cents(sign * (share + (1 if position < odd else 0))) for position in range(parts)]


def euros(text: str) -> Cents:
    """Return the cents of an amount written by a person: "55,11", "55.11 €", "1 200".

    Raises ValueError when the text is no amount, or has a fraction of a cent.
    """
    cleaned = text.replace("€", "").replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
    if not cleaned or any(sign not in "0123456789.-" for sign in cleaned):
        message = f"not an amount: {text!r}"
        raise ValueError(message)
    try:
        cents = Decimal(cleaned) * 100
    except ArithmeticError as error:
        message = f"not an amount: {text!r}"
        raise ValueError(message) from error
    if cents != cents.to_integral_value():
        message = f"more than two decimals: {text!r}"
        raise ValueError(message)
    return Cents(int(cents))
