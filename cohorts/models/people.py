"""People with their numbers, and the two roles that are granted to them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.institutions import Institution
from cohorts.querysets.people import GrantQuerySet, PersonQuerySet
from cohorts.states import GrantedRole, NumberType
from core.models import Stamped


class Person(Stamped):
    """Somebody appointed, enrolled or granted a role; always has a user to act as.

    Rank, position and unit are today's; participants and assignments keep those of their own day.
    The e-mail address is the user's.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="person")
    number_type = models.CharField(_("jenis nomor"), max_length=10, choices=NumberType, default=NumberType.NIP)
    number = models.CharField(_("nomor"), max_length=40, unique=True)
    name = models.CharField(_("nama dengan gelar"), max_length=200)
    rank = models.CharField(_("golongan"), max_length=10, blank=True)
    position = models.CharField(_("jabatan"), max_length=200, blank=True)
    unit = models.CharField(_("unit kerja"), max_length=200, blank=True)
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("instansi")
    )
    phone = models.CharField(_("telepon"), max_length=30, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("orang")
        verbose_name_plural = _("orang")
        ordering: ClassVar[list[str]] = ["name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(number_type__in=[NumberType.NIP, NumberType.NI_PPPK]) | Q(number__regex=r"^[0-9]{18}$"),
                name="person_number_has_18_digits",
                violation_error_message=_("NIP harus 18 digit angka."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Grant(Stamped):
    """A role for one institution and all that lies under it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("peran"), max_length=20, choices=GrantedRole)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemberian peran")
        verbose_name_plural = _("pemberian peran")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "institution", "role"],
                name="grant_once",
                violation_error_message=_("Peran ini sudah diberikan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()} – {self.institution}"
