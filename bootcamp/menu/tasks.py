from django.utils import timezone

from bootcamp.menu import papers
from portal.jobs import queue
from portal.jobs.lanes import Lane


@queue.handler(papers.KIND, lane=Lane.PAPERS, attempts=3, label="keuzemenu als pdf")
def make_paper(*, menu_id):
    papers.make(menu_id, now=timezone.now())
