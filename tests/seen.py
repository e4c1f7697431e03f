"""What a form of staff carries along of what stood there when it was shown (portal/meanwhile.py)."""

from bs4 import BeautifulSoup

from portal.meanwhile import STOOD


def seen(client, address):
    field = BeautifulSoup(client.get(address).text, "html.parser").select_one(f"[name={STOOD}]")
    return {STOOD: field["value"]}
