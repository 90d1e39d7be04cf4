"""The words of a lead's questions about people, holds and leave, and of their answers."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.ui.lead.conflict_talk import ConflictAnswer
from packstation.ui.lead.hold_talk import HoldAnswer
from packstation.ui.lead.leave import LeaveAnswer
from packstation.ui.lead.menu import LeadAnswer
from packstation.ui.lead.people_talk import PeopleAnswer, PersonAnswer, RoleAnswer
from packstation.ui.question import AskCode
from packstation.ui.translation import N_

ASKED: Mapping[AskCode, str] = {
    AskCode.LEAD_MENU: N_("What needs a lead?"),
    AskCode.OPEN_SETTINGS: N_("Stop packing here and open the settings?"),
    AskCode.PEOPLE: N_("People: what is to be done?"),
    AskCode.WHICH_PERSON: N_("Who?"),
    AskCode.PERSON_NAME: N_("What is the new person's name?"),
    AskCode.PERSON_ROLE: N_("What is {name} to be?"),
    AskCode.PERSON_PIN: N_("{name} types a new PIN: at least {digits} digits"),
    AskCode.PIN_SHORT: N_("That will not do. {name}: at least {digits} digits, and digits only"),
    AskCode.PIN_AGAIN: N_("{name}: the same PIN once more"),
    AskCode.PIN_DIFFERED: N_("Those were two different PINs. {name}: a new PIN"),
    AskCode.PRINT_BADGE: N_("Print a badge for {name}?"),
    AskCode.NEW_BADGE: N_("New badge for {name}? The old one ends at once."),
    AskCode.BADGE_CAME_OUT: N_("Did the badge of {name} come out?"),
    AskCode.BADGE_ONCE_MORE: N_("Try once more to print the badge of {name}?"),
    AskCode.DISABLE: N_("{name} may not sign in any more: right?"),
    AskCode.ENABLE: N_("{name} may sign in again: right?"),
    AskCode.HELD_ORDER: N_("Which order on hold is to go on?"),
    AskCode.HELD_ORDER_BESIDE: N_("Which order on hold is a lead to let go on?"),
    AskCode.WHICH_HOLD: N_("Order {order} is on hold. What is settled?"),
    AskCode.LEAVE_BADGE: N_("A lead scans the badge"),
    AskCode.LEAVE_BADGE_OR_NAME: N_("A lead scans the badge, or picks the name"),
    AskCode.PIN_OF: N_("{name}: the PIN, please"),
    AskCode.PACK_UNCLAIMED: N_("Central does not answer. Pack order {order} here all the same?"),
    AskCode.WHICH_TASK: N_("Which order is to be settled?"),
    AskCode.PACKED_TWICE: N_(
        "Order {order} was packed twice: take this label off, unpack the carton, put the goods back"
    ),
    AskCode.PACKED_AFTER_CANCEL: N_(
        "Order {order} was cancelled before: take the label off, unpack the carton, put the goods back"
    ),
    AskCode.CHANGED_MEANWHILE: N_(
        "Order {order} was changed meanwhile: unpack the carton, it is packed again as it is now"
    ),
    AskCode.CHANGED_TOO_LATE: N_(
        "Order {order} was to be changed, but was packed already: keep the carton here, a lead decides"
    ),
    AskCode.GIVEN_AWAY: N_(
        "Order {order} is another bench's now: take the label off, unpack the carton, put the goods back"
    ),
    AskCode.OLDER_TERMS: N_(
        "An older file was taken in here for order {order}: the newer one counts, no carton is wrong"
    ),
    AskCode.NUMBER_TWICE: N_("There is another order {order}: put this one aside, it must not leave twice"),
}

HINTS: Mapping[AskCode, str] = {
    AskCode.BADGE_CAME_OUT: N_("NO prints it once more, as a copy."),
    AskCode.HELD_ORDER: N_("Press its number, scan the order or its tote, or type its number and Enter."),
    AskCode.HELD_ORDER_BESIDE: N_(
        "Press its number or scan it. Then a lead allows it here, by badge or PIN."
    ),
    AskCode.PACK_UNCLAIMED: N_("Another bench may be packing it, too. A lead answers for it."),
    AskCode.LEAVE_BADGE: N_("Both of you stand in the record. BACK leaves everything as it is."),
    AskCode.LEAVE_BADGE_OR_NAME: N_("Both of you stand in the record. BACK leaves everything as it is."),
}

CONFLICT_ANSWERS: Mapping[ConflictAnswer, str] = {
    ConflictAnswer.TASK: N_("Order {order}"),
    ConflictAnswer.UNPACKED: N_("Done: it is unpacked, the goods are back"),
    ConflictAnswer.SHIPPED_ANYWAY: N_("Let the carton leave as it is"),
    ConflictAnswer.SEEN: N_("Nothing was packed: there is nothing to do"),
}
LEAD_ANSWERS: Mapping[LeadAnswer, str] = {
    LeadAnswer.PEOPLE: N_("People: add, badge, PIN, role"),
    LeadAnswer.HOLDS: N_("Let an order go on that is on hold"),
    LeadAnswer.CODES: N_("Unknown codes"),
    LeadAnswer.WEIGHTS: N_("Learned weights"),
    LeadAnswer.FILE: N_("Take in a file: orders or products"),
    LeadAnswer.ROWS: N_("Rows of files that wait: {waiting}"),
    LeadAnswer.TASKS: N_("Cartons that central could not follow"),
    LeadAnswer.SETTINGS: N_("Settings: site, devices, printer"),
    LeadAnswer.CENTRAL: N_("This bench and its central"),
}
PEOPLE_ANSWERS: Mapping[PeopleAnswer, str] = {
    PeopleAnswer.ADD: N_("Add a person"),
    PeopleAnswer.NEW_BADGE: N_("New badge"),
    PeopleAnswer.MAY_SIGN_IN: N_("Who may sign in"),
    PeopleAnswer.NEW_ROLE: N_("Another role"),
    PeopleAnswer.NEW_PIN: N_("New PIN"),
}
PERSON_ANSWERS: Mapping[PersonAnswer, str] = {
    PersonAnswer.PACKER: N_("{name}"),
    PersonAnswer.LEAD: N_("{name}, lead"),
    PersonAnswer.ADMIN: N_("{name}, admin"),
    PersonAnswer.DISABLED: N_("{name}, may not sign in"),
}
ROLE_ANSWERS: Mapping[RoleAnswer, str] = {
    RoleAnswer.PACKER: N_("Packer: packs orders"),
    RoleAnswer.LEAD: N_("Lead: packs, and decides what packers may not"),
    RoleAnswer.ADMIN: N_("Admin: looks after people, does not pack"),
}
HOLD_ANSWERS: Mapping[HoldAnswer, str] = {HoldAnswer.ORDER: N_("{order}: {hold_words}")}
LEAVE_ANSWERS: Mapping[LeaveAnswer, str] = {LeaveAnswer.NAME: N_("{name} and the PIN")}
