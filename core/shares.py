"""A percentage that cannot stand alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.numbers import number

HUNDREDTH = Decimal("0.01")


def percent_of(count: int, base: int) -> Decimal | None:
    """Return count in base as percent, rounded half up to two decimals; None when base is 0."""
    if base == 0:
        return None
    return (Decimal(count) * 100 / Decimal(base)).quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Share:
    """`count` of `base`; of the base, `not_stated` left the question blank.

    The base is everyone who answered, blanks included (reference/README.md "How the figures count").
    """

    count: int
    base: int
    not_stated: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.base or not 0 <= self.not_stated <= self.base:
            raise ValueError(f"{self.count} of {self.base} ({self.not_stated} not stated) is no share")

    @property
    def percent(self) -> Decimal | None:
        """Percent with two decimals, or None when nobody is in the base."""
        return percent_of(self.count, self.base)

    @property
    def percent_text(self) -> str:
        """`31,43%` as printed in the active language, or "" when nobody is in the base."""
        return "" if self.percent is None else f"{number(self.percent, 2)}%"

    @property
    def of_text(self) -> str:
        """`11 dari 35`, or "belum ada data" when nobody is in the base."""
        if self.base == 0:
            return _("belum ada data")
        return _("%(count)s dari %(base)s") % {"count": number(self.count), "base": number(self.base)}

    def __str__(self) -> str:
        return self.of_text if self.base == 0 else f"{self.of_text} ({self.percent_text})"

    def as_json(self) -> dict[str, Any]:
        """Return count, base and percent (a float with two decimals, null when the base is 0)."""
        return {
            "count": self.count,
            "base": self.base,
            "percent": None if self.percent is None else float(self.percent),
        }


def shares_as_json(shares: Mapping[str, Share]) -> dict[str, dict[str, Any]]:
    """Return the JSON form of several shares under their keys."""
    return {key: share.as_json() for key, share in shares.items()}
