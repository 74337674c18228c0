"""What ``policy-parse check`` reports: the findings of many documents, chosen by code, as text, JSON or SARIF."""

from policy_parse.findings.checked import CheckedFile, chosen, gravest_reached
from policy_parse.findings.places import Place, places_of
from policy_parse.findings.report import FORMATS, is_as_written, render

__all__ = ["FORMATS", "CheckedFile", "Place", "chosen", "gravest_reached", "is_as_written", "places_of", "render"]
