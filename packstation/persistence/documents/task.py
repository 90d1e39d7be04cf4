"""TASK: what was done for an order. The bytes of its labels bear the address: they are the personal part."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.instruction import Mark
from packstation.domain.label import Label, LabelState, Plate
from packstation.domain.order import HoldReason, Order, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.trace import Trace
from packstation.domain.value import value
from packstation.domain.weight import WeightResult
from packstation.persistence.documents.text import Fields, at, instant, read, unknown_in, written

_DONE = frozenset({OrderState.CLAIMED, OrderState.PACKING, OrderState.PACKED, OrderState.SHIPPED})
KNOWN = frozenset(
    {
        *("state", "parked", "place", "packed_by", "packed_at", "started_at", "short", "marks", "cartons"),
        "labels",
    }
)
KNOWN_PERSONAL = frozenset({"labels"})


@value
class TaskText:
    """The two texts of what was done."""

    body: str
    personal: str


@value
class Done:
    """What was done for an order: `task` on the order it was read for, and the labels of its cartons."""

    task: PackTask
    labels: tuple[Label, ...]
    unknown: Fields
    unknown_personal: Fields


def task_text(
    task: PackTask, labels: Sequence[Label], unknown: Fields | None = None, beside: Fields | None = None
) -> TaskText:
    """The document of what was done; labels in any order."""
    order, own = task.order, sorted(labels, key=lambda label: label.label_id.bytes)
    done = {
        "state": (order.state if order.state in _DONE else OrderState.READY).value,
        "parked": HoldReason.PARKED in order.holds,
        "place": order.place,
        "packed_by": order.packed_by,
        "packed_at": instant(order.packed_at),
        "started_at": instant(order.started_at),
        "short": [[line.line_no, line.short] for line in order.lines if line.short],
        "marks": sorted([str(mark.instruction_id), mark.scope] for mark in task.marks),
        "cartons": [_carton_row(carton) for carton in task.cartons],
        "labels": [_label_row(label) for label in own],
    }
    data = {str(label.label_id): b64encode(label.data).decode() for label in own}
    return TaskText(written(done, unknown), written({"labels": data}, beside))


def done_in(order: Order, body: str, personal: str | None, holder: str | None) -> Done:
    """What a document says was done for an order; `holder` is the station that has it claimed.

    An order that nobody holds any more waits for whoever goes on with it, as it was left. ValueError,
    KeyError or TypeError for a document that cannot be read.
    """
    told, beside = read(body), read(personal) if personal else {}
    short = dict(told["short"])
    asked = {one.instruction_id for one in order.instructions}
    marks = (Mark(UUID(key), scope) for key, scope in told["marks"])
    data = beside.get("labels", {})
    # What stands on a place lies on no bench, whoever has it claimed.
    state, held_by = _state(order, OrderState(told["state"]), None if told["parked"] else holder)
    after = replace(
        order,
        state=state,
        holder=held_by,
        holds=order.holds - {HoldReason.PARKED} | ({HoldReason.PARKED} if told["parked"] else set()),
        place=told["place"],
        packed_by=told["packed_by"],
        packed_at=at(told["packed_at"]),
        started_at=at(told["started_at"]),
        lines=tuple(replace(line, short=short.get(line.line_no, 0)) for line in order.lines),
    )
    task = PackTask(
        after,
        tuple(_carton(row) for row in told["cartons"]),
        frozenset(mark for mark in marks if mark.instruction_id in asked),
    )
    labels = tuple(_label(row, b64decode(data.get(row[0], ""))) for row in told["labels"])
    return Done(task, labels, unknown_in(told, KNOWN), unknown_in(beside, KNOWN_PERSONAL))


def _state(order: Order, told: OrderState, holder: str | None) -> tuple[OrderState, str | None]:
    """How far the order is, and on whose bench it lies."""
    if told in {OrderState.PACKED, OrderState.SHIPPED}:
        return told, holder
    if order.state is OrderState.CANCELLED:
        return order.state, holder
    if told in _DONE and holder is not None:
        return told, holder
    return (OrderState.READY if order.state in _DONE else order.state), None


def _carton_row(carton: Carton) -> list[object]:
    kind, result = carton.carton_type, carton.weight_result
    return [
        str(carton.carton_id),
        carton.number,
        carton.state.value,
        [kind.code, kind.tare_grams, kind.fill_grams, kind.name],
        [carton.plate.code, carton.plate.is_sscc] if carton.plate else None,
        carton.gross_grams,
        result.value if result else None,
        carton.aside,
        [list(held) for held in carton.contents],
        [
            [t.line_no, t.units, t.lot, t.expiry.isoformat() if t.expiry else None, t.serial]
            for t in carton.traces
        ],
    ]


def _carton(row: Sequence[Any]) -> Carton:
    key, number, state, kind, plate, grams, result, aside, contents, traces = row
    return Carton(
        carton_id=UUID(key),
        number=number,
        carton_type=CartonType(*kind),
        state=CartonState(state),
        contents=tuple((line_no, units) for line_no, units in contents),
        plate=Plate(*plate) if plate else None,
        gross_grams=grams,
        weight_result=WeightResult(result) if result else None,
        traces=tuple(
            Trace(line_no, units, lot, date.fromisoformat(expiry) if expiry else None, serial)
            for line_no, units, lot, expiry, serial in traces
        ),
        aside=aside,
    )


def _label_row(label: Label) -> list[object]:
    plate = label.plate
    return [
        str(label.label_id),
        str(label.carton_id),
        [plate.code, plate.is_sscc],
        label.state.value,
        label.copies,
    ]


def _label(row: Sequence[Any], data: bytes) -> Label:
    key, carton, plate, state, copies = row
    return Label(UUID(key), UUID(carton), Plate(*plate), data, LabelState(state), copies)
