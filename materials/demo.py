"""Loads the materials of demo_content/ and puts the packages on the shelves of the bootcamps."""

import tomllib
from pathlib import Path

from django.core.files.base import ContentFile
from django.template.loader import render_to_string

from materials.models import Material
from portal.files.models import Shelf
from portal.text import richtext

CONTENT = Path(__file__).parent / "demo_content"
PACKAGES = {"infopakket-schoolleiders", "infopakket-leerkrachten", "leidraad-dialoogsessie", "het-goede-gesprek"}


def load(*, now):
    for file in sorted(CONTENT.glob("*.md")):
        head, _, body = file.read_text().partition("\n+++\n")
        material = Material(body=body.strip(), published_at=now, **tomllib.loads(head))
        if file.stem in PACKAGES:
            # Saved with the material; the name that people see is that of the file.
            material.file = ContentFile(_as_pdf(material), name=f"{file.stem}.pdf")
        material.save()
        if file.stem in PACKAGES:
            material.shelves.set(Shelf.objects.all())


def _as_pdf(material):
    from portal.papers import pdf

    context = {"material": material, "body": richtext.html(material.body), "printed_on": material.published_at}
    return pdf.render(render_to_string("materials/on_paper.html", context))
