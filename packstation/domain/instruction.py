"""What has to be done besides putting goods into a box, and where that was confirmed."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from packstation.domain.value import value


class InstructionKind(StrEnum):
    """What a person is asked to do."""

    GIFT_WRAP = "gift_wrap"
    GIFT_MESSAGE = "gift_message"
    FRAGILE = "fragile"
    CUSTOMISE = "customise"
    ASSEMBLE = "assemble"
    CUSTOMER_NOTE = "customer_note"
    INSERT = "insert"


class Per(StrEnum):
    """How often it has to be confirmed."""

    ORDER = "order"
    CARTON = "carton"
    PRODUCT = "product"


@value
class Instruction:
    """One thing to do. `text` is personal data where a customer wrote it: shown, never journaled.

    `sku` narrows it to the lines of one product. `document` names a file to print and lay in.
    """

    instruction_id: UUID
    kind: InstructionKind
    per: Per = Per.ORDER
    text: str = ""
    sku: str | None = None
    document: str | None = None


@value
class Mark:
    """An instruction confirmed for one scope: the order, a carton's number, or an order line's number."""

    instruction_id: UUID
    scope: str
