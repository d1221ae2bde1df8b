"""What goes wrong in reading a zip archive that is cut short, altered, or of another making."""

from __future__ import annotations

import zipfile
import zlib

# zipfile raises NotImplementedError for a compression that it does not know and RuntimeError for a password.
ARCHIVE_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
