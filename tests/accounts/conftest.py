"""People who sign in, and their clients."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User

PASSWORD = "jembatan biru tengah hari"


@pytest.fixture
def rina(db: None) -> User:
    """Somebody with a password and no role."""
    return User.objects.create_user("197604112005022001", "rina@contoh.go.id", PASSWORD, name="Rina, S.E.")


@pytest.fixture
def staff(db: None) -> User:
    """Somebody who may open the admin site."""
    return User.objects.create_user(
        "196804111993031009", "yusuf@contoh.go.id", PASSWORD, name="Yusuf", is_staff=True, is_superuser=True
    )


@pytest.fixture
def system(db: None) -> User:
    """Whoever made things before the test began."""
    return User.objects.create_user("ADMIN1", name="Pengelola")


@pytest.fixture
def signed_in(client: Client, rina: User) -> Client:
    """A client on which Rina typed her password."""
    client.post("/akun/masuk/", {"login": rina.email, "password": PASSWORD})
    return client


@pytest.fixture
def proven(signed_in: Client) -> Client:
    """A client on which Rina has just typed her password once more."""
    signed_in.post("/akun/pastikan/?next=/akun/", {"password": PASSWORD})
    return signed_in


def who_is_in(client: Client) -> int | None:
    """Return the pk of the user who is signed in on a client."""
    found = client.session.get("_auth_user_id")
    return int(found) if found else None


def code_in_mail() -> str:
    """Return the code that stands alone on a line of the latest mail."""
    [code] = re.findall(r"^([A-Z0-9-]{6,12})$", str(mail.outbox[-1].body), re.MULTILINE)
    return code


def path_in_mail() -> str:
    """Return the path of the only link in the latest mail."""
    [path] = re.findall(r"https?://[^/\s]+(/\S+)", str(mail.outbox[-1].body))
    return path
