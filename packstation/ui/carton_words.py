"""Words about several cartons, copies of labels, totes and orders of one kind."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.domain.label import CopyReason
from packstation.ui.carton_answer import CartonAnswer, PiecesAnswer
from packstation.ui.question import AskCode
from packstation.ui.translation import N_

ASKED: Mapping[AskCode, str] = {
    AskCode.CARTON_TYPE: N_("Which carton do you take?"),
    AskCode.REOPEN_CARTON: N_("Which carton do you open again?"),
    AskCode.REOPEN_ORDER: N_("Which packed order do you open again?"),
    AskCode.MOVE_FROM: N_("Which carton do you take goods out of?"),
    AskCode.MOVE_PIECES: N_("Which ones of {name} do you move?"),
    AskCode.COPY_OF: N_("Which label once more?"),
    AskCode.COPY_OF_ORDER: N_("Whose label once more?"),
    AskCode.COPY_REASON: N_("Why once more?"),
    AskCode.TOTE_ORDER: N_("Which order gets a tote?"),
    AskCode.TOTE_EMPTY: N_("Scan an empty tote for order {order}"),
}

HINTS: Mapping[AskCode, str] = {
    AskCode.REOPEN_CARTON: N_("Its label counts no more; it gets a new one when it is closed."),
    AskCode.REOPEN_ORDER: N_("Scan the order or the label of its carton."),
    AskCode.COPY_OF_ORDER: N_("Scan the order or the label of its carton."),
    AskCode.MOVE_FROM: N_("If it is closed, it is open with the first piece you move: it needs a new label."),
    AskCode.TOTE_ORDER: N_("Scan the paper the goods were picked by."),
}

CARTON_ANSWERS: Mapping[CartonAnswer, str] = {
    CartonAnswer.LABELLED: N_("Carton {carton}, label …{digits}: {contents}"),
    CartonAnswer.OPEN: N_("Carton {carton}: {contents}"),
    CartonAnswer.TYPE: N_("{name}"),
}

PIECES_ANSWERS: Mapping[PiecesAnswer, str] = {
    PiecesAnswer.LOT: N_("Lot {lot}"),
    PiecesAnswer.LOT_UNTIL: N_("Lot {lot}, good until {until}"),
    PiecesAnswer.UNTIL: N_("Good until {until}"),
    PiecesAnswer.SERIAL: N_("Serial number {serial}"),
    PiecesAnswer.REST: N_("The others"),
}

COPY_REASONS: Mapping[CopyReason, str] = {
    CopyReason.DAMAGED: N_("The label is spoiled"),
    CopyReason.NOT_OUT: N_("It did not come out"),
    CopyReason.JAMMED: N_("The printer jammed"),
    CopyReason.OTHER: N_("Something else"),
}
