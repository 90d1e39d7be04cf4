"""What people are, in words: on the screen and on their badges."""

from __future__ import annotations

from packstation.domain.person import Role
from packstation.ui.translation import _


def role_word(role: Role) -> str:
    """The word for a role."""
    return {Role.PACKER: _("Packer"), Role.LEAD: _("Lead"), Role.ADMIN: _("Admin")}[role]
