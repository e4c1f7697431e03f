"""A group of 5,000 with 10,000 posts: how long its pages take, and its digest. Prints what it measured as JSON.

python -m tests.bootcamp.exchange.large, on the database of DATABASE_URL
"""

import json
import os
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import django

from tests.speed import slowness

PEOPLE, THREADS, POSTS = 5_000, 500, 10_000
VISITS = 20
YESTERDAY = 3
SUBJECTS = ["rooster", "gesprekken met ouders", "vrijdag", "meer uren", "dialoogsessie", "werkdruk", "gym", "pauzes"]


def main():
    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    # Collected files have other names; that is no part of what is measured here.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    setup_test_environment()
    bootcamp, person = fill()
    times = {"pages": pages(bootcamp, person), "slowness": slowness()}
    print(json.dumps({**times, **search(bootcamp), **digest(bootcamp)}))


def fill():
    from django.db import connection
    from django.utils import timezone

    from bootcamp.exchange.models import Helped, Post, Thread
    from bootcamp.seats.models import Participation
    from portal.people.models import User
    from tests.factories import make_bootcamp, make_seat

    now = timezone.now()
    bootcamp = make_bootcamp()
    seat = make_seat(bootcamp=bootcamp)
    people = User.objects.bulk_create(
        User(email=f"lezer{n}@school.example", first_name="Noor", last_name=f"Bos {n}", role="directeur", password="!")
        for n in range(PEOPLE - 1)
    )
    Participation.objects.bulk_create(Participation(seat=seat, user=person) for person in people)
    threads = Thread.objects.bulk_create(
        Thread(
            bootcamp=bootcamp,
            kind=Thread.Kind.QUESTION,
            title=f"Vraag {n} over {SUBJECTS[n % len(SUBJECTS)]}",
            started_at=now - timedelta(days=40),
            last_post_at=now - timedelta(minutes=n),
        )
        for n in range(THREADS)
    )
    yesterday = timezone.make_aware(datetime.combine(timezone.localdate(), datetime.min.time())) - timedelta(hours=9)
    posts = []
    for n in range(POSTS):
        thread = threads[n % THREADS]
        words = f"Bericht {n} over {SUBJECTS[n % len(SUBJECTS)]} en nog veel meer woorden erbij"
        posts.append(
            Post(
                thread=thread,
                is_opening=n < THREADS,
                author=people[n % len(people)],
                school=seat.school,
                body=f"<p>{words}</p>",
                words=f"{thread.title}\n{words}" if n < THREADS else words,
                posted_at=yesterday if n >= POSTS - YESTERDAY else now - timedelta(days=30, minutes=n),
            )
        )
    posts = Post.objects.bulk_create(posts, batch_size=2_000)
    Helped.objects.bulk_create(Helped(post=post, user=people[-1], marked_at=now) for post in posts[::5])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return bootcamp, people[0]


def pages(bootcamp, person):
    """Milliseconds at work for each visit, of web process and database together: what else this machine does at the
    same time isn't counted. On a machine that does nothing else a visit takes as long."""
    from django.test import Client
    from django.urls import reverse

    from bootcamp.exchange.models import Post, Thread

    client = Client()
    client.force_login(person)
    exchange = reverse("bootcamp:exchange", args=[bootcamp.pk])
    thread = Thread.objects.latest_first().first()
    return {
        name: each_visit(client, url)
        for name, url in {
            "lijst": exchange,
            "laatste bladzijde": f"{exchange}?bladzijde=25",
            "soort": f"{exchange}?soort=vraag",
            "zoeken": f"{exchange}?zoek=gesprek+ouder",
            "gesprek": thread.get_absolute_url(),
            "bericht": reverse("bootcamp:post", args=[Post.objects.last().pk]),
            "Ontwikkelplein": reverse("bootcamp:square", args=[bootcamp.pk]),
        }.items()
    }


def each_visit(client, url):
    client.get(url)
    before = at_work()
    for _ in range(VISITS):
        response = client.get(url)
        assert response.status_code in (200, 302), (url, response.status_code)
    return round((at_work() - before) * 1000 / VISITS, 1)


def at_work():
    """Seconds that this process and its own process of the database server were at work."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [number] = cursor.fetchone()
    user, system = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[11:13]
    return time.process_time() + (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def search(bootcamp):
    from django.db import connection

    from bootcamp.exchange.models import Post
    from portal.text import search

    counts = {words: search.matching(Post.objects.all(), words, "words").count() for words in ("gesprek", "xyzzy")}
    plan = search.matching(Post.objects.all(), "xyzzy", "words").explain()
    return {"found": counts, "uses_index": "post_words_dutch" in plan, "vendor": connection.vendor}


def digest(bootcamp):
    from django.core import mail
    from django.utils import timezone

    from bootcamp.exchange import digests
    from portal.jobs import queue
    from portal.jobs.models import Job
    from portal.post.models import Letter

    started = time.perf_counter()
    mails = digests.make(today=timezone.localdate(), now=timezone.now())
    written = time.perf_counter() - started
    chunks = Job.objects.filter(kind="post.bulk")
    first_chunks = chunks.count()
    started, worked = time.perf_counter(), time.process_time()
    while job := chunks.filter(state=Job.State.QUEUED).first():
        queue.run(str(job.key), now=timezone.now())
    sent, worked = time.perf_counter() - started, time.process_time() - worked
    times = Counter(Counter(message.to[0] for message in mail.outbox).values())
    return {
        "made": mails,
        "chunks": first_chunks,
        "seconds_to_write": round(written, 2),
        "seconds_to_send": round(sent, 1),
        "of_which_at_work": round(worked, 1),
        "mails_per_person": times,
        "states": Counter(Letter.objects.values_list("state", flat=True)),
    }


if __name__ == "__main__":
    main()
