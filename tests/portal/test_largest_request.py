"""Nobody fills the disk with a request that is larger than any file that may be uploaded."""

import pytest
from django.conf import settings
from django.urls import reverse


def post(client, size):
    return client.generic("POST", reverse("account_login"), b"x=1", CONTENT_LENGTH=size)


@pytest.mark.parametrize("size", [settings.LARGEST_REQUEST + 1, 200 * 1024 * 1024, 10**30, "veel", "-1", "²"])
def test_what_is_too_large_is_refused_unread(client, size):
    response = post(client, str(size))

    assert response.status_code == 413
    assert response["Content-Type"].startswith("text/html")
    assert "<h1>Dit is te groot</h1>" in response.text
    assert "Wat je typte staat er dan nog." in response.text
    assert "css/portal.css" in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("size", ["", "3"])
def test_an_ordinary_request_passes(client, size):
    assert post(client, size).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        # It's read, and is no form.
        ("hpp", "bootcamp:delivery_new", 400),
        ("hpp", "bootcamp:benchmark_new", 413),
        ("directeur", "bootcamp:delivery_new", 413),
        ("bezoeker", "bootcamp:delivery_new", 413),
    ],
)
def test_only_hpp_sends_more_and_only_to_the_page_that_says_so(cast, who, address, status):
    body = b"--x--" + b" " * settings.LARGEST_REQUEST

    response = cast.client(who).generic("POST", reverse(address), body, "multipart/form-data; boundary=x")

    assert response.status_code == status


@pytest.mark.django_db
def test_hpp_too_has_a_limit(cast):
    size = str(settings.LARGEST_REQUEST_OF_HPP + 1)

    response = cast.client("hpp").generic("POST", reverse("bootcamp:delivery_new"), b"x=1", CONTENT_LENGTH=size)

    assert response.status_code == 413


def test_the_largest_file_fits():
    from portal.files.uploads import LARGEST

    assert settings.LARGEST_REQUEST > LARGEST + 1024 * 1024
