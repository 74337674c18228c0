"""Whose plans are one line: the same office, whatever its plans say of it."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.comparison.years import YEAR
from policy_parse.model import Header, Plan


def offices_of(plans: Sequence[Plan]) -> tuple[str, ...]:
    """A name for the office of each plan, the same for plans of one office.

    One office have plans of one region whose issuers are the same, or one is the other's office (…人民政府 and
    …人民政府办公室), or are not all given; without region and issuer those whose titles differ in years only.
    """
    groups: list[list[int]] = []
    for place, plan in enumerate(plans):
        for group in groups:
            if all(_is_one(plan, plans[other]) for other in group):
                group.append(place)
                break
        else:
            groups.append([place])
    names = [""] * len(plans)
    for group, name in zip(groups, _names([[plans[place] for place in group] for group in groups]), strict=True):
        for place in group:
            names[place] = name
    return tuple(names)


def _is_one(one: Plan, other: Plan) -> bool:
    if _region(one.header) != _region(other.header):
        return False
    issuers = _issuer(one.header), _issuer(other.header)
    if all(issuers):
        return issuers[0].startswith(issuers[1]) or issuers[1].startswith(issuers[0])
    if one.header.region is not None:
        return True
    return not any(issuers) and _plain_title(one) == _plain_title(other)


def _names(groups: Sequence[Sequence[Plan]]) -> list[str]:
    """The region of each group where no other has it, else its issuer, else the title up to its year; each once."""
    regions = [_region_name(group[0].header) for group in groups]
    names = []
    for group, region in zip(groups, regions, strict=True):
        issuer = next((_issuer(plan.header) for plan in group if _issuer(plan.header)), None)
        only = region if regions.count(region) == 1 else None
        name = only or issuer or region or _before_year(group[0]) or group[0].source.name
        names.append(name if name not in names else f"{name}（{group[0].source.name}）")
    return names


def _region(header: Header) -> tuple[str, ...] | None:
    return (header.region.path or (header.region.name,)) if header.region else None


def _region_name(header: Header) -> str | None:
    return header.region.name if header.region else None


def _issuer(header: Header) -> str:
    return header.issuers[0] if header.issuers else ""


def _plain_title(plan: Plan) -> str:
    return YEAR.sub("0000", plan.header.title or plan.source.name)


def _before_year(plan: Plan) -> str | None:
    """The words of the title before its year, which say whose plan it is; all if it begins with the year."""
    title = plan.header.title
    return (YEAR.split(title)[0] or title) if title else None
