from django.utils import timezone

from bootcamp.facts import deliveries, papers
from portal.jobs import queue
from portal.jobs.lanes import Lane


@queue.handler(deliveries.READ, attempts=3, label="bestanden van DUO lezen")
def read_delivery(*, delivery_id):
    deliveries.read(delivery_id)


@queue.handler(deliveries.USE, attempts=3, label="bestanden van DUO in gebruik nemen")
def use_delivery(*, delivery_id):
    deliveries.use(delivery_id, now=timezone.now())


@queue.handler(papers.KIND, lane=Lane.PAPERS, attempts=3, label="feiten als pdf")
def make_paper(*, school_id, share, hours):
    papers.make(school_id, share=share, hours=hours, now=timezone.now())
