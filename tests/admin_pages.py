"""The admin as someone at HPP uses it: fill in the form of a page, send it, read what comes back."""

from bs4 import BeautifulSoup


def filled_in(page: str) -> dict[str, object]:
    """What a browser would send if the main form of this admin page were sent as it stands."""
    form = BeautifulSoup(page, "html.parser").select_one("#content-main form")
    values: dict[str, object] = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        kind, name = field.get("type"), field["name"]
        if kind in ("submit", "file") or "__prefix__" in name:
            continue
        if field.name == "select":
            chosen = [option["value"] for option in field.select("option[selected]")]
            values[name] = chosen if field.has_attr("multiple") else next(iter(chosen), "")
        elif field.name == "textarea":
            values[name] = field.get_text()
        elif kind not in ("checkbox", "radio") or field.has_attr("checked"):
            values[name] = field.get("value", "on" if kind == "checkbox" else "")
    return values


def errors_in(page: str) -> list[str]:
    return [error.get_text(" ", strip=True) for error in BeautifulSoup(page, "html.parser").select(".errorlist li")]
