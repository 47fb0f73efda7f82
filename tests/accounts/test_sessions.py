"""How long one stays in, where one is in, and what happens to a form that came too late."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.core import signing
from django.test import Client

from accounts import kept
from accounts.models import User
from tests.accounts.conftest import PASSWORD, who_is_in

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


def sign_in(user: User, browser: str = "", address: str = "127.0.0.1") -> Client:
    """Return a client on which the user is signed in."""
    client = Client(HTTP_USER_AGENT=browser, REMOTE_ADDR=address)
    client.post("/akun/masuk/", {"login": user.email, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    """Return whether the account page opens."""
    return client.get("/akun/").status_code == 200


@pytest.mark.parametrize(("minutes", "stays"), [(29, True), (31, False)])
def test_idle_staff_is_signed_out_after_half_an_hour(staff: User, minutes: int, *, stays: bool) -> None:
    with time_machine.travel(NOON) as now:
        client = sign_in(staff)
        assert is_in(client)
        now.shift(timedelta(minutes=minutes))
        assert is_in(client) is stays


@pytest.mark.parametrize(("minutes", "stays"), [(7 * 60, True), (8 * 60 + 1, False)])
def test_idle_participant_is_signed_out_after_eight_hours(rina: User, minutes: int, *, stays: bool) -> None:
    with time_machine.travel(NOON) as now:
        client = sign_in(rina)
        assert is_in(client)
        now.shift(timedelta(minutes=minutes))
        assert is_in(client) is stays


@pytest.mark.parametrize(("who", "every", "hours"), [("staff", 20, 12), ("rina", 400, 7 * 24)])
def test_busy_person_is_signed_out_in_the_end(request: pytest.FixtureRequest, who: str, every: int, hours: int) -> None:
    user: User = request.getfixturevalue(who)
    with time_machine.travel(NOON) as now:
        client = sign_in(user)
        assert is_in(client)
        while datetime.now(UTC) - NOON < timedelta(hours=hours, minutes=-every):
            now.shift(timedelta(minutes=every))
            assert is_in(client)
        now.shift(timedelta(minutes=every))
        assert not is_in(client)


def test_reader_writes_the_session_once_a_minute(rina: User) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        client = sign_in(rina)
        client.get("/akun/")
        before = client.session["seen_at"]
        now.shift(timedelta(seconds=59))
        client.get("/akun/")
        assert client.session["seen_at"] == before
        now.shift(timedelta(seconds=1))
        client.get("/akun/")
        assert client.session["seen_at"] == before + 60
        assert UserSession.objects.get().last_seen_at == NOON + timedelta(minutes=1)


def test_private_pages_are_kept_by_no_cache(signed_in: Client) -> None:
    assert signed_in.get("/akun/")["Cache-Control"] == "no-store"


def test_list_of_sessions_names_devices_and_ends_the_others(rina: User, staff: User) -> None:
    desk = sign_in(rina, "Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/130.0", "203.0.113.1")
    phone = sign_in(rina, PHONE, "203.0.113.2")
    stranger = sign_in(staff)
    page = desk.get("/akun/sesi/")
    assert [row.ip for row in page.context["here"]] == ["203.0.113.1"]
    assert [row.ip for row in page.context["others"]] == ["203.0.113.2"]
    assert "Firefox di Windows" in page.text
    assert "Chrome di Android" in page.text
    assert desk.get("/akun/sesi/akhiri/").status_code == 405
    desk.post("/akun/sesi/akhiri/")
    assert [is_in(client) for client in (desk, phone, stranger)] == [True, False, True]


def test_one_session_is_ended_by_its_owner_only(rina: User, staff: User) -> None:
    desk, phone, stranger = sign_in(rina), sign_in(rina), sign_in(staff)
    row = UserSession.objects.get(session_key=phone.session.session_key)
    stranger.post("/akun/sesi/akhiri/", {"only": row.pk})
    assert is_in(phone)
    desk.post("/akun/sesi/akhiri/", {"only": row.pk})
    assert [is_in(client) for client in (desk, phone, stranger)] == [True, False, True]


def test_own_session_is_not_ended_by_its_row(rina: User) -> None:
    desk = sign_in(rina)
    row = UserSession.objects.get(session_key=desk.session.session_key)
    desk.post("/akun/sesi/akhiri/", {"only": row.pk})
    assert is_in(desk)


def test_new_password_ends_other_sessions(rina: User) -> None:
    desk, phone = sign_in(rina), sign_in(rina)
    new = "sawah hijau di kaki gunung"
    desk.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert [is_in(desk), is_in(phone)] == [True, False]


TYPED = {
    "email": "alamat.panjang.sekali@contoh.go.id",
    "catatan": "teks <b>yang</b> diketik lama sekali",
    "password": "r",
}


def expire(client: Client) -> None:
    """End the session as time does: the browser keeps its cookies."""
    client.session.flush()


def test_form_sent_after_the_session_ended_comes_back_after_sign_in(signed_in: Client, rina: User) -> None:
    signed_in.get("/akun/")
    expire(signed_in)
    late = signed_in.post("/akun/surel/?dari=menu", TYPED)
    assert late["Location"] == "/akun/masuk/?next=/akun/lanjutkan/"
    assert "Isian Anda tersimpan sementara" in signed_in.get(late["Location"]).text
    back = signed_in.post("/akun/masuk/", {"login": rina.email, "password": PASSWORD, "next": "/akun/lanjutkan/"})
    page = signed_in.get(back["Location"])
    assert 'action="/akun/surel/?dari=menu"' in page.text
    assert 'name="email" value="alamat.panjang.sekali@contoh.go.id"' in page.text
    assert "teks &lt;b&gt;yang&lt;/b&gt; diketik lama sekali" in page.text
    assert page.context["kept"].fields == [("email", TYPED["email"]), ("catatan", TYPED["catatan"])]
    signed_in.post("/akun/surel/?dari=menu", {"email": TYPED["email"]})
    assert "Tidak ada isian yang tersimpan" in signed_in.get("/akun/lanjutkan/").text


@pytest.mark.sqlite
def test_form_of_an_idle_session_comes_back_too(staff: User) -> None:
    with time_machine.travel(NOON) as now:
        client = sign_in(staff)
        client.get("/akun/")
        now.shift(timedelta(hours=1))
        assert client.post("/akun/surel/", TYPED)["Location"] == "/akun/masuk/?next=/akun/lanjutkan/"
        client.post("/akun/masuk/", {"login": staff.email, "password": PASSWORD})
        assert TYPED["catatan"] in str(client.get("/akun/lanjutkan/").context["kept"].fields)


def test_kept_form_is_shown_to_its_owner_only(signed_in: Client, staff: User) -> None:
    signed_in.get("/akun/")
    expire(signed_in)
    signed_in.post("/akun/surel/", TYPED)
    signed_in.post("/akun/masuk/", {"login": staff.email, "password": PASSWORD})
    page = signed_in.get("/akun/lanjutkan/")
    assert who_is_in(signed_in) == staff.pk
    assert page.context["kept"] is None
    assert "diketik" not in page.text


def test_kept_form_is_gone_after_an_hour(signed_in: Client, rina: User) -> None:
    with time_machine.travel(NOON) as now:
        client = sign_in(rina)
        client.get("/akun/")
        expire(client)
        client.post("/akun/surel/", TYPED)
        now.shift(timedelta(minutes=61))
        client.post("/akun/masuk/", {"login": rina.email, "password": PASSWORD})
        assert client.get("/akun/lanjutkan/").context["kept"] is None


def test_kept_form_is_thrown_away_when_asked(signed_in: Client, rina: User) -> None:
    signed_in.get("/akun/")
    expire(signed_in)
    signed_in.post("/akun/surel/", TYPED)
    signed_in.post("/akun/masuk/", {"login": rina.email, "password": PASSWORD})
    signed_in.post("/akun/lanjutkan/buang/")
    assert signed_in.get("/akun/lanjutkan/").context["kept"] is None


@pytest.mark.parametrize("reason", ["signed out by choice", "forged cookie", "too long", "nothing typed", "a stranger"])
def test_form_is_not_kept(signed_in: Client, reason: str) -> None:
    signed_in.get("/akun/")
    fields = TYPED
    if reason == "signed out by choice":
        signed_in.post("/akun/keluar/")
    expire(signed_in)
    if reason == "forged cookie":
        signed_in.cookies[kept.COOKIE] = signing.dumps(1, salt="another salt")
    elif reason == "too long":
        fields = {"catatan": "x" * 100_001}
    elif reason == "nothing typed":
        fields = {}
    elif reason == "a stranger":
        signed_in = Client()
    answer = signed_in.post("/akun/surel/", fields)
    assert answer["Location"] == "/akun/masuk/?next=/akun/surel/"
    assert kept.KEY not in signed_in.session


def test_piece_asked_for_after_the_session_ended_loads_the_sign_in_page(client: Client, db: None) -> None:
    answer = client.get("/akun/sesi/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/akun/?a=1"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/akun/masuk/?next=/akun/%3Fa%3D1")
