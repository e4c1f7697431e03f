"""The only door to PDFium: a page of one of our own PDFs as a photo, for where a PDF can't stand."""

import io


def png(pdf: bytes, *, width: int) -> bytes:
    """Of the first page, so many dots wide."""
    from pypdfium2 import PdfDocument  # takes long to load, and only the worker needs it

    with PdfDocument(pdf) as document:
        page = document[0]
        picture = page.render(scale=width / page.get_width()).to_pil()
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()
