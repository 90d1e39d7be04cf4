"""The verbs the screens use, handed over as one bundle by the bootstrap."""

from __future__ import annotations

from dataclasses import dataclass

from packstation.application.bench import Bench
from packstation.application.close_carton import CloseCarton
from packstation.application.learn_weight import ConfirmWeight, LearnedWeights
from packstation.application.map_code import DropCode, MapCode, MeantProduct, UnknownCodeList
from packstation.application.note import NoteLamp, NoteRefusal
from packstation.application.open_order import LookAt, OpenOrder, ResumeOrder
from packstation.application.print_label import AnswerLabel, PrintLabel
from packstation.application.release_order import ReleaseOrder
from packstation.application.scan_unit import ScanUnit, UndoScan
from packstation.application.sign_in import Enrol, People, SignIn, SignOut
from packstation.application.verify_label import VerifyLabel


@dataclass(frozen=True, slots=True)
class Verbs:
    """Everything a person can make this station do."""

    bench: Bench
    sign_in: SignIn
    sign_out: SignOut
    enrol: Enrol
    people: People
    open_order: OpenOrder
    resume_order: ResumeOrder
    look_at: LookAt
    scan_unit: ScanUnit
    undo_scan: UndoScan
    close_carton: CloseCarton
    print_label: PrintLabel
    answer_label: AnswerLabel
    verify_label: VerifyLabel
    release_order: ReleaseOrder
    unknown_codes: UnknownCodeList
    meant_product: MeantProduct
    map_code: MapCode
    drop_code: DropCode
    learned_weights: LearnedWeights
    confirm_weight: ConfirmWeight
    note_refusal: NoteRefusal
    note_lamp: NoteLamp
