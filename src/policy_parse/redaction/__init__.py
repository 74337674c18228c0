"""Personal data in a plan: whom to ask, and how; found, and left out of a Plan without moving anything."""

from policy_parse.redaction.mask import masked_corrections, masked_document, masked_plan
from policy_parse.redaction.signs import ContactSigns

__all__ = ["ContactSigns", "masked_corrections", "masked_document", "masked_plan"]
