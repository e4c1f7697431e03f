"""HPP writes materials on pages of the site: find, look first, keep, choose a file, put away."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from materials.models import Material, MaterialState
from tests.factories import make_bootcamp, make_material
from tests.materials.files import PDF, upload
from tests.seen import seen

pytestmark = pytest.mark.django_db
NEW, DESK = reverse("materials:new"), reverse("materials:desk")
TEXT = {
    "title": "Praten over uren",
    "kind": "leidraad",
    "goal": "2",
    "summary": "Zo begin je.",
    "body": "## Begin\n\nVraag het gewoon.",
    "access": "iedereen",
    "published_at": "2026-01-05T09:00",
}


@pytest.fixture
def hpp(cast):
    return cast.client("hpp")


@pytest.fixture(autouse=True)
def files_elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def keep(client, address, fields):
    """Looks first, as a person does, and then keeps what was shown."""
    looked = client.post(address, fields)
    return client.post(address, fields | {"gezien": looked.context.get("seen", ""), "bewaar": "1"})


def address_of(material, name="change"):
    return reverse(f"materials:{name}", args=[material.pk])


def test_nothing_is_kept_before_hpp_read_who_will_see_it(hpp):
    looked = hpp.post(NEW, TEXT)
    pressed_at_once = hpp.post(NEW, TEXT | {"bewaar": "1"})

    for page in (looked, pressed_at_once):
        assert "Iedereen ziet dit, ook zonder account, meteen." in page.text
        assert "Vraag het gewoon." in page.text
        assert not Material.objects.exists()


def test_what_was_looked_at_is_kept(hpp):
    response = keep(hpp, NEW, TEXT)

    material = Material.objects.get()
    assert response["Location"] == address_of(material)
    assert (material.title, material.access) == ("Praten over uren", "iedereen")
    assert timezone.localtime(material.published_at).hour == 9


def test_another_audience_than_was_looked_at_is_looked_at_anew(hpp):
    looked = hpp.post(NEW, TEXT | {"published_at": ""})

    page = hpp.post(NEW, TEXT | {"gezien": looked.context["seen"], "bewaar": "1"})

    assert page.status_code == 200
    assert not Material.objects.exists()


def test_a_draft_needs_no_text_yet_but_what_is_published_does(hpp):
    refused = keep(hpp, NEW, TEXT | {"body": ""})
    assert "Nu is er niets te lezen." in refused.text

    keep(hpp, NEW, TEXT | {"body": "", "published_at": ""})
    assert Material.objects.get().published_at is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"access": "plank"}, "Kies minstens één plank."),
        ({"access": "sessie"}, "Kies vóór of na welke werksessie."),
        ({"access": "bestuur"}, "Kies een bestuur."),
        ({"published_at": "2027-03-28T02:30"}, "published_at"),
        ({"published_at": "morgen"}, "published_at"),
        ({"title": ""}, "title"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(hpp, fields, words):
    page = hpp.post(NEW, TEXT | fields)

    errors = page.context["form"].errors
    assert words in errors or words in str(errors)
    assert "Vraag het gewoon." in page.text
    assert not Material.objects.exists()


def test_a_stage_of_another_audience_is_left_out(hpp):
    keep(hpp, NEW, TEXT | {"stage": "na-2"})

    assert Material.objects.get().stage == ""


def test_for_participants_the_page_says_when_each_group_sees_it(hpp):
    make_bootcamp(title="groep Midden")

    page = hpp.post(NEW, TEXT | {"access": "sessie", "stage": "na-1"})

    assert "Deelnemers van groep Midden zien dit vanaf" in page.text


def test_two_who_change_one_text_both_keep_theirs(cast, hpp):
    material = make_material(body="Zoals het was.")
    address, other = address_of(material), cast.client("hpp_admin")
    mine = TEXT | seen(hpp, address) | {"body": "Zoals ik het wil."}
    theirs = TEXT | seen(other, address) | {"body": "Zoals zij het wil."}

    keep(other, address, theirs)
    page = keep(hpp, address, mine)

    material.refresh_from_db()
    assert material.body == "Zoals zij het wil."
    assert "Iemand anders wijzigde dit" in page.text
    assert "Zoals ik het wil." in page.text
    assert "Zoals zij het wil." in page.text


def test_put_away_it_is_gone_for_others_and_comes_back_as_a_draft(cast, hpp):
    material = make_material()
    reader = cast.client("directeur")

    hpp.post(address_of(material, "put_away"))
    assert reader.get(material.get_absolute_url()).status_code == 404
    assert hpp.get(material.get_absolute_url()).status_code == 200

    hpp.post(address_of(material, "bring_back"))
    material.refresh_from_db()
    assert (material.archived_at, material.published_at) == (None, None)
    assert reader.get(material.get_absolute_url()).status_code == 404


def test_a_file_is_chosen_and_one_that_is_there_already_is_noticed(hpp):
    make_material(title="De eerste", file=("a.pdf", PDF))
    material = make_material()
    address = address_of(material, "file")

    page = hpp.post(address, seen(hpp, address) | {"file": upload("b.pdf")}, follow=True)

    material.refresh_from_db()
    assert material.file_name == "b.pdf"
    assert "hetzelfde bestand staat ook bij De eerste" in page.text


def test_a_bad_file_is_refused_and_the_old_one_stays(hpp):
    material = make_material(file=("oud.pdf", PDF))
    address = address_of(material, "file")

    page = hpp.post(address, seen(hpp, address) | {"file": upload("nieuw.pdf", b"<script>")})

    material.refresh_from_db()
    assert "Dit bestand heet pdf, maar is het niet." in page.text
    assert material.file_name == "oud.pdf"


@pytest.mark.parametrize("state", MaterialState.values)
def test_the_list_shows_what_is_in_a_state(hpp, state):
    now = timezone.now()
    by_state = {
        MaterialState.DRAFT: make_material(published_at=None),
        MaterialState.PLANNED: make_material(published_at=now + timedelta(days=1)),
        MaterialState.LIVE: make_material(),
        MaterialState.ARCHIVED: make_material(archived_at=now, check_on=timezone.localdate()),
    }
    old = make_material(check_on=timezone.localdate())
    expected = {by_state.get(state, old)} | ({old} if state in (MaterialState.LIVE, MaterialState.TO_CHECK) else set())

    assert set(hpp.get(DESK, {"toon": state}).context["page"]) == expected


@pytest.mark.parametrize("how_many", [1, 5])
def test_the_list_takes_as_many_queries_for_more_materials(hpp, how_many, django_assert_max_num_queries):
    for _ in range(how_many):
        make_material()
    hpp.get(DESK)

    with django_assert_max_num_queries(6):
        assert len(hpp.get(DESK).context["rows"]) == how_many


def test_what_has_to_be_looked_at_again_waits_at_vandaag(hpp):
    make_material(title="Bedragen", check_on=timezone.localdate() - timedelta(days=1))
    make_material(title="Later", check_on=timezone.localdate() + timedelta(days=1))
    make_material(title="Weg", check_on=timezone.localdate(), archived_at=timezone.now())

    page = hpp.get(reverse("today:today")).text

    assert "Kijk Bedragen opnieuw na" in page
    assert "Kijk Later opnieuw na" not in page
    assert "Kijk Weg opnieuw na" not in page


def test_much_to_look_at_again_is_a_few_lines_and_one_about_the_rest(hpp):
    for _ in range(8):
        make_material(check_on=timezone.localdate())

    page = hpp.get(reverse("today:today")).text

    assert "Nog 3 materialen om opnieuw na te kijken" in page
