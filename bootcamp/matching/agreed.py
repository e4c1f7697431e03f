"""What was agreed, for whoever counts results: numbers of a school and a month, of nobody."""

from datetime import date

from bootcamp.matching.models import AgreedHours
from bootcamp.matching.models.rounds import first_of
from portal.people.models import School


def agreed_counts(school: School, month: date) -> int:
    """Hours a week that were agreed at this school in this month, at places that were open. What a colleague gave away
    isn't in it: that is as many hours less elsewhere."""
    row = AgreedHours.objects.filter(school=school, month=first_of(month)).first()
    return row.hours if row else 0
