"""Office files are zip packages; the same content must give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

_TIME = re.compile(rb">\d{4}-\d\d-\d\dT[\d:.]+Z<")
TIME, WRITTEN = b">2000-01-01T00:00:00Z<", (1980, 1, 1, 0, 0, 0)
"""When a package was made, by its properties and by its parts."""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold."""


def timeless(package: bytes) -> bytes:
    """Return the same package without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _TIME.sub(TIME, data)
            new.writestr(zipfile.ZipInfo(name, WRITTEN), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
