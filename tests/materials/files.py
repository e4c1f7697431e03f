"""Files to upload: good ones, and each kind of bad one."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
END_OF_ARCHIVE = b"PK\x05\x06"


def upload(name, content=PDF):
    return SimpleUploadedFile(name, content)


def archive(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return file.getvalue()


def docx(**more):
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>", **more})


def png(width=20, height=10):
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def jpeg(width=20, height=10, *, before=b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"):
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + before + frame + b"\xff\xd9"


def lying_archive(*, claims):
    """A docx that says its part is this many bytes large when unpacked, as a zip bomb does."""
    content = bytearray(docx())
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<L", claims)
    return bytes(content)


def endless_list(*, parts):
    """A docx whose list names the same part over and over."""
    content = docx()
    first, end = content.index(b"PK\x01\x02"), content.index(END_OF_ARCHIVE)
    entry = content[content.rindex(b"PK\x01\x02") : end]
    record = struct.pack("<4s4H2LH", END_OF_ARCHIVE, 0, 0, 65535, 65535, len(entry) * parts, first, 0)
    return content[:first] + entry * parts + record
