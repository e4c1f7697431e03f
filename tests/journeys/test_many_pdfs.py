"""Twenty teachers ask for their PDF in the same moment: all wait their turn and all get their own."""

from concurrent.futures import ThreadPoolExecutor

from tests.calculator.web.typed import FAMILY
from tests.journeys.test_nothing_is_kept import ask_for_pdf, send, wait_for_pdf

ASK = "/werkurenberekenaar/pdf/"
MANY = 20


def ask(portal, wish):
    """From the button to the file."""
    status, path, page = send(portal, ASK, {**FAMILY, "work-hours_wish": str(wish)})
    assert status == 200, page.decode()
    wait_for_pdf(portal, path)
    return send(portal, f"{path}bestand/", {})[2]


def test_twenty_at_once_all_get_their_own_file(own_portal):
    portal = own_portal()
    ask_for_pdf(portal)

    with ThreadPoolExecutor(MANY) as pool:
        files = list(pool.map(lambda wish: ask(portal, wish), range(20, 20 + MANY)))

    assert all(file.startswith(b"%PDF-") for file in files)
    assert len(set(files)) == MANY
