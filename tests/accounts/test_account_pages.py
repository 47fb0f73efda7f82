"""The own account, the admin site, and what stands on no page."""

import re
import time

import pytest
import time_machine
from django.contrib import admin
from django.core import mail
from django.test import Client
from django.urls import get_resolver

from accounts.models import User
from accounts.urls import ours, own_means, ways_in
from tests.accounts.conftest import code_in_mail


def test_account_page_shows_the_number_as_people_write_it(signed_in: Client) -> None:
    page = signed_in.get("/akun/").text
    assert "19760411 200502 2 001" in page
    assert "rina@contoh.go.id" in page


def test_address_is_changed_by_a_code_sent_to_the_new_one(proven: Client, rina: User) -> None:
    assert proven.post("/akun/surel/", {"email": "Rina@Baru.go.id"})["Location"] == "/akun/surel/kode/"
    assert mail.outbox[-1].to == ["rina@baru.go.id"]
    code = code_in_mail()
    wrong = proven.post("/akun/surel/kode/", {"code": "SALAH"})
    assert wrong.context["form"].errors == {"code": ["Kode salah. Periksa surat yang terakhir kami kirim."]}
    assert proven.post("/akun/surel/kode/", {"code": code})["Location"] == "/akun/"
    rina.refresh_from_db()
    assert rina.email == "rina@baru.go.id"
    assert mail.outbox[-1].to == ["rina@contoh.go.id"]


def test_change_of_address_needs_a_fresh_proof(signed_in: Client) -> None:
    assert signed_in.get("/akun/surel/")["Location"].startswith("/akun/pastikan/")


def test_code_for_a_new_address_dies_after_three_tries_and_ten_minutes(proven: Client, rina: User) -> None:
    proven.post("/akun/surel/", {"email": "rina@baru.go.id"})
    code = code_in_mail()
    answers = [proven.post("/akun/surel/kode/", {"code": "SALAH"}) for _try in range(3)]
    assert "tidak berlaku" in answers[-1].text
    assert proven.post("/akun/surel/kode/", {"code": code})["Location"] == "/akun/surel/"
    proven.post("/akun/surel/", {"email": "rina@baru.go.id"})
    code = code_in_mail()
    with time_machine.travel(time.time() + 601):
        assert proven.post("/akun/surel/kode/", {"code": code})["Location"] == "/akun/surel/"
    rina.refresh_from_db()
    assert rina.email == "rina@contoh.go.id"


def test_address_of_somebody_else_is_told_only_to_who_reads_it(proven: Client, rina: User, staff: User) -> None:
    assert proven.post("/akun/surel/", {"email": staff.email})["Location"] == "/akun/surel/kode/"
    answer = proven.post("/akun/surel/kode/", {"code": code_in_mail()})
    assert "Surel ini sudah dipakai orang lain." in answer.text
    rina.refresh_from_db()
    assert rina.email == "rina@contoh.go.id"


def test_person_without_password_makes_one(client: Client, rina: User) -> None:
    rina.set_unusable_password()
    rina.save()
    client.force_login(rina)
    assert client.get("/akun/kata-sandi/")["Location"] == "/akun/kata-sandi/buat/"
    new = "sawah hijau di kaki gunung"
    assert client.post("/akun/kata-sandi/buat/", {"password1": new, "password2": new})["Location"] == "/akun/"
    rina.refresh_from_db()
    assert rina.check_password(new)


def test_every_page_wears_an_access_rule() -> None:
    without = [
        pattern.name for pattern in [*ways_in, *own_means, *ours] if not hasattr(pattern.callback, "access_rule")
    ]
    assert without == []


