"""What is done to users, and the line that each act leaves in the audit trail."""

import smtplib
from datetime import timedelta
from io import StringIO
from unittest.mock import Mock

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from auditlog.models import LogEntry
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from accounts import services, tasks
from accounts.models import User
from core.errors import RefusedError


def trail() -> list[tuple[str, str, str]]:
    """Return verb, who and via of every entry, oldest first."""
    entries = LogEntry.objects.order_by("pk").values_list("additional_data", flat=True)
    return [(entry["verb"], entry["who"], entry["via"]) for entry in entries if entry]


def test_created_user_cannot_sign_in_yet(system: User, client: Client) -> None:
    user = services.create_user(number="19760411 200502 2 001", name="Rina", email=" Rina@Contoh.go.id", by=system)
    assert (user.username, user.email, user.has_usable_password()) == ("197604112005022001", "rina@contoh.go.id", False)
    assert trail() == [("user.created", "Pengelola", "web")]


@pytest.mark.parametrize(
    ("number", "email", "field", "sentence"),
    [
        ("19760411 200502 2 001", "", "number", "Sudah ada akun dengan nomor ini."),
        ("X1", "RINA@contoh.go.id", "email", "Surel ini sudah dipakai orang lain."),
        ("X1", "rina di kantor", "email", "Surel tidak terbaca. Tulis misalnya nama@instansi.go.id."),
    ],
)
def test_user_that_cannot_be_created_is_refused_with_the_field(
    rina: User, system: User, number: str, email: str, field: str, sentence: str
) -> None:
    with pytest.raises(RefusedError, match=sentence) as refused:
        services.create_user(number=number, name="Lain", email=email, by=system)
    assert refused.value.field == field
    assert trail() == []


def test_two_users_with_one_address_are_refused_by_the_database(rina: User) -> None:
    with pytest.raises(IntegrityError, match="user_email_unique"):
        User.objects.create_user("X2", "RINA@contoh.go.id")


def test_many_users_without_address_are_fine(db: None) -> None:
    User.objects.create_user("X1")
    User.objects.create_user("X2")
    assert User.objects.filter(email="").count() == 2


def test_renamed_user_leaves_old_and_new_in_the_trail(rina: User, system: User) -> None:
    services.rename(user=rina, name="Rina Wulandari", by=system)
    services.rename(user=rina, name="Rina Wulandari", by=system)
    assert LogEntry.objects.get().changes == {"name": ["Rina, S.E.", "Rina Wulandari"]}


def test_changed_address_is_told_to_the_old_one(rina: User, system: User) -> None:
    services.change_email(user=rina, email="rina@baru.go.id", by=system)
    rina.refresh_from_db()
    assert rina.email == "rina@baru.go.id"
    [message] = mail.outbox
    assert message.to == ["rina@contoh.go.id"]
    assert "baru.go.id" not in str(message.body)
    assert trail() == [("user.email_changed", "Pengelola", "web")]


def test_address_taken_away_is_allowed(rina: User, system: User) -> None:
    services.change_email(user=rina, email="", by=system)
    rina.refresh_from_db()
    assert rina.email == ""


def test_deactivation_ends_sessions_and_links_and_is_undone(rina: User, system: User, signed_in: Client) -> None:
    link, _token = services.issue_link(user=rina, purpose="x", by=system)
    services.deactivate(user=rina, by=system)
    link.refresh_from_db()
    assert link.revoked_at
    assert signed_in.get("/akun/").status_code == 302
    services.reactivate(user=rina, by=system)
    assert [verb for verb, _who, _via in trail()][1:] == [
        "onetimelink.revoked",
        "user.sessions_ended",
        "user.deactivated",
        "user.reactivated",
    ]


def test_technical_user_is_one_and_is_never_activated(db: None) -> None:
    system = services.system_user()
    assert services.system_user() == system
    assert (system.is_system, system.is_active, system.has_usable_password()) == (True, False, False)
    with pytest.raises(RefusedError, match="Pengguna teknis tidak dapat masuk"):
        services.reactivate(user=system, by=system)


def test_mail_that_is_not_accepted_is_tried_later() -> None:
    message = EmailMessage("s", "b", None, ["x@contoh.go.id"])
    message.send = Mock(side_effect=smtplib.SMTPServerDisconnected)  # type: ignore[method-assign]
    again = Mock()
    with time_machine.travel("2026-11-21 05:00Z", tick=False):
        tasks.send_or_try_later(message, again, 0, 7)
        again.using.assert_called_once_with(run_after=timezone.now() + timedelta(minutes=1))
    again.using.return_value.enqueue.assert_called_once_with(7, attempt=1)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        tasks.send_or_try_later(message, again, len(tasks.WAITS), 7)


def test_second_factors_of_somebody_who_lost_them_are_taken_away(rina: User, signed_in: Client) -> None:
    Authenticator.objects.create(user=rina, type="totp", data={})
    call_command("reset_second_factor", "19760411 200502 2 001", stdout=StringIO())
    assert not Authenticator.objects.exists()
    assert signed_in.get("/akun/").status_code == 302
    assert mail.outbox[-1].subject == "Verifikasi dua langkah Anda dihapus"
    assert trail()[-1] == ("user.second_factor_reset", "Kawal", "command")
    with pytest.raises(CommandError, match="No user has the number X9"):
        call_command("reset_second_factor", "X9")
