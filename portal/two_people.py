"""What takes two people: who brought something doesn't let it into use. The table itself makes it true."""

from django.db.models import CheckConstraint, F, Q


def not_the_same(first: str, second: str, *, name: str, message: str) -> CheckConstraint:
    """Of two fields that point at people. Either may be forgotten later on."""
    unknown = Q(**{second: None}) | Q(**{first: None})
    return CheckConstraint(condition=unknown | ~Q(**{second: F(first)}), name=name, violation_error_message=message)
