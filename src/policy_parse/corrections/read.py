"""A corrections file as a typed value."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

from pydantic import ValidationError

from policy_parse.errors import CorrectionsError
from policy_parse.model.corrections import Corrections


def read_corrections(source: str | Path | bytes) -> Corrections:
    """The corrections in a file, or in its bytes. Raises CorrectionsError, with the place of the fault."""
    name = "corrections" if isinstance(source, bytes) else str(source)
    try:
        data = source if isinstance(source, bytes) else Path(source).read_bytes()
        return Corrections.model_validate_json(data.removeprefix(BOM_UTF8))  # an editor may have put it there
    except OSError as error:
        raise CorrectionsError(f"{name}: 打不开（cannot be opened: {error.strerror}）") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "file"
        raise CorrectionsError(f"{name}: 不是更正文件（no corrections file: {place}: {first['msg']}）") from None
