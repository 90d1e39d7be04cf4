"""All verbs of a bench, joined to what they need of the world outside the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import tzinfo
from pathlib import Path
from typing import BinaryIO

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
from packstation.application.import_orders import ImportOrders, Intake
from packstation.application.import_products import ImportProducts
from packstation.application.intake import OrderReader
from packstation.application.learn_weight import ConfirmWeight, LearnedWeights
from packstation.application.lift_hold import FindHeld, HeldOrders, LiftHold
from packstation.application.look_at_file import FileKind, LookAtFile
from packstation.application.map_code import DropCode, MapCode, MeantProduct, UnknownCodeList
from packstation.application.move_unit import MoveUnit
from packstation.application.note import NoteLamp, NoteRefusal
from packstation.application.open_order import LookAt, OpenOrder, ResumeOrder
from packstation.application.park_order import ParkedOrders, ParkOrder
from packstation.application.people import ChangePerson, ListPeople, NewBadge
from packstation.application.ports import (
    BadgeWriter,
    Camera,
    Documents,
    LabelWriter,
    PaperPrinter,
    PaperWriter,
    Photos,
    Secrets,
)
from packstation.application.print_badge import PrintBadge
from packstation.application.print_label import AnswerLabel, PrintLabel
from packstation.application.print_paper import PrintPaper
from packstation.application.product_intake import PictureFolder, PictureShelf, ProductReader
from packstation.application.put_back import PutBackUnit
from packstation.application.release_order import ReleaseOrder
from packstation.application.reopen import ReopenCarton, ReopenOrder
from packstation.application.report_short import ReportShort
from packstation.application.say_columns import SayColumns, TableSeen
from packstation.application.scan_unit import ScanUnit
from packstation.application.settle_quarantine import DropRows, MendRow, QuarantineList, ReplayRows
from packstation.application.sign_in import Enrol, IdentifySecond, People, SignIn, SignOut
from packstation.application.take_in_file import TakeInFile
from packstation.application.take_photo import TakePhoto
from packstation.application.undo_scan import UndoScan
from packstation.application.verify_label import VerifyLabel
from packstation.domain.cutoff import CutoffTable
from packstation.domain.table_mapping import TableMapping
from packstation.domain.value import value
from packstation.persistence.product_pictures import ProductPictures
from packstation.persistence.staging import staging
from packstation.places import MAPPINGS_NAME, PICTURES_NAME
from packstation.settings.mapping import MappingFolder
from packstation.ui.verbs import CartonVerbs, IntakeVerbs, LeadVerbs, Verbs


@value
class Sheets:
    """Sheets that are laid into cartons, and pictures of cartons; None: the bench has no such device."""

    writer: PaperWriter
    documents: Documents
    photos: Photos
    printer: PaperPrinter | None = None
    camera: Camera | None = None


@value
class Kept:
    """What a home keeps of files that came in: pictures of products, what was said of columns."""

    pictures: PictureShelf | None = None
    mappings: Callable[[], Sequence[TableMapping]] = tuple
    keep: Callable[[TableMapping], object] = lambda _: None
    has: Callable[[str], bool] = lambda _: False
    """Whether something was said under that name already."""


def kept_under(home: Path) -> Kept:
    """What the home of a station keeps."""
    mappings = MappingFolder(home / MAPPINGS_NAME)
    return Kept(ProductPictures(home / PICTURES_NAME), mappings.all, mappings.keep, mappings.has)


@value
class Outside:
    """What verbs reach besides the store: who keeps secrets, who writes labels and badges."""

    secrets: Secrets
    labels: LabelWriter
    badges: BadgeWriter
    place: str
    """Where badges are good, as they say it."""
    sheets: Sheets
    cutoffs: CutoffTable = field(default_factory=CutoffTable)
    breathe: Callable[[], bool] = lambda: False
    """Called by whoever works for long beside those who pack."""
    kept: Kept = field(default_factory=Kept)
    rested: Callable[[], None] = lambda: None
    """Called by them at the end of it."""


def join_verbs(bench: Bench, outside: Outside, *, demo: bool = False) -> Verbs:
    """All verbs over one bench."""
    sheets = outside.sheets
    return Verbs(
        bench=bench,
        sign_in=SignIn(bench, outside.secrets),
        sign_out=SignOut(bench),
        enrol=Enrol(bench, outside.secrets),
        people=People(bench),
        identify_second=IdentifySecond(bench, outside.secrets),
        open_order=OpenOrder(bench),
        resume_order=ResumeOrder(bench),
        look_at=LookAt(bench),
        scan_unit=ScanUnit(bench),
        undo_scan=UndoScan(bench),
        count_times=CountTimes(bench),
        count_by_touch=CountByTouch(bench),
        close_carton=CloseCarton(bench, outside.labels, demo=demo),
        confirm_instruction=ConfirmInstruction(bench),
        print_paper=PrintPaper(bench, sheets.writer, sheets.documents, sheets.printer),
        take_photo=TakePhoto(bench, sheets.photos, sheets.camera),
        print_label=PrintLabel(bench, outside.labels),
        answer_label=AnswerLabel(bench),
        verify_label=VerifyLabel(bench),
        release_order=ReleaseOrder(bench),
        report_short=ReportShort(bench),
        park_order=ParkOrder(bench),
        parked_orders=ParkedOrders(bench),
        put_back=PutBackUnit(bench),
        find_picked=FindPicked(bench),
        bind_tote=BindTote(bench),
        count_like=CountLike(bench),
        open_like=OpenLike(bench),
        cartons=_join_carton_verbs(bench),
        lead=_join_lead_verbs(bench, outside),
        intake=join_intake_verbs(bench, outside.cutoffs, outside.breathe, outside.kept, outside.rested),
        note_refusal=NoteRefusal(bench),
        note_lamp=NoteLamp(bench),
    )


def join_intake_verbs(
    bench: Bench,
    cutoffs: CutoffTable,
    breathe: Callable[[], bool] = lambda: False,
    kept: Kept | None = None,
    rested: Callable[[], None] = lambda: None,
) -> IntakeVerbs:
    """What brings orders in; also for commands, which have no window."""
    intake = Intake(bench, staging, cutoffs, breathe, rested)
    kept = kept or Kept()
    find_reader = FindReader(lambda: _readers(kept.mappings(), cutoffs.zone))
    import_orders = ImportOrders(intake)
    import_products = ImportProducts(bench, kept.pictures, breathe, rested)
    return IntakeVerbs(
        find_reader=find_reader,
        import_orders=import_orders,
        import_products=import_products,
        quarantine=QuarantineList(intake),
        mend_row=MendRow(intake),
        replay_rows=ReplayRows(intake, find_reader),
        drop_rows=DropRows(intake),
        look_at_file=LookAtFile(find_reader, _table_kind),
        say_columns=SayColumns(
            _look_at_table, lambda said: _mapped((said,), cutoffs.zone), kept.keep, kept.has
        ),
        take_in_file=TakeInFile(
            find_reader, import_orders, import_products, _product_table, _pictures_beside
        ),
    )


def _readers(mappings: Sequence[TableMapping], zone: tzinfo | None) -> tuple[OrderReader, ...]:
    """All readers of orders; that of anybody's tables knows what was said of them here."""
    from packstation.plug_in import channel_plug_ins  # noqa: PLC0415  no start waits for it

    own = _mapped(mappings, zone)
    return tuple(own if reader.form == own.form else reader for reader in channel_plug_ins().readers)


