"""A kind of job that only the next version of the portal knows."""

from portal.jobs import queue
from portal.jobs.lanes import Lane
from tests.slow_jobs import slow

KIND = "tests.tomorrow"
queue.handler(KIND, lane=Lane.PAPERS)(slow)
