"""A button that does one thing to one row: done and said, or said why it can't be."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from portal.reasons import NotPossible


def act(request: HttpRequest, model: type[Model], pk: int, action: Callable[..., Any], said: str) -> HttpResponse:
    """`action(pk, by=..., now=...)`, and back to the page of that row."""
    row = get_object_or_404(model, pk=pk)
    try:
        action(pk, by=request.user, now=timezone.now())
    except NotPossible as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, said)
    return redirect(row)
