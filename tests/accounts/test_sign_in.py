"""Getting in: by address or number and password, by a code, after a forgotten password; and not getting in."""

import threading

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client

from accounts import services
from accounts.models import User
from accounts.urls import ways_in
from tests.accounts.conftest import PASSWORD, code_in_mail, path_in_mail, who_is_in
from tests.counts import soak_count

WRONG = "Surel, NIP, atau kata sandi tidak cocok."
TOO_MANY = "Terlalu banyak percobaan. Tunggu lima menit, lalu coba lagi."


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "login",
    [
        "rina@contoh.go.id",
        "RINA@contoh.go.id ",
        "197604112005022001",
        "19760411 200502 2 001",
        "19760411.200502.2.001",
    ],
)
def test_sign_in_by_address_or_number_however_written_succeeds(client: Client, rina: User, login: str) -> None:
    response = client.post("/akun/masuk/", {"login": login, "password": PASSWORD})
    assert (response.status_code, who_is_in(client)) == (302, rina.pk)


def test_sign_in_goes_where_one_wanted_to_go_on_this_site_only(client: Client, rina: User) -> None:
    inside = client.post("/akun/masuk/", {"login": rina.email, "password": PASSWORD, "next": "/akun/sesi/"})
    assert inside["Location"] == "/akun/sesi/"
    client.post("/akun/keluar/")
    outside = client.post("/akun/masuk/", {"login": rina.email, "password": PASSWORD, "next": "https://jahat.example/"})
    assert "jahat" not in outside["Location"]


@pytest.mark.parametrize(
    "login", ["rina@contoh.go.id", "siapa@contoh.go.id", "197604112005022001", "199001012015011001"]
)
def test_sign_in_that_fails_says_the_same_whether_the_account_exists(client: Client, rina: User, login: str) -> None:
    response = client.post("/akun/masuk/", {"login": login, "password": "bukan kata sandinya"})
    assert response.status_code == 200
    assert response.context["form"].errors == {"__all__": [WRONG]}
    assert who_is_in(client) is None


