"""What goes first. A worker takes from the first lane in which something waits, so that no mail stands behind papers.

The names begin with a number because Redis is asked for queues in the order of their names, and so are our files.
"""

import enum

from kombu import Queue


class Lane(enum.StrEnum):
    CLOCK = "1-klok"
    """What the schedule does every few seconds or minutes; quick."""
    MAIL = "2-mail"
    CALCULATOR = "3-berekenaar"
    """Papers of visitors without an account, who wait at their screen."""
    PAPERS = "4-papieren"
    MAILING = "5-mailing"
    """Mail to thousands at a time, which nobody waits for."""
    WORK = "6-werk"
    """Imports, checks and other long work that nobody watches from second to second."""


QUEUES = [Queue(lane.value, routing_key=lane.value) for lane in Lane]
