"""Demo content: invented schools, people, bootcamps and materials, to try the portal with."""

from portal.demo.people import PASSWORD, PEOPLE


def logins():
    """(who, e-mail address, password) of every demo account."""
    return [(person.who, person.email, PASSWORD) for person in PEOPLE]