def test_sixth_wrong_password_is_refused_and_the_right_one_too(client: Client, rina: User) -> None:
    """NIP and address count together: five tries are five, however the account is named."""
    for login in [rina.email, rina.username, rina.email, "19760411 200502 2 001", rina.email]:
        failed = client.post("/akun/masuk/", {"login": login, "password": "salah"})
        assert failed.context["form"].errors == {"__all__": [WRONG]}
    for password in ("salah", PASSWORD):
        refused = client.post("/akun/masuk/", {"login": rina.username, "password": password})
        assert refused.context["form"].errors == {"__all__": [TOO_MANY]}
    assert who_is_in(client) is None


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_time_are_counted_too() -> None:
    user = User.objects.create_user("RACE1", "race@contoh.go.id", PASSWORD)
    together = threading.Barrier(racers := soak_count(20, 200))
    said: list[str] = []

    def race() -> None:
        client = Client()
        together.wait()
        answer = client.post("/akun/masuk/", {"login": user.email, "password": "salah"})
        said.append(answer.text)  # the context of a test client is not its thread's own
        connection.close()

    threads = [threading.Thread(target=race) for _racer in range(racers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == racers
    assert sum(WRONG in page for page in said) <= 5


def test_locked_person_still_gets_in_by_a_code(client: Client, rina: User) -> None:
    for _try in range(6):
        client.post("/akun/masuk/", {"login": rina.email, "password": "salah"})
    client.post("/akun/masuk/kode/", {"email": rina.email})
    client.post("/akun/masuk/kode/periksa/", {"code": code_in_mail()})
    assert who_is_in(client) == rina.pk


def test_address_in_a_forged_proxy_header_does_not_escape_the_limit(client: Client, rina: User) -> None:
    answers = [
        client.post(
            "/akun/masuk/",
            {"login": f"orang{number}@contoh.go.id", "password": "salah"},
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        )
        for number in range(12)
    ]
    said = [answer.context["form"].errors["__all__"] for answer in answers]
    assert said == [[WRONG]] * 10 + [[TOO_MANY]] * 2


def test_too_many_requests_are_answered_429_with_a_time(client: Client, rina: User) -> None:
    answers = [client.post("/akun/lupa/", {"email": rina.email}) for _try in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert answers[-1]["Retry-After"] == "300"
    assert "Tunggu lima menit" in answers[-1].text


def test_session_id_changes_with_sign_in(client: Client, rina: User) -> None:
    client.post("/akun/masuk/kode/", {"email": "siapa@contoh.go.id"})
    before = client.session.session_key
    client.post("/akun/masuk/kode/periksa/", {"code": "SALAH"})
    client.post("/akun/keluar/")
    client.post("/akun/masuk/", {"login": rina.email, "password": PASSWORD})
    assert before
    assert client.session.session_key not in {None, before}


def test_code_by_mail_signs_in_once(client: Client, rina: User) -> None:
    asked = client.post("/akun/masuk/kode/", {"email": rina.email})
    assert asked["Location"] == "/akun/masuk/kode/periksa/"
    assert [message.to for message in mail.outbox] == [[rina.email]]
    code = code_in_mail()
    assert f"Bila {rina.email} terdaftar" in client.get("/akun/masuk/kode/periksa/").text
    wrong = client.post("/akun/masuk/kode/periksa/", {"code": "SALAH-1"})
    assert wrong.context["form"].errors == {"code": ["Kode salah atau sudah tidak berlaku."]}
    client.post("/akun/masuk/kode/periksa/", {"code": code.lower()})
    assert who_is_in(client) == rina.pk
    other = Client()
    other.post("/akun/masuk/kode/periksa/", {"code": code})
    assert who_is_in(other) is None


def test_code_for_an_unknown_address_looks_the_same(client: Client, rina: User) -> None:
    known, unknown = Client(), Client()
    answers = [
        visitor.post("/akun/masuk/kode/", {"email": address}, follow=True)
        for visitor, address in ((known, rina.email), (unknown, "nira@contoh.go.id"))
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    pages = [answer.text.replace("nira@", "rina@") for answer in answers]
    without_tokens = [
        [line for line in page.splitlines() if "csrf" not in line and "nonce" not in line] for page in pages
    ]
    assert without_tokens[0] == without_tokens[1]
    assert [message.to for message in mail.outbox] == [["rina@contoh.go.id"], ["nira@contoh.go.id"]]
    assert "tidak ada akun" in mail.outbox[1].body


def test_code_after_three_wrong_ones_is_dead(client: Client, rina: User) -> None:
    client.post("/akun/masuk/kode/", {"email": rina.email})
    code = code_in_mail()
    for _try in range(3):
        client.post("/akun/masuk/kode/periksa/", {"code": "SALAH-1"})
    client.post("/akun/masuk/kode/periksa/", {"code": code})
    assert who_is_in(client) is None


def test_former_address_does_not_get_in(client: Client, rina: User) -> None:
    """The library can keep a copy of addresses; whoever reads the old mailbox must stay outside all the same."""
    old = rina.email
    client.post("/akun/lupa/", {"email": old})
    reset_link = path_in_mail()
    client.post("/akun/masuk/kode/", {"email": old})
    code = code_in_mail()
    User.objects.filter(pk=rina.pk).update(email="baru@contoh.go.id")  # as a bulk import does
    assert client.post("/akun/masuk/kode/periksa/", {"code": code})["Location"] == "/akun/masuk/nonaktif/"
    assert who_is_in(client) is None
    assert "Tautan tidak berlaku" in client.get(reset_link, follow=True).text
    for asked in ("/akun/masuk/kode/", "/akun/lupa/"):
        Client().post(asked, {"email": old})
        assert "tidak ada akun" in mail.outbox[-1].body
    rina.refresh_from_db()
    assert (rina.email, EmailAddress.objects.count()) == ("baru@contoh.go.id", 0)


def test_failed_tries_no_longer_count_after_a_new_password(client: Client, rina: User) -> None:
    for _try in range(6):
        client.post("/akun/masuk/", {"login": rina.username, "password": "salah"})
    client.post("/akun/lupa/", {"email": rina.email})
    page = client.get(path_in_mail(), follow=True)
    new = "pasar terapung pagi buta"
    client.post(page.redirect_chain[0][0], {"password1": new, "password2": new})
    client.post("/akun/masuk/", {"login": rina.email, "password": new})
    assert who_is_in(client) == rina.pk


def test_forgotten_password_is_replaced_through_the_mailed_link(client: Client, rina: User) -> None:
    device = Client()
    device.post("/akun/masuk/", {"login": rina.email, "password": PASSWORD})
    sent = client.post("/akun/lupa/", {"email": rina.email})
    assert sent["Location"] == "/akun/lupa/terkirim/"
    form_page = client.get(path_in_mail(), follow=True)
    assert form_page.redirect_chain[0][0].endswith("-set-password/")
    new = "pasar terapung pagi buta"
    done = client.post(form_page.redirect_chain[0][0], {"password1": new, "password2": new})
    assert done["Location"] == "/akun/lupa/selesai/"
    assert who_is_in(client) is None, "a reset does not sign in, and so skips no second factor"
    rina.refresh_from_db()
    assert rina.check_password(new)
    assert device.get("/akun/").status_code == 302, "other devices are signed out"
    assert "sudah dipakai" in Client().get(path_in_mail_of_reset(), follow=True).text


def path_in_mail_of_reset() -> str:
    """Return the path of the reset link, which the notice of the change has followed."""
    mail.outbox.pop()
    return path_in_mail()


def test_forgotten_password_of_nobody_looks_the_same(client: Client, rina: User) -> None:
    answers = [client.post("/akun/lupa/", {"email": address}) for address in (rina.email, "nira@contoh.go.id")]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/akun/lupa/terkirim/")}
    assert [len(message.to) for message in mail.outbox] == [1, 1]


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("pendek", "Kata sandi terlalu pendek. Harus mengandung setidaknya 12 karakter."),
        ("qwertyuiop12", "Kata sandi ini terlalu umum."),
        ("kawal-BPSDM-2026", "Kata sandi terlalu mudah ditebak karena hampir hanya berisi kata yang lazim di sini."),
        ("lahir 19760411 di sini", "Kata sandi tidak boleh memuat bagian dari nomor Anda."),
    ],
)
def test_weak_password_is_refused_with_a_sentence(signed_in: Client, password: str, sentence: str) -> None:
    response = signed_in.post(
        "/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    assert sentence in response.context["form"].errors["password1"]


def test_long_password_without_mixed_characters_is_accepted(signed_in: Client, rina: User) -> None:
    new = "sawah hijau di kaki gunung tua " * 4
    signed_in.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    rina.refresh_from_db()
    assert rina.check_password(new)
    assert mail.outbox[-1].subject == "Kata sandi Kawal diganti"


def test_deactivated_person_is_out_at_once_and_stays_out(signed_in: Client, rina: User, system: User) -> None:
    assert signed_in.get("/akun/").status_code == 200
    services.deactivate(user=rina, by=system)
    assert signed_in.get("/akun/").status_code == 302
    right = signed_in.post("/akun/masuk/", {"login": rina.email, "password": PASSWORD})
    assert right["Location"] == "/akun/masuk/nonaktif/"
    assert who_is_in(signed_in) is None


def test_technical_user_never_signs_in(client: Client, db: None) -> None:
    user = services.system_user()
    user.is_active = True
    user.email = "sistem@contoh.go.id"
    user.save()
    client.post("/akun/masuk/kode/", {"email": user.email})
    client.post("/akun/masuk/kode/periksa/", {"code": code_in_mail()})
    assert who_is_in(client) is None


def test_sign_out_works_by_post_only_and_ends_the_session(signed_in: Client) -> None:
    cookie = signed_in.cookies["sid"].value
    assert "Keluar dari Kawal?" in signed_in.get("/akun/keluar/").text
    assert signed_in.get("/akun/").status_code == 200
    assert signed_in.post("/akun/keluar/")["Location"] == "/akun/masuk/"
    stale = Client()
    stale.cookies["sid"] = cookie
    assert stale.get("/akun/").status_code == 302


def test_nobody_registers_alone(client: Client, db: None) -> None:
    assert "pendaftaran sendiri tidak dibuka" in client.get("/akun/daftar/").text
    assert client.post("/akun/daftar/", {"email": "x@contoh.go.id"}).status_code == 405
    assert User.objects.count() == 0


def test_pages_of_signing_in_are_in_english_too(client: Client, db: None) -> None:
    client.post("/i18n/setlang/", {"language": "en", "next": "/akun/masuk/"})
    assert client.cookies["django_language"].value == "en"


def test_every_way_in_stands_in_one_list() -> None:
    """A view that signs in somewhere else would be a side door (6.3.4)."""
    assert {pattern.name for pattern in ways_in if "masuk" in str(pattern.pattern)} == {
        "account_login",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_inactive",
        "mfa_login_webauthn",
        "mfa_authenticate",
    }


def test_form_without_its_token_is_refused_with_a_page(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/akun/masuk/", {"login": "x", "password": "y"})
    assert (answer.status_code, "Formulir kedaluwarsa" in answer.text) == (403, True)
