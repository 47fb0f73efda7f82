"""Columns of the long lists. Every list is read with what its columns need, so that its queries stay few."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.numbers import shown
from cohorts.cohort_links import links_of
from cohorts.models import Cohort, Grant, Institution, Person, Programme
from cohorts.registry import Act
from cohorts.wording import week_words
from core.lists import ListTable
from core.templatetags import show
from core.templatetags.ui import state

NUMBERS = {"td": {"class": "num"}, "th": {"class": "num"}}
ONE_LINE = {"td": {"class": "one"}}


class CohortTable(ListTable):
    """Cohorts, the latest first, with where they stand."""

    cohort = tables.Column(
        verbose_name=gettext_lazy("Angkatan"), accessor="code", order_by=("starts_on", "code"), attrs=ONE_LINE
    )
    organiser = tables.Column(verbose_name=gettext_lazy("Penyelenggara"), order_by="organiser__name")
    starts_on = tables.Column(verbose_name=gettext_lazy("Mulai"), attrs=ONE_LINE)
    ends_on = tables.Column(verbose_name=gettext_lazy("Selesai"), attrs=ONE_LINE)
    participant_count = tables.Column(verbose_name=gettext_lazy("Peserta"), attrs=NUMBERS)
    standing = tables.Column(verbose_name=gettext_lazy("Keadaan"), empty_values=(), orderable=False)
    links = tables.Column(verbose_name=gettext_lazy("Lihat juga"), empty_values=(), orderable=False)

    class Meta:
        model = Cohort
        fields = ("cohort", "organiser", "starts_on", "ends_on", "participant_count", "standing", "links")
        order_by = "-starts_on"

    def __init__(self, rows: Any, *, reader: User, **kwargs: Any) -> None:
        super().__init__(rows, **kwargs)
        self.reader = reader

    @cached_property
    def links_by_cohort(self) -> dict[int, list[Act]]:
        """The links of the cohorts on this page of the list."""
        page: Any = self.page
        return links_of(self.reader, [row.record for row in page.object_list])

    def render_cohort(self, record: Cohort) -> Any:
        """Lead to the matrix, where the reader has one."""
        if not vars(record)["opens_matrix"]:
            return str(record)
        return format_html('<a href="{}">{}</a>', reverse("cohorts:cohort", args=[record.code]), record)

    def render_links(self, record: Cohort) -> Any:
        """Lead to the cohort's pages in higher rooms."""
        links = self.links_by_cohort.get(record.pk, [])
        named = ((link.url, link.label, record) for link in links)
        return format_html_join(" ", '<a href="{}">{}<span class="v"> {}</span></a>', named)

    def render_starts_on(self, value: Any) -> str:
        """Show a date."""
        return show.day_short(value)

    def render_ends_on(self, value: Any) -> str:
        """Show a date."""
        return show.day_short(value)

    def render_participant_count(self, value: int) -> str:
        """Show a number."""
        return show.num(value)

    def render_standing(self, record: Cohort) -> Any:
        """Say whether it is to come, runs or has ended."""
        words = week_words(record.starts_on, record.ends_on, vars(record)["today"])
        return state("done" if vars(record)["today"] > record.ends_on else "open", words)


class InstitutionTable(ListTable):
    """Institutions by name."""

    name = tables.Column(verbose_name=gettext_lazy("Nama"), linkify=("cohorts:institution", {"pk": tables.A("pk")}))
    kind = tables.Column(verbose_name=gettext_lazy("Jenis"))
    parent = tables.Column(verbose_name=gettext_lazy("Induk"), order_by="parent__name", default="")
    people_count = tables.Column(verbose_name=gettext_lazy("Orang"), attrs=NUMBERS)

    class Meta:
        model = Institution
        fields = ("name", "kind", "parent", "people_count")
        order_by = "name"

    def render_people_count(self, value: int) -> str:
        """Show a number."""
        return show.num(value)


class PersonTable(ListTable):
    """People by name."""

    name = tables.Column(verbose_name=gettext_lazy("Nama"), linkify=("cohorts:person", {"pk": tables.A("pk")}))
    number = tables.Column(verbose_name=gettext_lazy("Nomor"))
    position = tables.Column(verbose_name=gettext_lazy("Jabatan"), default="")
    institution = tables.Column(verbose_name=gettext_lazy("Instansi"), order_by="institution__name", default="")
    account = tables.Column(verbose_name=gettext_lazy("Akun"), accessor="user", orderable=False)

    class Meta:
        model = Person
        fields = ("name", "number", "position", "institution", "account")
        order_by = "name"

    def render_number(self, value: str) -> Any:
        """Show a NIP in its four groups, on one line."""
        return format_html('<span class="nowrap">{}</span>', shown(value))

    def render_account(self, record: Person) -> Any:
        """Say whether the person can sign in."""
        return account_state(record)


