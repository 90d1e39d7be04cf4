"""All verbs of a bench, joined to what they need of the world outside the store."""

from __future__ import annotations

from dataclasses import dataclass

from packstation.application.bench import Bench
from packstation.application.close_carton import CloseCarton
from packstation.application.learn_weight import ConfirmWeight, LearnedWeights
from packstation.application.map_code import DropCode, MapCode, MeantProduct, UnknownCodeList
from packstation.application.note import NoteLamp, NoteRefusal
from packstation.application.open_order import LookAt, OpenOrder, ResumeOrder
from packstation.application.ports import LabelWriter, Secrets
from packstation.application.print_label import AnswerLabel, PrintLabel
from packstation.application.release_order import ReleaseOrder
from packstation.application.scan_unit import ScanUnit, UndoScan
from packstation.application.sign_in import Enrol, People, SignIn, SignOut
from packstation.application.verify_label import VerifyLabel
from packstation.ui.verbs import Verbs


@dataclass(frozen=True, slots=True)
class Outside:
    """What verbs reach besides the store: who keeps secrets, who writes labels."""

    secrets: Secrets
    labels: LabelWriter


def join_verbs(bench: Bench, outside: Outside, *, demo: bool = False) -> Verbs:
    """All verbs over one bench."""
    return Verbs(
        bench=bench,
        sign_in=SignIn(bench, outside.secrets),
        sign_out=SignOut(bench),
        enrol=Enrol(bench, outside.secrets),
        people=People(bench),
        open_order=OpenOrder(bench),
        resume_order=ResumeOrder(bench),
        look_at=LookAt(bench),
        scan_unit=ScanUnit(bench),
        undo_scan=UndoScan(bench),
        close_carton=CloseCarton(bench, outside.labels, demo=demo),
        print_label=PrintLabel(bench, outside.labels),
        answer_label=AnswerLabel(bench),
        verify_label=VerifyLabel(bench),
        release_order=ReleaseOrder(bench),
        unknown_codes=UnknownCodeList(bench),
        meant_product=MeantProduct(bench),
        map_code=MapCode(bench),
        drop_code=DropCode(bench),
        learned_weights=LearnedWeights(bench),
        confirm_weight=ConfirmWeight(bench),
        note_refusal=NoteRefusal(bench),
        note_lamp=NoteLamp(bench),
    )
