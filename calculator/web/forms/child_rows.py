"""Adding a child to the questions and taking one away, on the server, so that it works without script."""

from django.http import QueryDict

from calculator.web.forms.children import GONE, MOST_CHILDREN, BaseChildFormSet, ChildForm, ChildFormSet, Gone

ADD, REMOVE, BACK = "erbij", "weg-", "terug-"


def changed(data: QueryDict, *, year: int) -> BaseChildFormSet | None:
    """The children after the button that was pressed, each as typed and not judged yet; None for other buttons."""
    pressed = data.get("kind", "")
    children, gone = typed(data), None
    if pressed == ADD:
        children = [*children, {}][:MOST_CHILDREN]
    elif (place := _place(pressed, REMOVE)) is not None:
        gone = Gone(place, children[place]) if place < len(children) else None
        children = children[:place] + children[place + 1 :]
    elif (place := _place(pressed, BACK)) is not None:
        children = [*children[:place], _child(data, GONE), *children[place:]][:MOST_CHILDREN]
    else:
        return None
    formset = ChildFormSet(year=year, initial=children)
    formset.gone = gone
    return formset


def _place(pressed: str, button: str) -> int | None:
    place = pressed.removeprefix(button)
    return int(place) if place != pressed and place.isdecimal() and len(place) < 4 else None


def typed(data: QueryDict) -> list[dict[str, str]]:
    """What was typed about each child, by the name of the field."""
    total = data.get("children-TOTAL_FORMS", "")
    number = min(int(total), MOST_CHILDREN) if total.isdecimal() and len(total) < 4 else 0
    return [_child(data, f"children-{place}-") for place in range(number)]


def _child(data: QueryDict, prefix: str) -> dict[str, str]:
    return {name: data[prefix + name] for name in ChildForm.base_fields if prefix + name in data}
