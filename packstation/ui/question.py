"""A question the bench asks a person: numbered answers, a number, or something to scan or type.

Codes and facts only; the words are the view's. One question at a time: while it is open a scan that does
not answer it is refused aloud, and BACK withdraws the whole conversation it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from packstation.domain.command_code import Command
from packstation.domain.refusal import Fact
from packstation.domain.value import value

_NOTHING: Mapping[str, Fact] = MappingProxyType({})


class Takes(StrEnum):
    """What answers a question."""

    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"
    """Typed, or scanned whatever the code means: a name, a lot, a place."""
    SECRET = "secret"  # noqa: S105  a way of answering
    """Typed and never shown: a PIN."""
    SCAN_OR_CHOICE = "scan_or_choice"
    """The code of the thing itself, or one of the choices: a lot."""
    BADGE = "badge"
    """A person's badge."""


class AskCode(StrEnum):
    """What is asked, the largest text on the screen while it is open."""

    HELP = "help"
    HOW_MANY = "how_many"
    INSTRUCTION_ORDER = "instruction_order"
    INSTRUCTION_CARTON = "instruction_carton"
    INSTRUCTION_PRODUCT = "instruction_product"
    SLIP = "slip"
    SLIP_OUTSIDE = "slip_outside"
    # counting
    TIMES = "times"
    WHICH_BY_HAND = "which_by_hand"
    HOW_MANY_BY_HAND = "how_many_by_hand"
    WHICH_BACK_BY_HAND = "which_back_by_hand"
    HOW_MANY_BACK = "how_many_back"
    WHICH_LOT = "which_lot"
    LOT = "lot"
    EXPIRY = "expiry"
    SERIAL = "serial"
    SERIAL_OF = "serial_of"
    WHICH_CODE = "which_code"
    CODE_IS = "code_is"
    CODE_PRODUCT = "code_product"
    CODE_UNIT = "code_unit"
    CODE_PIECES = "code_pieces"
    CODE_SURE = "code_sure"
    WHICH_WEIGHT = "which_weight"
    WEIGHT_RIGHT = "weight_right"
    # several cartons, copies, totes
    CARTON_TYPE = "carton_type"
    REOPEN_CARTON = "reopen_carton"
    REOPEN_ORDER = "reopen_order"
    MOVE_FROM = "move_from"
    MOVE_PIECES = "move_pieces"
    COPY_OF = "copy_of"
    COPY_OF_ORDER = "copy_of_order"
    COPY_REASON = "copy_reason"
    TOTE_ORDER = "tote_order"
    TOTE_EMPTY = "tote_empty"
    # people, holds, leave
    LEAD_MENU = "lead_menu"
    OPEN_SETTINGS = "open_settings"
    PEOPLE = "people"
    WHICH_PERSON = "which_person"
    PERSON_NAME = "person_name"
    PERSON_ROLE = "person_role"
    PERSON_PIN = "person_pin"
    PIN_SHORT = "pin_short"
    PIN_AGAIN = "pin_again"
    PIN_DIFFERED = "pin_differed"
    PRINT_BADGE = "print_badge"
    NEW_BADGE = "new_badge"
    BADGE_CAME_OUT = "badge_came_out"
    BADGE_ONCE_MORE = "badge_once_more"
    DISABLE = "disable"
    ENABLE = "enable"
    HELD_ORDER = "held_order"
    HELD_ORDER_BESIDE = "held_order_beside"
    WHICH_HOLD = "which_hold"
    LEAVE_BADGE = "leave_badge"
    LEAVE_BADGE_OR_NAME = "leave_badge_or_name"
    PIN_OF = "pin_of"
    # where several benches pack the orders of one site
    PACK_UNCLAIMED = "pack_unclaimed"
    SITE_HERE = "site_here"
    SITE_ALONE = "site_alone"
    WHICH_ENROLMENT = "which_enrolment"
    JOIN_SITE = "join_site"
    SECRET_IN_FILE = "secret_in_file"  # noqa: S105  a question
    LEAVE_SITE = "leave_site"
    WHICH_TASK = "which_task"
    PACKED_TWICE = "packed_twice"
    PACKED_AFTER_CANCEL = "packed_after_cancel"
    CHANGED_MEANWHILE = "changed_meanwhile"
    CHANGED_TOO_LATE = "changed_too_late"
    GIVEN_AWAY = "given_away"
    NUMBER_TWICE = "number_twice"
    OLDER_TERMS = "older_terms"
    SHORT_LINE = "short_line"
    SHORT_UNITS = "short_units"
    SHORT_REASON = "short_reason"
    SHORT_ENDING = "short_ending"
    WHICH_PLACE = "which_place"
    PLACE_NAME = "place_name"
    WHICH_PARKED = "which_parked"
    WHICH_ORDER = "which_order"
    # files
    TAKE_IN_ORDERS = "take_in_orders"
    TAKE_IN_PRODUCTS = "take_in_products"
    SAY_COLUMNS = "say_columns"
    REPLACE_COLUMNS = "replace_columns"
    STOP_FILE = "stop_file"
    FILE_IN = "file_in"
    FILE_STOPPED = "file_stopped"
    FILE_NOT_IN = "file_not_in"
    DROP_ORDER_ROWS = "drop_order_rows"
    DROP_ROW = "drop_row"
    SCREEN = "screen"
    SCREEN_COLOURS = "screen_colours"
    SCREEN_LANGUAGE = "screen_language"


class AnswerCode(StrEnum):
    """Answers that many questions share."""

    YES = "yes"
    NO = "no"
    MORE = "more"
    """The next page of a question with more answers than there are digits."""


@value
class Choice:
    """One numbered answer: words from its code and facts. `code` is of any words table `sentences` knows."""

    code: StrEnum
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NOTHING)


@value
class Question:
    """What is asked, with the facts of its sentence; `choices` are answered by 1 to 9 in their order."""

    code: AskCode
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NOTHING)
    choices: tuple[Choice, ...] = ()
    takes: Takes = Takes.CHOICE
    told: Callable[[], str] | None = None
    """What is written above the answers where it is no fact but words: asked for in each language anew."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands it lists: each is its own answer, by name, key or barcode, and none has a number."""
        codes = tuple(choice.code for choice in self.choices if isinstance(choice.code, Command))
        return codes if self.code is AskCode.HELP else ()

    @property
    def yes_or_no(self) -> bool:
        """Whether the commands YES and NO answer it, as 1 and 2 do."""
        return tuple(choice.code for choice in self.choices) == (AnswerCode.YES, AnswerCode.NO)


YES_OR_NO = (Choice(AnswerCode.YES), Choice(AnswerCode.NO))
"""The choices of a question that YES and NO answer."""
