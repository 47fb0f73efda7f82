"""One-time links: opened by machines a hundred times, used by a person once."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import services, tasks
from accounts.models import OneTimeLink, User
from accounts.services import OpenedLink
from accounts.states import INVITATION, LinkState
from core.errors import RefusedError
from tests.accounts.conftest import PASSWORD, path_in_mail, who_is_in
from tests.counts import soak_count

NEW = "pasar terapung pagi buta"


@pytest.fixture
def invited(rina: User, system: User) -> tuple[OneTimeLink, str]:
    """Rina's invitation and its path."""
    link = services.invite(user=rina, by=system)
    link.refresh_from_db()
    return link, path_in_mail()


def test_issued_link_stores_only_the_hash(rina: User, system: User) -> None:
    link, token = services.issue_link(user=rina, purpose="follow_up", by=system)
    assert len(token) == 43
    assert token not in str(OneTimeLink.objects.filter(pk=link.pk).values())
    assert services.link_for(token, "follow_up") == OpenedLink(LinkState.USABLE, link)
    assert abs(link.expires_at - timezone.now() - timedelta(days=14)) < timedelta(minutes=1)


def test_token_of_another_purpose_is_unknown(rina: User, system: User) -> None:
    _link, token = services.issue_link(user=rina, purpose="follow_up", by=system)
    assert services.link_for(token, INVITATION) == OpenedLink(LinkState.UNKNOWN)
    assert Client().get(f"/u/{token}").status_code == 404


def test_link_expires_to_the_second(rina: User, system: User) -> None:
    link, token = services.issue_link(user=rina, purpose="x", days=1, by=system)
    with time_machine.travel(link.expires_at - timedelta(seconds=1), tick=False):
        assert services.link_for(token, "x").state == LinkState.USABLE
    with time_machine.travel(link.expires_at + timedelta(seconds=1), tick=False):
        assert services.link_for(token, "x").state == LinkState.EXPIRED
        with pytest.raises(RefusedError, match="Masa berlaku tautan ini sudah habis"):
            services.consume_link(link=link)


def test_consumed_link_is_used_and_refuses_a_second_time(rina: User, system: User) -> None:
    link, token = services.issue_link(user=rina, purpose="x", by=system)
    services.consume_link(link=link)
    assert services.link_for(token, "x").state == LinkState.USED
    with pytest.raises(RefusedError, match="Tautan ini sudah dipakai"):
        services.consume_link(link=link)


def test_revoked_link_and_that_of_a_deactivated_user_say_so(rina: User, staff: User, system: User) -> None:
    _revoked, first = services.issue_link(user=rina, purpose="x", by=system)
    _other, second = services.issue_link(user=staff, purpose="x", by=system)
    assert services.revoke_links(user=rina, by=system) == 1
    User.objects.filter(pk=staff.pk).update(is_active=False)
    assert [services.link_for(token, "x").state for token in (first, second)] == [LinkState.REVOKED] * 2


def test_renewed_link_is_the_same_row_with_another_token(rina: User, system: User) -> None:
    link, old = services.issue_link(user=rina, purpose="x", days=1, by=system)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        new = services.renew_link(link=link, by=system)
        assert services.link_for(old, "x").state == LinkState.UNKNOWN
        assert services.link_for(new, "x") == OpenedLink(LinkState.USABLE, link)


def test_used_link_is_not_renewed(rina: User, system: User) -> None:
    link, _token = services.issue_link(user=rina, purpose="x", by=system)
    services.consume_link(link=link)
    with pytest.raises(RefusedError, match="tidak dapat diperbarui"):
        services.renew_link(link=link, by=system)


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_hundred_people_at_once_use_a_link_once() -> None:
    user = User.objects.create_user("RACE1", "race@contoh.go.id")
    link, _token = services.issue_link(user=user, purpose="x", by=user)
    together = threading.Barrier(racers := soak_count(20, 100))
    outcomes: list[str] = []

    def race() -> None:
        try:
            together.wait()
            services.consume_link(link=link)
            outcomes.append("used")
        except RefusedError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=race) for _racer in range(racers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused"] * (racers - 1) + ["used"]


def test_invitation_is_one_plain_mail_with_one_short_link(invited: tuple[OneTimeLink, str], rina: User) -> None:
    [message] = mail.outbox
    assert (message.to, message.subject) == ([rina.email], "Undangan masuk ke Kawal")
    assert str(message.body).count("http") == 1
    assert len(f"https://kawal.bpsdm.contoh.go.id{invited[1]}") <= 80
    assert "WIB" in str(message.body)


@pytest.mark.sqlite
def test_invitation_that_a_scanner_opened_a_hundred_times_still_works(
    client: Client, invited: tuple[OneTimeLink, str], rina: User
) -> None:
    link, path = invited
    scanner = Client(REMOTE_ADDR="203.0.113.9")
    answers = [scanner.generic(method, path).status_code for method in ("GET", "HEAD") * 50]
    assert answers == [200] * 20 + [429] * 80
    scanner.post(path, REMOTE_ADDR="203.0.113.10")  # some press every button they see
    link.refresh_from_db()
    assert link.state == LinkState.USABLE
    assert "Tinggal memilih kata sandi" in client.get(path).text
    begun = client.post(path)
    assert begun["Location"] == "/akun/undangan/"
    assert "Rina, S.E., 19760411 200502 2 001" in client.get("/akun/undangan/").text
    done = client.post("/akun/undangan/", {"password1": NEW, "password2": NEW})
    assert (done.status_code, who_is_in(client)) == (302, rina.pk)
    rina.refresh_from_db()
    assert rina.check_password(NEW)
    assert "sudah dipakai" in Client().get(path).text
    late = scanner.post("/akun/undangan/", {"password1": PASSWORD, "password2": PASSWORD})
    assert late.status_code == 410


def test_pages_of_a_link_leave_no_trace(client: Client, invited: tuple[OneTimeLink, str]) -> None:
    for answer in (client.get(invited[1]), client.post(invited[1]), client.get("/akun/undangan/")):
        assert answer["Referrer-Policy"] == "strict-origin"
        assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("happened", "status", "sentence"),
    [
        ({"expires_at": timezone.now() - timedelta(days=1)}, 410, "Masa berlaku tautan ini sudah habis."),
        ({"used_at": timezone.now()}, 410, "Tautan ini sudah dipakai."),
        ({"revoked_at": timezone.now()}, 410, "Tautan ini sudah dicabut."),
        ({"token_hash": "lain"}, 404, "Tautan ini tidak dikenal."),
    ],
)
def test_link_that_cannot_be_used_says_why_and_nothing_more(
    client: Client, invited: tuple[OneTimeLink, str], happened: dict[str, object], status: int, sentence: str
) -> None:
    OneTimeLink.objects.filter(pk=invited[0].pk).update(**happened)
    for answer in (client.get(invited[1]), client.post(invited[1])):
        assert (answer.status_code, sentence in answer.text) == (status, True)
        assert "Rina" not in answer.text
        assert "1976" not in answer.text
    assert client.get("/akun/undangan/").status_code == 410


