"""Authenticator app, recovery codes, and who must have one."""

import time
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from auditlog.models import LogEntry
from django.core import mail
from django.test import Client, TestCase

from accounts.models import User
from cohorts.models import Grant, Institution
from tests.accounts.conftest import PASSWORD, code_in_mail, path_in_mail, who_is_in


def code_now(secret: str) -> str:
    """Return what an authenticator app shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def enrol(client: Client) -> str:
    """Set up the authenticator app on a client that has just proven itself; return its secret."""
    secret: str = client.get("/akun/faktor-kedua/aplikasi/").context["form"].secret
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post("/akun/faktor-kedua/aplikasi/", {"code": code_now(secret)})
    assert answer["Location"] == "/akun/faktor-kedua/pemulihan/"
    return secret


def test_setting_up_asks_for_the_password_once_more(signed_in: Client) -> None:
    asked = signed_in.get("/akun/faktor-kedua/aplikasi/")
    assert asked["Location"] == "/akun/pastikan/?next=%2Fakun%2Ffaktor-kedua%2Faplikasi%2F"
    wrong = signed_in.post(asked["Location"], {"password": "salah"})
    assert wrong.context["form"].errors == {"password": ["Kata sandi salah."]}
    right = signed_in.post(asked["Location"], {"password": PASSWORD})
    assert right["Location"] == "/akun/faktor-kedua/aplikasi/"


def test_proof_lasts_five_minutes(proven: Client) -> None:
    assert proven.get("/akun/faktor-kedua/aplikasi/").status_code == 200
    with time_machine.travel(time.time() + 301):
        assert proven.get("/akun/faktor-kedua/aplikasi/").status_code == 302


def test_enrolled_app_is_asked_for_at_sign_in_and_its_code_works_once(proven: Client, rina: User) -> None:
    secret = enrol(proven)
    stored = str(list(Authenticator.objects.filter(user=rina).values_list("data", flat=True)))
    assert secret not in stored
    assert mail.outbox[-1].subject == "Aplikasi autentikator dipasang"
    assert LogEntry.objects.filter(additional_data__verb="user.totp_added", actor=rina).exists()
    with time_machine.travel(time.time() + 60, tick=False):
        code = code_now(secret)
        first, second = Client(), Client()
        for device in (first, second):
            step = device.post("/akun/masuk/", {"login": rina.email, "password": PASSWORD})
            assert (step["Location"], who_is_in(device)) == ("/akun/masuk/faktor-kedua/", None)
        wrong = first.post("/akun/masuk/faktor-kedua/", {"code": "000000"})
        assert wrong.context["form"].errors == {"code": ["Kode salah atau sudah tidak berlaku."]}
        first.post("/akun/masuk/faktor-kedua/", {"code": code})
        assert who_is_in(first) == rina.pk
        second.post("/akun/masuk/faktor-kedua/", {"code": code})
        assert who_is_in(second) is None


def test_code_by_mail_and_reset_do_not_skip_the_second_factor(proven: Client, rina: User) -> None:
    enrol(proven)
    device = Client()
    device.post("/akun/masuk/kode/", {"email": rina.email})
    step = device.post("/akun/masuk/kode/periksa/", {"code": code_in_mail()})
    assert (step["Location"], who_is_in(device)) == ("/akun/masuk/faktor-kedua/", None)
    other = Client()
    other.post("/akun/lupa/", {"email": rina.email})
    page = other.get(path_in_mail(), follow=True)
    new = "pasar terapung pagi buta"
    other.post(page.redirect_chain[0][0], {"password1": new, "password2": new})
    step = other.post("/akun/masuk/", {"login": rina.email, "password": new})
    assert (step["Location"], who_is_in(other)) == ("/akun/masuk/faktor-kedua/", None)


def test_recovery_code_signs_in_once(proven: Client, rina: User) -> None:
    enrol(proven)
    page = proven.get("/akun/faktor-kedua/pemulihan/")
    codes = page.context["unused_codes"]
    assert len(codes) == 10
    assert proven.get("/akun/faktor-kedua/pemulihan/unduh/").text.split() == codes
    outcomes = []
    for _time in range(2):
        device = Client()
        device.post("/akun/masuk/", {"login": rina.email, "password": PASSWORD})
        device.post("/akun/masuk/faktor-kedua/", {"code": codes[0]})
        outcomes.append(who_is_in(device))
    assert outcomes == [rina.pk, None]
    proven.post("/akun/faktor-kedua/pemulihan/buat/")
    assert set(proven.get("/akun/faktor-kedua/pemulihan/").context["unused_codes"]).isdisjoint(codes)


def test_second_factor_allows_five_wrong_codes(proven: Client, rina: User) -> None:
    secret = enrol(proven)
    device = Client()
    device.post("/akun/masuk/", {"login": rina.email, "password": PASSWORD})
    with time_machine.travel(time.time() + 60, tick=False):
        for _try in range(5):
            device.post("/akun/masuk/faktor-kedua/", {"code": "000000"})
        device.post("/akun/masuk/faktor-kedua/", {"code": code_now(secret)})
    assert who_is_in(device) is None


def test_app_is_taken_off_with_its_recovery_codes(proven: Client, rina: User) -> None:
    enrol(proven)
    assert "Terpasang" in proven.get("/akun/faktor-kedua/").text
    proven.post("/akun/faktor-kedua/aplikasi/lepas/")
    assert not Authenticator.objects.filter(user=rina).exists()
    assert mail.outbox[-1].subject == "Aplikasi autentikator dilepas"


@pytest.fixture
def duty(settings: Any) -> None:
    """As outside the demo and the other tests."""
    settings.SECOND_FACTOR_DUTY = True


def granted(user: User) -> User:
    """Make the user leader of something."""
    institution = Institution.objects.create(name="BPSDM Utara")
    Grant.objects.create(user=user, institution=institution, role="leadership")
    return user


@pytest.mark.usefixtures("duty")
@pytest.mark.parametrize("path", ["/akun/", "/akun/sesi/", "/akun/surel/"])
def test_leader_without_second_factor_is_sent_to_set_one_up(signed_in: Client, rina: User, path: str) -> None:
    assert signed_in.get("/akun/").status_code == 200
    granted(rina)
    assert signed_in.get(path)["Location"] == "/akun/faktor-kedua/"
    assert "wajib memasang" in signed_in.get("/akun/faktor-kedua/").text


@pytest.mark.usefixtures("duty")
def test_leader_can_set_one_up_and_then_go_on(signed_in: Client, rina: User) -> None:
    granted(rina)
    signed_in.post("/akun/pastikan/?next=/akun/faktor-kedua/aplikasi/", {"password": PASSWORD})
    enrol(signed_in)
    assert signed_in.get("/akun/").status_code == 200


@pytest.mark.usefixtures("duty")
def test_leader_may_sign_out_and_change_language_before(signed_in: Client, rina: User) -> None:
    granted(rina)
    assert signed_in.post("/i18n/setlang/", {"language": "en", "next": "/akun/"})["Location"] == "/akun/"
    assert signed_in.post("/akun/keluar/")["Location"] == "/akun/masuk/"


@pytest.mark.usefixtures("duty")
def test_leader_keeps_the_last_second_factor(signed_in: Client, rina: User) -> None:
    granted(rina)
    signed_in.post("/akun/pastikan/?next=/akun/faktor-kedua/aplikasi/", {"password": PASSWORD})
    enrol(signed_in)
    answer = signed_in.post("/akun/faktor-kedua/aplikasi/lepas/")
    assert "Peran Anda mewajibkan" in answer.text
    assert Authenticator.objects.filter(user=rina, type="totp").exists()


@pytest.mark.usefixtures("duty")
def test_staff_of_the_admin_site_owes_one_too(client: Client, staff: User) -> None:
    client.force_login(staff)
    assert client.get("/admin/")["Location"] == "/akun/faktor-kedua/"


def test_demo_asks_for_none(client: Client, staff: User) -> None:
    granted(staff)
    client.force_login(staff)
    assert client.get("/akun/").status_code == 200
