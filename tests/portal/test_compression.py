"""Text travels packed, except what is about someone: its length could give away what stands in it."""

import gzip

import pytest
from django.urls import reverse

from tests.factories import make_material, make_user

PACKED = {"accept-encoding": "gzip"}
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["home", "privacy", "materials:material_list", "api:docs", "api:openapi"])
def test_what_is_about_nobody_travels_packed(client, name):
    plain = client.get(reverse(name))
    packed = client.get(reverse(name), headers=PACKED)

    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2


def test_who_cannot_unpack_gets_it_as_it_is(client):
    assert "Content-Encoding" not in client.get(reverse("home")).headers


@pytest.mark.parametrize("name", ["home", "my_account", "materials:material_list"])
def test_what_is_about_someone_travels_as_it_is(client, name):
    client.force_login(make_user())

    response = client.get(f"{reverse(name)}?zoek=geraden", headers=PACKED)

    assert response.status_code == 200
    assert "Content-Encoding" not in response.headers


def test_the_page_to_sign_in_on_travels_as_it_is(client):
    assert "Content-Encoding" not in client.get(reverse("account_login"), headers=PACKED).headers


def test_a_file_travels_as_it_is(client):
    material = make_material(file=("pakket.pdf", b"%PDF-1.7 " + b"x" * 5000))

    response = client.get(reverse("materials:download", args=[material.pk]), headers=PACKED)

    assert response.status_code == 200
    assert "Content-Encoding" not in response.headers
    response.close()