def test_expired_invitation_is_sent_anew_to_the_address_on_record_only(
    client: Client, invited: tuple[OneTimeLink, str], rina: User
) -> None:
    link, path = invited
    past = timezone.now() - timedelta(days=1)
    OneTimeLink.objects.filter(pk=link.pk).update(expires_at=past)
    assert "Kirim tautan baru" in client.get(path).text
    answer = client.post(path, {"action": "resend", "email": "jahat@contoh.go.id"})
    assert "Periksa surel Anda" in answer.text
    assert [message.to for message in mail.outbox[1:]] == [[rina.email]]
    assert client.get(path_in_mail()).status_code == 200
    assert client.get(path).status_code == 404


def test_resending_answers_the_same_whatever_happens(
    client: Client, invited: tuple[OneTimeLink, str], rina: User, system: User
) -> None:
    """Unknown token, usable link, or the sixth wish of a day: no mail, and nobody is told."""
    expected = client.post("/u/entah", {"action": "resend"})
    assert client.post(invited[1], {"action": "resend"}).status_code == expected.status_code == 200
    assert len(mail.outbox) == 1
    for wish in range(7):
        _link, token = services.issue_link(user=rina, purpose=INVITATION, days=-1, by=system)
        visitor = Client(REMOTE_ADDR=f"203.0.113.{wish}")
        answer = visitor.post(f"/u/{token}", {"action": "resend"})
        assert (answer.status_code, "Bila tautan itu dapat diperbarui" in answer.text) == (200, True)
    assert len(mail.outbox) == 1 + 5


def test_second_invitation_revokes_the_first(invited: tuple[OneTimeLink, str], rina: User, system: User) -> None:
    services.invite(user=rina, by=system)
    invited[0].refresh_from_db()
    assert invited[0].state == LinkState.REVOKED


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": ""}, "Orang ini belum memiliki surel. Lengkapi dahulu surelnya."),
        ({"is_active": False}, "Akun ini dinonaktifkan."),
    ],
)
def test_person_who_cannot_be_invited_is_refused(
    rina: User, system: User, wrong: dict[str, object], sentence: str
) -> None:
    User.objects.filter(pk=rina.pk).update(**wrong)
    rina.refresh_from_db()
    with pytest.raises(RefusedError, match=sentence):
        services.invite(user=rina, by=system)
    assert (OneTimeLink.objects.count(), mail.outbox) == (0, [])


def test_invitation_revoked_before_its_mail_is_not_sent(rina: User, system: User) -> None:
    link, _token = services.issue_link(user=rina, purpose=INVITATION, by=system)
    services.revoke_links(user=rina, by=system)
    tasks.mail_invitation.call(link.pk)
    assert mail.outbox == []


def test_weak_password_at_an_invitation_keeps_the_link(client: Client, invited: tuple[OneTimeLink, str]) -> None:
    client.post(invited[1])
    answer = client.post("/akun/undangan/", {"password1": "pendek", "password2": "lain"})
    assert answer.context["form"].errors == {
        "password1": ["Kata sandi terlalu pendek. Harus mengandung setidaknya 12 karakter."]
    }
    different = client.post("/akun/undangan/", {"password1": NEW, "password2": f"{NEW} "})
    assert different.context["form"].errors == {"password2": ["Kedua kata sandi harus sama."]}
    invited[0].refresh_from_db()
    assert invited[0].state == LinkState.USABLE


def test_invitation_used_up_meanwhile_is_a_sentence(client: Client, invited: tuple[OneTimeLink, str]) -> None:
    client.post(invited[1])
    services.consume_link(link=invited[0])
    answer = client.post("/akun/undangan/", {"password1": NEW, "password2": NEW})
    assert answer.status_code == 410
    assert who_is_in(client) is None


def test_invitation_opened_where_somebody_else_is_in_changes_the_person(
    client: Client, staff: User, invited: tuple[OneTimeLink, str], rina: User
) -> None:
    client.force_login(staff)
    client.post(invited[1])
    client.post("/akun/undangan/", {"password1": NEW, "password2": NEW})
    assert who_is_in(client) == rina.pk
