"""The verbs the screens use, handed over as one bundle by the bootstrap."""

from __future__ import annotations

from packstation.application.batch import CountLike, OpenLike
from packstation.application.bench import Bench
from packstation.application.bind_tote import BindTote, FindPicked
from packstation.application.carton_type import ChangeCartonType
from packstation.application.close_carton import CloseCarton
from packstation.application.confirm_instruction import ConfirmInstruction
from packstation.application.count_by_touch import CountByTouch
from packstation.application.count_times import CountTimes
from packstation.application.find_carton import FindCarton
from packstation.application.find_reader import FindReader
from packstation.application.import_orders import ImportOrders
from packstation.application.import_products import ImportProducts
from packstation.application.learn_weight import ConfirmWeight, LearnedWeights
from packstation.application.lift_hold import FindHeld, HeldOrders, LiftHold
from packstation.application.look_at_file import LookAtFile
from packstation.application.map_code import DropCode, MapCode, MeantProduct, UnknownCodeList
from packstation.application.move_unit import MoveUnit
from packstation.application.note import NoteLamp, NoteRefusal
from packstation.application.open_order import LookAt, OpenOrder, ResumeOrder
from packstation.application.park_order import ParkedOrders, ParkOrder
from packstation.application.people import ChangePerson, ListPeople, NewBadge
from packstation.application.print_badge import PrintBadge
from packstation.application.print_label import AnswerLabel, PrintLabel
from packstation.application.print_paper import PrintPaper
from packstation.application.put_back import PutBackUnit
from packstation.application.release_order import ReleaseOrder
from packstation.application.reopen import ReopenCarton, ReopenOrder
from packstation.application.report_short import ReportShort
from packstation.application.say_columns import SayColumns
from packstation.application.scan_unit import ScanUnit
from packstation.application.settle_quarantine import DropRows, MendRow, QuarantineList, ReplayRows
from packstation.application.sign_in import Enrol, IdentifySecond, People, SignIn, SignOut
from packstation.application.take_in_file import TakeInFile
from packstation.application.take_photo import TakePhoto
from packstation.application.undo_scan import UndoScan
from packstation.application.verify_label import VerifyLabel
from packstation.domain.value import value


@value
class CartonVerbs:
    """What happens to cartons besides being filled and closed."""

    change_carton_type: ChangeCartonType
    reopen_carton: ReopenCarton
    reopen_order: ReopenOrder
    find_carton: FindCarton
    move_unit: MoveUnit


@value
class IntakeVerbs:
    """How files of orders come in, and what becomes of their rows that wait for a person."""

    find_reader: FindReader
    import_orders: ImportOrders
    import_products: ImportProducts
    quarantine: QuarantineList
    mend_row: MendRow
    replay_rows: ReplayRows
    drop_rows: DropRows
    look_at_file: LookAtFile
    say_columns: SayColumns
    take_in_file: TakeInFile


@value
class LeadVerbs:
    """What a lead does at a bench besides packing: people, holds, codes, weights."""

    list_people: ListPeople
    change_person: ChangePerson
    new_badge: NewBadge
    print_badge: PrintBadge
    held_orders: HeldOrders
    find_held: FindHeld
    lift_hold: LiftHold
    unknown_codes: UnknownCodeList
    meant_product: MeantProduct
    map_code: MapCode
    drop_code: DropCode
    learned_weights: LearnedWeights
    confirm_weight: ConfirmWeight


@value
class Verbs:
    """Everything a person can make this station do."""

    bench: Bench
    sign_in: SignIn
    sign_out: SignOut
    enrol: Enrol
    people: People
    identify_second: IdentifySecond
    open_order: OpenOrder
    resume_order: ResumeOrder
    look_at: LookAt
    scan_unit: ScanUnit
    undo_scan: UndoScan
    count_times: CountTimes
    count_by_touch: CountByTouch
    close_carton: CloseCarton
    confirm_instruction: ConfirmInstruction
    print_paper: PrintPaper
    take_photo: TakePhoto
    print_label: PrintLabel
    answer_label: AnswerLabel
    verify_label: VerifyLabel
    release_order: ReleaseOrder
    report_short: ReportShort
    park_order: ParkOrder
    parked_orders: ParkedOrders
    put_back: PutBackUnit
    find_picked: FindPicked
    bind_tote: BindTote
    count_like: CountLike
    open_like: OpenLike
    cartons: CartonVerbs
    lead: LeadVerbs
    intake: IntakeVerbs
    note_refusal: NoteRefusal
    note_lamp: NoteLamp
