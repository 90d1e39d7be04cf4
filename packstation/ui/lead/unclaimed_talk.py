"""Central is away and the order is not kept for this bench: a lead may have it packed here all the same."""

from __future__ import annotations

from uuid import UUID

from packstation.application.bench import OnBench
from packstation.application.open_order import OpenUnclaimed
from packstation.domain.person import Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.ui.conversation import Talk, do, yes_or_no
from packstation.ui.desk import Desk
from packstation.ui.lead.leave import ask_leave
from packstation.ui.question import YES_OR_NO, AskCode, Question


def is_unclaimed(no: Exception) -> bool:
    """Whether a lead can help with this no."""
    return isinstance(no, Refused) and no.code is RefusalCode.CENTRAL_NEEDED and "order_id" in no.data


def open_unclaimed(desk: Desk, no: Refused) -> Talk[OnBench | None]:
    """Ask whether it is to be packed here; None leaves it."""
    facts = {"order": no.data["order"]}
    if not (yield from yes_or_no(Question(AskCode.PACK_UNCLAIMED, facts, YES_OR_NO))):
        return None
    allowed_by = yield from ask_leave(desk, Verb.OPEN_UNCLAIMED)
    verb, order_id = OpenUnclaimed(desk.verbs.bench), UUID(str(no.data["order_id"]))
    return (yield from do(lambda: verb(desk.person, order_id, allowed_by)))