def _mapped(mappings: Sequence[TableMapping], zone: tzinfo | None) -> OrderReader:
    """The reader of tables that knows these mappings."""
    from packstation.channels.mapped_table import MappedTable  # noqa: PLC0415  as above

    return MappedTable(mappings, zone)


def _look_at_table(source: BinaryIO) -> TableSeen:
    from packstation.channels.table_look import look_at_table  # noqa: PLC0415  as above

    return look_at_table(source)


def _table_kind(source: BinaryIO) -> FileKind | None:
    from packstation.channels.table_look import table_kind  # noqa: PLC0415  as above

    return table_kind(source)


def _product_table() -> ProductReader:
    from packstation.channels.product_table import ProductTable  # noqa: PLC0415  as above

    return ProductTable()


def _pictures_beside(path: Path) -> PictureFolder:
    from packstation.channels.picture_beside import PicturesBeside  # noqa: PLC0415  as above

    return PicturesBeside(path)


def _join_carton_verbs(bench: Bench) -> CartonVerbs:
    return CartonVerbs(
        change_carton_type=ChangeCartonType(bench),
        reopen_carton=ReopenCarton(bench),
        reopen_order=ReopenOrder(bench),
        find_carton=FindCarton(bench),
        move_unit=MoveUnit(bench),
    )


def _join_lead_verbs(bench: Bench, outside: Outside) -> LeadVerbs:
    return LeadVerbs(
        list_people=ListPeople(bench),
        change_person=ChangePerson(bench, outside.secrets),
        new_badge=NewBadge(bench, outside.secrets),
        print_badge=PrintBadge(bench, outside.badges, outside.place),
        held_orders=HeldOrders(bench),
        find_held=FindHeld(bench),
        lift_hold=LiftHold(bench),
        unknown_codes=UnknownCodeList(bench),
        meant_product=MeantProduct(bench),
        map_code=MapCode(bench),
        drop_code=DropCode(bench),
        learned_weights=LearnedWeights(bench),
        confirm_weight=ConfirmWeight(bench),
    )