PAGES = [
    ("client", ["/akun/masuk/", "/akun/masuk/kode/", "/akun/masuk/nonaktif/", "/akun/daftar/", "/akun/lupa/"]),
    ("client", ["/akun/lupa/terkirim/", "/akun/lupa/selesai/", "/akun/lupa/1-salah/", "/u/salah", "/akun/undangan/"]),
    ("proven", ["/akun/", "/akun/sesi/", "/akun/surel/", "/akun/kata-sandi/", "/akun/faktor-kedua/"]),
    ("proven", ["/akun/faktor-kedua/aplikasi/", "/akun/faktor-kedua/kunci/tambah/", "/akun/pastikan/"]),
    ("proven", ["/akun/faktor-kedua/pemulihan/buat/", "/akun/lanjutkan/", "/akun/keluar/"]),
]


@pytest.mark.parametrize(("who", "paths"), PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_page_has_one_heading_a_title_and_nothing_inline(
    request: pytest.FixtureRequest, db: None, who: str, paths: list[str], language: str
) -> None:
    client: Client = request.getfixturevalue(who)
    client.cookies["django_language"] = language
    for path in paths:
        answer = client.get(path)
        assert answer.status_code in {200, 404, 410}, path
        [heading] = re.findall(r"<h1>(.+?)</h1>", answer.text)
        assert re.search(r"<title>.+ – Kawal</title>", answer.text), path
        assert heading
        assert not re.search(r"\son[a-z]+=|\sstyle=|<style", answer.text), path
        runs = [tag for tag in re.findall(r"<script[^>]*>", answer.text) if "application/json" not in tag]
        assert all("nonce=" in tag and "src=" in tag for tag in runs), path
        assert "Content-Security-Policy" in answer


@pytest.mark.parametrize("path", ["/akun/masuk/", "/akun/lupa/", "/akun/masuk/kode/"])
def test_empty_form_lists_every_error_with_a_link_to_its_field(client: Client, db: None, path: str) -> None:
    page = client.post(path, {}).text
    assert "<title>Kesalahan: " in page
    targets = re.findall(r'<a href="#(id_\w+)">', page)
    assert targets
    assert all(f'id="{target}"' in page for target in targets)


def test_admin_site_has_no_door_of_its_own(client: Client, rina: User, staff: User) -> None:
    asked = client.get("/admin/login/?next=/admin/")
    assert asked["Location"] == "/akun/masuk/?next=%2Fadmin%2F"
    assert client.post("/admin/login/", {"username": staff.username, "password": "x"}).status_code == 302
    assert client.get("/admin/").status_code == 302
    client.force_login(rina)
    assert client.get("/admin/login/").status_code == 403
    assert client.get("/admin/", follow=True).status_code == 403
    client.force_login(staff)
    for side_door, right_place in (("password_change", "/akun/kata-sandi/"), ("logout", "/akun/keluar/")):
        assert client.get(f"/admin/{side_door}/")["Location"] == right_place


def test_admin_site_runs_its_own_scripts_and_no_others(client: Client, staff: User) -> None:
    client.force_login(staff)
    policy = client.get("/admin/")["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "strict-dynamic" in client.get("/akun/")["Content-Security-Policy"]


def test_admin_site_lists_users_and_links_and_writes_neither(client: Client, rina: User, staff: User) -> None:
    client.force_login(staff)
    assert "19760411 200502 2 001" in client.get("/admin/accounts/user/").text
    row = client.get(f"/admin/accounts/user/{rina.pk}/change/").text
    assert rina.password not in row
    assert 'name="name"' not in row
    assert client.get("/admin/accounts/user/add/").status_code == 403
    assert client.post(f"/admin/accounts/user/{rina.pk}/change/", {"name": "Lain"}).status_code == 403
    assert client.get("/admin/accounts/onetimelink/").status_code == 200


def test_admin_site_leads_to_no_note_or_answer() -> None:
    private = {"note", "session", "followup", "answer", "response", "agreedaction"}
    assert {model._meta.model_name for model in admin.site._registry} & private == set()
    assert "admin" in {pattern.app_name for pattern in get_resolver().url_patterns if hasattr(pattern, "app_name")}
