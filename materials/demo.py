"""Loads the materials of demo_content/: packages for the shelf of each bootcamp, a worksheet for each session."""

import tomllib
from pathlib import Path

from django.core.files.base import ContentFile
from django.template.loader import render_to_string

from materials.models import Material
from portal.files.models import Shelf
from portal.text import richtext

CONTENT = Path(__file__).parent / "demo_content"
PACKAGES = {"infopakket-schoolleiders", "infopakket-leerkrachten", "leidraad-dialoogsessie", "het-goede-gesprek"}

BEFORE = "Voor werksessie "
"""As the shelves of what to prepare with are called."""


def load(*, now):
    for file in sorted(CONTENT.glob("*.md")):
        head, _, body = file.read_text().partition("\n+++\n")
        fields = tomllib.loads(head)
        number = fields.pop("session", None)
        material = Material(body=body.strip(), published_at=now, **fields)
        if file.stem in PACKAGES or number:
            # Saved with the material; the name that people see is that of the file.
            material.file = ContentFile(_as_pdf(material), name=f"{file.stem}.pdf")
        material.save()
        if file.stem in PACKAGES:
            material.shelves.set(Shelf.objects.exclude(title__startswith=BEFORE))
        elif number:
            material.shelves.set(Shelf.objects.filter(title__startswith=f"{BEFORE}{number}, "))


def _as_pdf(material):
    from portal.papers import pdf

    context = {"material": material, "body": richtext.html(material.body), "printed_on": material.published_at}
    return pdf.render(render_to_string("materials/on_paper.html", context))
