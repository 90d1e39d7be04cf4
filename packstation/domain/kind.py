"""Every kind of journal row that this release can read."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.domain import carton_act, intake_act, packing_act, site_act
from packstation.domain.act import KINDS, Act, Plain

__all__ = ["KINDS", "act_from", "carton_act", "intake_act", "packing_act", "site_act"]


def act_from(kind: str, version: int, payload: Mapping[str, Plain]) -> Act:
    """The act a stored row stands for. KeyError when this release does not know the kind and version."""
    return KINDS[kind, version](**payload)
