"""One file a night with the whole database and all files, encrypted for a key that isn't on the server.

`making.make()` writes it and proves it: the file itself is decrypted, with a key that lives for that moment only, and
restored into an empty database; every row and every file is compared. `restoring.put_back()` is for a bad day.
"""


class BackupFailed(Exception):
    """The text is for the one who looks after the portal, and holds nothing that someone typed."""
