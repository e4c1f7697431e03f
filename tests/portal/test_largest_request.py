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


def test_the_largest_file_fits():
    from portal.files.uploads import LARGEST

    assert settings.LARGEST_REQUEST > LARGEST + 1024 * 1024
