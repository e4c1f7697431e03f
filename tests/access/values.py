from calculator.releases.reading import What
from tests.access import EDITORS, a_file, only
from tests.calculator.releases.released import make_release


def a_release(cast):
    return {"release_id": make_release(by=cast["hpp"]).pk}


def a_year(cast):
    return {"what": What.VALUES, "year": 2026}


def for_hpp(status=200, arguments=lambda cast: {}):
    return only(*EDITORS, status=status, arguments=arguments)


# Releasing values takes two of HPP; what only takes a POST says so to them, and no to everyone else.
ROWS = {
    "calculator:release_list": for_hpp(),
    "calculator:upload_values": for_hpp(),
    "calculator:values_template": a_file(for_hpp(arguments=a_year)),
    "calculator:release": for_hpp(arguments=a_release),
    "calculator:released_file": a_file(for_hpp(arguments=a_release)),
    "calculator:release_values": for_hpp(405, a_release),
    "calculator:roll_back_values": for_hpp(405, a_release),
    "calculator:check_values_again": for_hpp(405, a_release),
    "calculator:withdraw_values": for_hpp(405, a_release),
}
