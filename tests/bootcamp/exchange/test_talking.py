"""Threads as participants see them: reading, writing, searching, and who may not."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape

from bootcamp.exchange import actions, forms, texts
from bootcamp.exchange.models import Attachment, Helped, Membership, Post, Thread
from portal.jobs.models import Job
from portal.people.access import Role
from tests.factories import make_bootcamp, make_reply, make_school, make_seat, make_thread, make_user
from tests.materials.files import PDF
from tests.portal.disk import full_disk

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(cast):
    return make_seat(director=cast["directeur"])


@pytest.fixture
def director(cast):
    return cast.client("directeur")


def exchange_of(seat):
    return reverse("bootcamp:exchange", args=[seat.bootcamp_id])


def new_thread(seat):
    return reverse("bootcamp:new_thread", args=[seat.bootcamp_id])


def answers(**fields):
    return {"kind": "vraag", "title": "Vrijdag", "body": "Hoe doen jullie dat?", "rules": "on", **fields}


def test_a_director_starts_a_thread_for_the_own_school(director, cast, seat):
    response = director.post(new_thread(seat), answers(), follow=True)

    post = Post.objects.get()
    assert (post.author, post.school, post.body) == (cast["directeur"], cast.school, "<p>Hoe doen jullie dat?</p>")
    assert (post.thread.kind, post.thread.title, post.thread.bootcamp) == ("vraag", "Vrijdag", seat.bootcamp)
    assert response.redirect_chain[-1][0] == post.thread.get_absolute_url()
    assert cast.school.name in response.text
    assert [job.arguments for job in Job.objects.filter(kind="bootcamp.exchange.announce")] == [{"post_id": post.pk}]


def test_the_house_rules_are_asked_once_and_before_anything_is_placed(director, seat):
    refused = director.post(new_thread(seat), answers(rules=""))
    director.post(new_thread(seat), answers())
    again = director.get(new_thread(seat))

    assert "Lees de huisregels en zet hier een vinkje." in refused.text
    assert "Hoe doen jullie dat?" in refused.text
    assert Thread.objects.count() == 1
    assert "Ik houd me aan de huisregels" not in again.text


def test_the_rules_can_be_accepted_on_their_own_page(director, seat):
    director.post(reverse("bootcamp:house_rules", args=[seat.bootcamp_id]))

    assert Membership.objects.get().rules_accepted_at is not None
    assert "Ik houd me aan de huisregels" not in director.get(new_thread(seat)).text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "Geef je bericht een titel."),
        ({"title": " \u200b\u202e "}, "Geef je bericht een titel."),
        ({"body": ""}, "Schrijf eerst je bericht."),
        ({"body": "\u200b\u202e \x00"}, "Schrijf eerst je bericht."),
        ({"body": " \n "}, "Schrijf eerst je bericht."),
        ({"body": "x" * 10_001}, "Dit bericht is te lang."),
        ({"body-opgemaakt": "<p></p>", "body": ""}, "Schrijf eerst je bericht."),
        ({"body-opgemaakt": "<p>" * 30_000}, "Dit bericht is te lang."),
        ({"kind": "resultaat"}, "Selecteer een geldige keuze."),
        ({"kind": ""}, "Kies wat je wilt delen."),
        ({"kind": "bestand"}, "Kies het bestand dat je wilt delen."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_placed(director, seat, fields, words):
    response = director.post(new_thread(seat), answers(**fields))

    assert response.status_code == 200
    assert words in response.text
    assert Thread.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("film.mp4", b"\x00\x00\x00 ftyp", "film.mp4: Dit soort bestand (mp4) kan niet."),
        ("leeg.pdf", b"", "leeg"),
        ("nep.pdf", b"MZ\x90\x00 dit is een programma", "nep.pdf: Dit bestand heet pdf, maar is het niet."),
        ("brief.pdf.exe", PDF, "Dit soort bestand (exe) kan niet."),
        ("brief.exe.pdf", PDF, "De naam van dit bestand noemt twee soorten."),
        ("groot.pdf", PDF + b" " * (25 * 1024 * 1024), "Dit bestand is 25 MB. Het mag hoogstens 25 MB zijn."),
    ],
)
def test_a_wrong_file_is_told_in_dutch_and_what_was_typed_stays(director, seat, name, content, words):
    response = director.post(new_thread(seat), answers(files=SimpleUploadedFile(name, content)))

    assert words in response.text
    assert "Een bestand moet je wel opnieuw kiezen" in response.text
    assert 'value="Vrijdag"' in response.text
    assert "Hoe doen jullie dat?" in response.text
    assert (Thread.objects.count(), Attachment.objects.count()) == (0, 0)


def test_files_come_along_and_are_given_to_the_group_only(director, cast, seat, settings):
    files = [SimpleUploadedFile("brief.pdf", PDF), SimpleUploadedFile("..\\..\\plan\u202efdp.pdf", PDF)]
    director.post(new_thread(seat), answers(kind="bestand", files=files))
    brief, plan = Attachment.objects.order_by("pk")
    url = reverse("bootcamp:attachment", args=[brief.pk])

    response = director.get(url)

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="brief.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    assert plan.name == "planfdp.pdf"
    assert brief.file.name.startswith("exchange/")
    assert "brief" not in brief.file.name
    assert cast.client("directeur_elders").get(url).status_code == 404


def test_four_files_are_too_many(director, seat):
    files = [SimpleUploadedFile(f"brief{number}.pdf", PDF) for number in range(4)]

    response = director.post(new_thread(seat), answers(files=files))

    assert "Je koos 4 bestanden. Het mogen er 3 zijn." in response.text
    assert Thread.objects.count() == 0


def test_who_speaks_for_more_schools_says_for_which(cast, seat):
    other = make_school(board=cast.board, name="Het Kraalnest")
    make_seat(bootcamp=seat.bootcamp, director=make_user(Role.DIRECTOR, schools=[other]))
    hr = cast.client("hr")

    unsaid = hr.post(new_thread(seat), answers())
    another = hr.post(new_thread(seat), answers(school=cast.other_school.pk))
    hr.post(new_thread(seat), answers(school=other.pk))

    assert "Kies namens welke school je schrijft." in unsaid.text
    assert "Selecteer een geldige keuze." in another.text
    assert [post.school for post in Post.objects.all()] == [other]


def test_who_leads_writes_for_nobody(cast, seat):
    cast.client("hpp").post(new_thread(seat), answers())

    post = Post.objects.get()
    assert (post.school, post.spoke_for) == (None, "Het Potentieel Pakken")


STRANGERS = ["bezoeker", "leerkracht", "directeur_elders", "expert"]


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_changes_nothing(cast, seat, name):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp, files=[("brief.pdf", PDF)])
    post = thread.posts.get()
    of_the_post = ["edit_post", "remove_post", "report_post", "hide_post", "helped", "post"]
    urls = [reverse(f"bootcamp:{page}", args=[post.pk]) for page in of_the_post]
    urls += [reverse(f"bootcamp:{page}", args=[thread.pk]) for page in ("thread", "lock_thread")]
    urls += [
        reverse(f"bootcamp:{page}", args=[seat.bootcamp_id]) for page in ("new_thread", "house_rules", "mail_choice")
    ]
    make_seat(director=cast["directeur_elders"])
    client = cast.client(name)

    outcomes = {
        client.post(url, {**answers(), "because": "x", "reason": "x", "mail": "geen"}).status_code for url in urls
    }

    assert outcomes == ({302} if name == "bezoeker" else {404, 405})
    assert list(Post.objects.values_list("body", "hidden_at")) == [("<p>Hoe doen jullie dat?</p>", None)]
    assert (Helped.objects.count(), Membership.objects.count()) == (0, 0)


def test_who_gave_the_seat_back_no_longer_reads_along(director, cast, seat):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp)
    assert director.get(thread.get_absolute_url()).status_code == 200
    seat.cancelled_at = timezone.now()
    seat.save()

    assert director.get(thread.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("page", ["edit_post", "remove_post"])
def test_only_the_writer_changes_or_removes_a_post(cast, seat, page):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp)
    url = reverse(f"bootcamp:{page}", args=[thread.posts.get().pk])

    outcomes = [cast.client(name).post(url, answers()).status_code for name in ("hr", "bestuur", "hpp", "hpp_admin")]

    assert outcomes == [404] * 4
    assert Post.objects.get().body == "<p>Hoe doen jullie dat?</p>"


def test_a_reply_stands_below_and_brings_its_thread_to_the_top(director, cast, seat):
    older, newer = (make_thread(author=cast["directeur"], bootcamp=seat.bootcamp, title=name) for name in "AB")
    assert list(Thread.objects.latest_first()) == [newer, older]

    response = director.post(older.get_absolute_url(), {"body": "Zo doe ik het.", "rules": "on"}, follow=True)

    assert list(Thread.objects.latest_first()) == [older, newer]
    assert "Zo doe ik het." in response.text
    assert response.redirect_chain[-1][0].endswith(f"#bericht-{older.posts.last().pk}")


def test_a_post_on_a_later_page_is_found_there(director, cast, seat):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp)
    replies = [make_reply(thread, author=cast["directeur"], body=f"<p>nummer {number}</p>") for number in range(31)]

    response = director.get(reverse("bootcamp:post", args=[replies[-1].pk]))

    assert response["Location"] == f"{thread.get_absolute_url()}?bladzijde=2#bericht-{replies[-1].pk}"
    assert "nummer 30" in director.get(response["Location"]).text
    assert "nummer 30" not in director.get(thread.get_absolute_url()).text


def test_a_closed_thread_is_read_but_not_answered(director, cast, seat):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp)
    actions.set_locked(thread=thread, locked=True, now=timezone.now())

    response = director.post(thread.get_absolute_url(), {"body": "Nog iets", "rules": "on"})

    assert "Dit gesprek is gesloten" in response.text
    assert thread.posts.count() == 1


def test_the_editor_goes_before_the_plain_box_and_both_are_cleaned(director, seat):
    evil = "<p>Hoi <strong>jij</strong><script>alert(1)</script></p><img src=x onerror=alert(1)>"

    director.post(new_thread(seat), answers(**{"body": "", "body-opgemaakt": evil}))
    director.post(new_thread(seat), answers(body="<script>alert(1)</script> **jij**"))

    assert list(Post.objects.order_by("pk").values_list("body", flat=True)) == [
        "<p>Hoi <strong>jij</strong></p>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; <strong>jij</strong></p>",
    ]


def _save(post, body):
    post.body = body
    post.save()


WAYS_IN = {
    "saved": _save,
    "updated": lambda post, body: Post.objects.filter(pk=post.pk).update(body=body),
    "many at once": lambda post, body: Post.objects.bulk_update([_with(post, body)], ["body"]),
    "made again": lambda post, body: (post.delete(), Post.objects.bulk_create([_with(post, body)])),
}


def _with(post, body):
    post.body = body
    return post


@pytest.mark.parametrize("way", WAYS_IN)
def test_whatever_writes_a_post_writes_it_clean_so_that_it_is_shown_as_it_is(director, cast, seat, way):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp)
    WAYS_IN[way](thread.posts.get(), "<p onclick=x>Hoi</p><script>alert(1)</script><a href='javascript:x()'>hier</a>")

    text = director.get(thread.get_absolute_url()).text

    kept = thread.posts.get().body
    assert kept == texts.clean(kept) == '<p>Hoi</p><a rel="noopener noreferrer nofollow">hier</a>'
    assert kept in text
    assert "alert(1)" not in text


def test_a_post_that_was_not_read_from_the_database_is_not_shown_as_html(cast, seat):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp)

    assert conditional_escape(_with(thread.posts.get(), "<b>x").body) == "&lt;b&gt;x"


def test_changing_shows_what_was_written_and_keeps_the_rest(director, cast, seat):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp, body="<p>Hoe <em>dan</em>?</p>")
    post = thread.posts.get()
    url = reverse("bootcamp:edit_post", args=[post.pk])

    form = director.get(url).text
    director.post(url, {"title": "Beter", "body": "Zo **dus**."})

    post.refresh_from_db()
    assert "Hoe *dan*?" in form
    assert (post.body, post.thread.title, post.school) == ("<p>Zo <strong>dus</strong>.</p>", "Beter", cast.school)
    assert post.edited_at is not None
    assert "Beter" in post.words


def test_removing_the_only_post_removes_the_thread_and_its_file(
    director, cast, seat, django_capture_on_commit_callbacks
):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp, files=[("brief.pdf", PDF)])
    file = Attachment.objects.get().file

    with django_capture_on_commit_callbacks(execute=True):
        director.post(reverse("bootcamp:remove_post", args=[thread.posts.get().pk]))

    assert Thread.objects.count() == 0
    assert not file.storage.exists(file.name)


def test_removing_what_others_answered_leaves_a_line_and_nothing_of_the_text(director, cast, seat):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp, title="Geheim", body="<p>Weg ermee</p>")
    make_reply(thread, body="<p>Mijn antwoord</p>")

    director.post(reverse("bootcamp:remove_post", args=[thread.posts.first().pk]))
    text = director.get(thread.get_absolute_url()).text

    assert "heeft dit bericht verwijderd" in text
    assert "Mijn antwoord" in text
    assert "Geheim" not in text
    assert not Post.objects.filter(words__contains="Weg ermee").exists()


def test_dit_hielp_counts_once_per_person_and_can_be_taken_back(director, cast, seat):
    reply = make_reply(make_thread(author=cast["directeur"], bootcamp=seat.bootcamp))
    url = reverse("bootcamp:helped", args=[reply.pk])

    for client in (director, director, cast.client("hr")):
        client.post(url, {"hielp": "ja"})
    text = director.get(reply.thread.get_absolute_url()).text
    director.post(url, {"hielp": "nee"})

    assert "dit hielp 2 mensen" in text
    assert list(Helped.objects.values_list("user", flat=True)) == [cast["hr"].pk]


def test_nobody_says_of_the_own_post_that_it_helped(director, cast, seat):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp)

    response = director.post(reverse("bootcamp:helped", args=[thread.posts.get().pk]), {"hielp": "ja"})

    assert response.status_code == 404
    assert Helped.objects.count() == 0


def test_a_name_of_two_people_is_asked_with_their_schools(director, cast, seat):
    twins = [make_seat(bootcamp=seat.bootcamp).enrolled_by for _ in range(2)]
    body = "Dank je @Sanne de Vries"

    asked = director.post(new_thread(seat), answers(body=body))
    assert Thread.objects.count() == 0
    director.post(new_thread(seat), answers(body=body, asked="on", meant=[twins[1].pk]))

    assert "Meer mensen heten Sanne De Vries. Kies wie je bedoelt, of niemand." in asked.text
    assert all(f"Sanne de Vries, {twin.schools.get().name}" in asked.text for twin in twins)
    assert body in asked.text
    assert [mention.user for mention in Post.objects.get().mentions.all()] == [twins[1]]


def test_the_form_tells_whom_you_can_call(director, cast, seat):
    bram = make_user(Role.DIRECTOR, schools=[make_school()], first_name="Bram", last_name="Wouters")
    make_seat(director=bram, bootcamp=seat.bootcamp)
    make_seat(director=make_user(Role.DIRECTOR, schools=[make_school()], first_name="Elders"))

    text = director.get(new_thread(seat)).text

    assert "@Bram Wouters" in text
    assert "@Elders" not in text


def test_someone_of_another_group_cannot_be_called(director, cast, seat):
    stranger = make_user(Role.DIRECTOR, schools=[make_school()], first_name="Bram", last_name="Wouters")
    make_seat(director=stranger)

    director.post(new_thread(seat), answers(body="@Bram Wouters kijk", meant=[stranger.pk], asked="on"))
    director.post(new_thread(seat), answers(body="@Bram Wouters kijk"))

    assert Post.objects.get().mentions.count() == 0


def test_who_posts_too_fast_hears_it_in_the_form_and_keeps_the_text(director, cast, seat):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp)
    for number in range(20):
        director.post(thread.get_absolute_url(), {"body": f"nummer {number}", "rules": "on"})

    response = director.post(thread.get_absolute_url(), {"body": "en nog een", "rules": "on"})

    assert "Je plaatst wel heel snel achter elkaar." in response.text
    assert "en nog een" in response.text
    assert thread.posts.count() == 21


def test_searching_finds_words_in_titles_and_replies_of_this_group_only(director, cast, seat):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp, title="Ouders vertellen")
    make_reply(thread, body="<p>Wij maken een <strong>rooster</strong> samen.</p>")
    make_thread(bootcamp=make_bootcamp(), title="Ouders en rooster elders")

    def is_in_page(words):
        text = director.get(exchange_of(seat), {"zoek": words}).text
        return [word in text for word in ("1 bericht over", "0 berichten over", "elders")]

    assert is_in_page("OUDERS") == [True, False, False]
    assert is_in_page("samen rooster") == [True, False, False]
    assert is_in_page("ouders samen") == [False, True, False]
    assert is_in_page("strong") == [False, True, False]


@pytest.mark.parametrize("words", ["'", '"', "%", "_", "\\", "a & | !", "\x00", "<script>", "-" * 500, "@", "(", "é́"])
def test_searching_for_anything_gives_a_page(director, cast, seat, words):
    make_thread(author=cast["directeur"], bootcamp=seat.bootcamp)

    response = director.get(exchange_of(seat), {"zoek": words})

    assert response.status_code == 200
    assert "<script>alert" not in response.text


def test_a_kind_can_be_chosen(director, cast, seat):
    make_thread(author=cast["directeur"], bootcamp=seat.bootcamp, title="Mijn vraag")
    make_thread(author=cast["directeur"], bootcamp=seat.bootcamp, title="Mijn aanbod", kind=Thread.Kind.OFFER)

    text = director.get(exchange_of(seat), {"soort": "aanbod"}).text

    assert "Mijn aanbod" in text
    assert "Mijn vraag" not in text
    assert "Mijn vraag" in director.get(exchange_of(seat), {"soort": "onzin", "bladzijde": "99999999999"}).text


def test_a_thread_without_files_or_names_asks_for_neither(director, cast, seat, django_assert_num_queries):
    thread = make_thread(author=cast["directeur"], bootcamp=seat.bootcamp)
    other = make_seat(bootcamp=seat.bootcamp).enrolled_by
    for _ in range(29):
        make_reply(thread, author=other)

    with django_assert_num_queries(8):
        page = BeautifulSoup(director.get(thread.get_absolute_url()).text, "html.parser")

    assert len(page.select(".thread > li")) == 30


@pytest.mark.parametrize("how_many", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("exchange", 11), ("found", 7), ("thread", 10), ("square", 12)])
def test_a_list_needs_no_more_queries_for_more_rows(
    director, cast, seat, how_many, page, queries, django_assert_num_queries
):
    kind = Thread.Kind.RESULT if page == "square" else Thread.Kind.QUESTION
    threads = [
        make_thread(author=cast["directeur"], bootcamp=seat.bootcamp, kind=kind, files=[("brief.pdf", PDF)])
        for _ in range(how_many)
    ]
    other = make_seat(bootcamp=seat.bootcamp).enrolled_by
    for _ in range(how_many):
        reply = make_reply(threads[0], author=other, mentioned=[cast["directeur"]], files=[_file()])
        actions.set_helped(post=reply, by=cast["directeur"], helped=True, now=timezone.now())
    url = {
        "exchange": exchange_of(seat),
        "found": f"{exchange_of(seat)}?zoek=vraag",
        "thread": threads[0].get_absolute_url(),
        "square": reverse("bootcamp:square", args=[seat.bootcamp_id]),
    }[page]

    with django_assert_num_queries(queries):
        text = director.get(url).text

    assert all(thread.title in text for thread in (threads[:1] if page == "thread" else threads))


def _file():
    return SimpleUploadedFile("brief.pdf", PDF)


@pytest.mark.fault("disk full")
def test_on_a_full_disk_nothing_half_is_placed_and_the_text_stays(
    director, seat, settings, tmp_path, monkeypatch, seen
):
    settings.MEDIA_ROOT = tmp_path
    director.post(new_thread(seat), answers())
    thread = Thread.objects.get()
    pages = {new_thread(seat): answers(title="Onze brief"), thread.get_absolute_url(): answers()}
    pages[reverse("bootcamp:edit_post", args=[thread.posts.get().pk])] = answers()
    pages[reverse("bootcamp:new_result", args=[seat.bootcamp_id])] = answers()

    for address, fields in pages.items():
        brief = SimpleUploadedFile("brief.pdf", PDF)
        with full_disk():
            page = director.post(address, fields | {"body": "Mijn hele verhaal", "files": [brief]})

        assert page.status_code == 200, address
        assert "Je bestand kon niet worden bewaard." in page.text
        assert "Mijn hele verhaal" in page.text
    assert Post.objects.count() == 1
    assert Post.objects.get().body == "<p>Hoe doen jullie dat?</p>"
    assert not Attachment.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    seen(f"gesprek: op {len(pages)} bladzijden bleef de tekst staan, {Attachment.objects.count()} bestanden")


def test_nobody_fills_the_disk_for_all_others(director, seat, monkeypatch):
    monkeypatch.setattr(forms, "MOST_PER_PERSON", 2 * len(PDF))
    files = [SimpleUploadedFile(f"brief{number}.pdf", PDF) for number in (1, 2)]
    director.post(new_thread(seat), answers(files=files))

    page = director.post(new_thread(seat), answers(files=[SimpleUploadedFile("nog een.pdf", PDF)]))
    without = director.post(new_thread(seat), answers(title="Zonder bestand"))

    assert "Er past nog 0 MB bij." in page.text
    assert "Hoe doen jullie dat?" in page.text
    assert without.status_code == 302
    assert Attachment.objects.count() == 2
