"""Personal numbers as they are stored and shown (domain.md 3.1)."""

import re

SEPARATORS = re.compile(r"[\s.\-\u00a0]+")


def normalised(number: str) -> str:
    """Return the number without spaces, dots and dashes, in upper case."""
    return SEPARATORS.sub("", number).upper()


def shown(number: str) -> str:
    """Return 18 digits as 8-6-1-3 (`19680411 199303 1 009`), any other number as it is."""
    if len(number) == 18 and number.isdigit():
        return f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"
    return number