class ProgrammeTable(ListTable):
    """Editions, the newest of each programme first."""

    code = tables.Column(verbose_name=gettext_lazy("Program"), linkify=("cohorts:programme", {"pk": tables.A("pk")}))
    name = tables.Column(verbose_name=gettext_lazy("Nama"))
    effective_on = tables.Column(verbose_name=gettext_lazy("Berlaku sejak"))
    is_example = tables.Column(verbose_name=gettext_lazy("Asal"), orderable=False)
    cohort_count = tables.Column(verbose_name=gettext_lazy("Angkatan"), attrs=NUMBERS)

    class Meta:
        model = Programme
        fields = ("code", "name", "effective_on", "is_example", "cohort_count")
        order_by = ("code", "-effective_on")

    def render_effective_on(self, value: Any) -> str:
        """Show a date."""
        return show.day_short(value)

    def render_is_example(self, record: Programme) -> str:
        """Tell the shipped examples from the agency's own editions."""
        return _("Contoh") if record.is_example else _("Edisi sendiri")

    def render_cohort_count(self, value: int) -> str:
        """Show a number."""
        return show.num(value)


class GrantTable(ListTable):
    """Who was given which role where."""

    user = tables.Column(verbose_name=gettext_lazy("Pengguna"), order_by="user__name")
    role = tables.Column(verbose_name=gettext_lazy("Peran"))
    institution = tables.Column(verbose_name=gettext_lazy("Untuk instansi"), order_by="institution__name")
    account = tables.Column(verbose_name=gettext_lazy("Akun"), accessor="user", orderable=False)
    revoke = tables.Column(verbose_name=gettext_lazy("Tindakan"), empty_values=(), orderable=False)

    class Meta:
        model = Grant
        fields = ("user", "role", "institution", "account", "revoke")
        order_by = "user"

    def render_user(self, record: Grant) -> Any:
        """Lead to the person."""
        person = getattr(record.user, "person", None)
        if person is None:
            return str(record.user)
        return format_html('<a href="{}">{}</a>', reverse("cohorts:person", args=[person.pk]), record.user)

    def render_account(self, record: Grant) -> Any:
        """Say whether the person can sign in."""
        person = getattr(record.user, "person", None)
        return account_state(person) if person else ""

    def render_revoke(self, record: Grant) -> Any:
        """Lead to the page on which the role is taken away."""
        url = reverse("cohorts:grant_revoke", args=[record.pk])
        return format_html('<a href="{}">{}<span class="v"> {}</span></a>', url, _("Cabut"), record.user)


class AccompanimentTable(ListTable):
    """Cohorts with what is missing in who accompanies whom."""

    cohort = tables.Column(
        verbose_name=gettext_lazy("Angkatan"),
        accessor="code",
        order_by="starts_on",
        linkify=("cohorts:companions", {"code": tables.A("code")}),
    )
    starts_on = tables.Column(verbose_name=gettext_lazy("Mulai"))
    participant_count = tables.Column(verbose_name=gettext_lazy("Peserta"), attrs=NUMBERS)
    without_coach = tables.Column(verbose_name=gettext_lazy("Tanpa coach"), attrs=NUMBERS)
    without_mentor = tables.Column(verbose_name=gettext_lazy("Tanpa mentor"), attrs=NUMBERS)

    class Meta:
        model = Cohort
        fields = ("cohort", "starts_on", "participant_count", "without_coach", "without_mentor")
        order_by = "-starts_on"

    def render_cohort(self, record: Cohort) -> str:
        """Show the cohort's name."""
        return str(record)

    def render_starts_on(self, value: Any) -> str:
        """Show a date."""
        return show.day_short(value)

    def render_participant_count(self, value: int) -> str:
        """Show a number."""
        return show.num(value)

    def render_without_coach(self, value: int) -> Any:
        """Show a number, in the colour of what is missing."""
        return missing(value)

    def render_without_mentor(self, value: int) -> Any:
        """Show a number, in the colour of what is missing."""
        return missing(value)


def missing(count: int) -> Any:
    """Show how many have none; 0 stays quiet."""
    return format_html('<b class="bad">{}</b>', show.num(count)) if count else show.num(count)


def account_state(person: Person) -> Any:
    """Say in words whether somebody can sign in."""
    user = person.user
    if not user.is_active:
        return state("open", _("Nonaktif"))
    if user.has_usable_password():
        return state("done", _("Aktif"))
    if not user.email:
        return state("open", _("Tanpa surel"))
    return state("open", _("Belum diundang atau belum masuk"))
