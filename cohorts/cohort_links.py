"""Which pages of higher rooms about whole cohorts a reader may open."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.urls import reverse

from cohorts.models import Cohort
from cohorts.registry import Act, cohort_links

if TYPE_CHECKING:
    from accounts.models import User


def links_of(reader: "User", cohorts: Collection[Cohort]) -> dict[int, list[Act]]:
    """Return the links of each cohort that has one for this reader."""
    found: dict[int, list[Act]] = {}
    codes = {cohort.pk: cohort.code for cohort in cohorts}
    for link in cohort_links:
        for key in link.open_to(reader, cohorts):
            found.setdefault(key, []).append(Act(link.label, reverse(link.url_name, args=[codes[key]])))
    return found
