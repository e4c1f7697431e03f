"""Adding a child to the questions and taking one away, on the server, so that it works without script."""

from django.http import QueryDict

from calculator.web.forms.children import MOST_CHILDREN, BaseChildFormSet, ChildForm, ChildFormSet

ADD, REMOVE = "erbij", "weg-"


def changed(data: QueryDict, *, year: int) -> BaseChildFormSet | None:
    """The children after the button that was pressed, each as typed and not judged yet; None for other buttons."""
    pressed = data.get("kind", "")
    children = typed(data)
    if pressed == ADD:
        children = [*children, {}][:MOST_CHILDREN]
    elif pressed.startswith(REMOVE) and pressed.removeprefix(REMOVE).isdecimal():
        gone = int(pressed.removeprefix(REMOVE))
        children = [child for place, child in enumerate(children) if place != gone]
    else:
        return None
    return ChildFormSet(year=year, initial=children)


def typed(data: QueryDict) -> list[dict[str, str]]:
    """What was typed about each child, by the name of the field."""
    total = data.get("children-TOTAL_FORMS", "")
    number = min(int(total), MOST_CHILDREN) if total.isdecimal() and len(total) < 4 else 0
    return [_child(data, f"children-{place}-") for place in range(number)]


def _child(data: QueryDict, prefix: str) -> dict[str, str]:
    return {name: data[prefix + name] for name in ChildForm.base_fields if prefix + name in data}
