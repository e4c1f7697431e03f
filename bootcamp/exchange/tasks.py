from celery import shared_task
from django.utils import timezone

from bootcamp.exchange import digests
from bootcamp.exchange.models import Post
from portal.jobs import queue
from portal.jobs.lanes import Lane


@shared_task
def make_digests():
    """Every quarter of an hour in daytime; what was made is left alone."""
    now = timezone.now()
    digests.make(today=timezone.localdate(now), now=now)


@queue.handler("bootcamp.exchange.announce", lane=Lane.MAIL, label="nieuw bericht in een groep melden")
def announce(*, post_id):
    post = Post.objects.select_related("thread__bootcamp").filter(pk=post_id).first()
    if post:
        digests.announce(post, now=timezone.now())
