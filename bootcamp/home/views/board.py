"""Onze scholen: what is asked of the board, and how each of its schools stands."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bootcamp.home import ours, register
from bootcamp.home.register import For, Mine, Page
from portal.people import access
from portal.people.access import only


@only(access.oversees_schools)
@require_safe
def our_schools(request):
    own = Mine(request.user, now=timezone.now())
    todos = register.todos(own, For.BOARD)
    rows, others = ours.rows(own)
    context = {
        "now": own.now,
        "board": request.user.board,
        "number": len(todos),
        "minutes": sum(todo.minutes for todo in todos),
        "todos": [(todo, "") for todo in todos],
        "rows": rows,
        "others": others,
        "all_schools": len(rows) + len(others),
        "pieces": register.pieces(own, Page.BOARD, in_rail=False),
    }
    return render(request, "bootcamp/home/our_schools.html", context)
