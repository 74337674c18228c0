"""Gold files: a marking by hand, or a Plan that people have reviewed wholly."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from policy_parse.errors import ReadError
from policy_parse.evaluate.gold import Gold
from policy_parse.evaluate.reviewed import NotReviewedError, gold_of, is_plan


def read_gold(path: Path) -> Gold:
    """The gold file at `path`.

    Raises ReadError with the place of the fault if it is not well formed, or a Plan that is not wholly reviewed.
    """
    try:
        marked = json.loads(path.read_text("utf-8"))
        if isinstance(marked, dict) and is_plan(marked):
            return gold_of(marked)
        if isinstance(marked, dict) and not marked.keys() & {"header", "tasks", "targets"}:
            raise ReadError(str(path), "里面没有 header、tasks、targets，等于没有标注（marks nothing）")
        return Gold.model_validate(marked)
    except OSError as error:
        raise ReadError(str(path), f"打不开（cannot be opened: {error.strerror}）") from None
    except NotReviewedError as error:
        raise ReadError(str(path), str(error)) from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ReadError(str(path), f"不是 JSON（not JSON: {error}）") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "file"
        raise ReadError(str(path), f"标注格式不对（not a gold file: {place}: {first['msg']}）") from None
