"""All that the portal keeps about one person, in one file for that person; and the register of what it keeps.

Both follow what each app says in its `retention.keep(...)`, and the words of the models themselves. So what is kept is
also what is given, and a new model is in both by itself.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q

from portal import retention
from portal.audit.models import Entry
from portal.people.models import User
from portal.post.models import Letter

# Keys with which someone could come in; the person gets no copy of those either.
SECRETS = {"password", "token", "secret", "data", "session_key", "session_round", "code", "salt"}
# For fields and models that have no words of their own, ours or of a package.
WORDS = {
    **{"user": "persoon", "noted_by": "genoteerd door", "handed_by": "doorgegeven door", "from_user": "van wie"},
    **{"ticked_by": "afgevinkt door", "swapped_by": "geruild door", "invited_by": "uitgenodigd door"},
    **{
        "reported_by": "gemeld door",
        "made_by": "gemaakt door",
        "changed_by": "gewijzigd door",
        "sign_up": "aanmelding",
    },
    **{"instead": "in plaats daarvan", "type": "soort", "created_at": "gemaakt op", "last_used_at": "laatst gebruikt"},
    **{"last_seen_at": "laatst gezien", "ip": "adres van de verbinding", "user_agent": "browser"},
    **{"words": "woorden om op te zoeken", "edited_in": "gewijzigd in tabblad", "marked_at": "gezegd op"},
    **{"key": "kenmerk", "document": "inhoud", "mark": "vingerafdruk", "report": "verslag van de controle"},
    **{
        "checked_over": "nagekeken met",
        "Authenticator": "tweede stappen",
        "sector": "onderwijssoort",
        "UserSession": "plekken waar je bent ingelogd",
    },
}
SOMEONE_ELSE = "iemand anders"
READ_ME = """Dit is wat Uren-portaal van je bewaart, op het moment dat je erom vroeg.

gegevens.json   alles, per soort. Het is gewone tekst: je opent het met elk tekstprogramma.
bestanden/      bestanden die je zelf plaatste.

Waar een ander staat, staat "iemand anders". Wachtwoorden en sleutels zitten er niet bij.
Hoe lang we iets bewaren en waarom lees je op de pagina Wat we bewaren en wat niet.
"""


def archive(user: User) -> bytes:
    kinds: dict[str, list[dict[str, object]]] = {}
    files: dict[str, str] = {}
    for model in kept_models():
        rows = list(rows_about(model, user))
        if rows:
            kinds[name_of(model)] = [_shown(row, user) for row in rows]
            files |= {name: stored for row in rows for name, stored in _files(row)}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("leesmij.txt", READ_ME)
        zipped.writestr("gegevens.json", json.dumps(kinds, ensure_ascii=False, indent=1, default=str))
        for name, stored in files.items():
            if default_storage.exists(stored):
                with default_storage.open(stored) as file:
                    zipped.writestr(f"bestanden/{name}", file.read())
    return content.getvalue()


def kept_models() -> list[type[models.Model]]:
    """Of which an app said how long it's kept, by name."""
    said = {*(rule.model for rule in retention.RULES.values()), *retention.WITH_ACCOUNT}
    return sorted(said, key=lambda model: (name_of(model), model._meta.label))


def name_of(model: type[models.Model]) -> str:
    return WORDS.get(model.__name__, str(model._meta.verbose_name_plural))


def label(field: Any) -> str:
    """What a field is called; one that points at something and has no name of its own is called as that is."""
    if not is_nameless(field):
        return str(field.verbose_name)
    if field.is_relation and field.name not in WORDS:
        return str(field.related_model._meta.verbose_name)
    return WORDS[field.name]


def is_nameless(field: models.Field) -> bool:
    return str(field.verbose_name) == field.name.replace("_", " ")


def rows_about(model: type[models.Model], user: User) -> models.QuerySet:
    if model is User:
        return User.objects.filter(pk=user.pk)
    if model is Letter:
        # What someone caused to be written to another is that other's.
        return Letter.objects.filter(to=user).order_by("pk")
    if model is Entry:
        return Entry.objects.filter(by_number=user.pk).order_by("pk")
    paths = paths_to_people(model)
    if not paths:
        return model._default_manager.none()
    about = Q()
    for path in paths:
        about |= Q(**{path: user})
    return model._default_manager.filter(about).distinct().order_by("pk")


def paths_to_people(model: type[models.Model]) -> list[str]:
    """How a row says whom it is about: itself, or what it is part of (the marks of someone who takes part)."""
    direct = [field.name for field in model._meta.get_fields() if _is_person(field)]
    fields: Sequence[Any] = model._meta.concrete_fields
    # What has no name from the other side only refers to it.
    owners = [field for field in fields if retention.rules_of(field.related_model) and not field.remote_field.hidden]
    through = [
        f"{owner.name}__user"
        for owner in owners
        if any(field.name == "user" and _is_person(field) for field in owner.related_model._meta.concrete_fields)
    ]
    return direct + through


def _is_person(field: Any) -> bool:
    return field.related_model is User and (field.concrete or field.many_to_many) and not field.auto_created


def _shown(row: models.Model, user: User) -> dict[str, object]:
    return {label(field): _value(field, row, user) for field in told_fields(type(row))}


def told_fields(model: type[models.Model]) -> Iterator[models.Field]:
    for field in model._meta.concrete_fields:
        is_secret = field.name in SECRETS or isinstance(field, models.BinaryField)
        if not is_secret and not field.primary_key:
            yield field


def _value(field: Any, row: models.Model, user: User) -> object:
    value = field.value_from_object(row)
    if value in (None, ""):
        return value
    if field.related_model is User:
        return "jij" if value == user.pk else SOMEONE_ELSE
    if field.is_relation:
        return str(field.related_model._meta.verbose_name) + f" {value}"
    return getattr(row, f"get_{field.name}_display")() if field.choices else value


def _files(row: models.Model) -> Iterator[tuple[str, str]]:
    """(name in the archive, name on the disk) of the files of a row and of what hangs under it."""
    under = [
        part
        for relation in row._meta.related_objects
        if relation.related_model not in kept_models() and _file_fields(relation.related_model)
        for part in relation.related_model._default_manager.filter(**{relation.field.name: row})
    ]
    for holder in (row, *under):
        for field in _file_fields(type(holder)):
            stored = field.value_from_object(holder).name
            if stored:
                yield f"{holder._meta.model_name}-{holder.pk}-{stored.rpartition('/')[2]}", stored


def _file_fields(model: type[models.Model]) -> list[models.FileField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, models.FileField)]


def register() -> str:
    """The register of processing (AVG art. 30), as docs/verwerkingsregister.md holds it."""
    lines = [
        "| wat | welke gegevens | waarom | hoe lang |",
        "|---|---|---|---|",
    ]
    for model in kept_models():
        fields = ", ".join(dict.fromkeys(label(field) for field in told_fields(model)))
        for name, why, long in _said_of(model):
            lines.append(f"| {name[:1].upper()}{name[1:]} | {fields} | {why} | {long} |")
    return "\n".join(lines) + "\n"


def _said_of(model: type[models.Model]) -> list[tuple[str, str, str]]:
    """(name, why, how long)"""
    rules = retention.rules_of(model)
    if not rules:
        return [(name_of(model), retention.WITH_ACCOUNT[model], "tot het account weg is")]
    return [
        (
            rule.name if rules[1:] else name_of(model),
            rule.why,
            rule.long,
        )
        for rule in rules
    ]
