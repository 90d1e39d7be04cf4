"""What central has of an order, kept from the moment the order is taken up here.

Should central not follow what is done then, the order goes back to this view once a person has settled it.
"""

from __future__ import annotations

from packstation.domain.central import DocumentKind, FeedRow
from packstation.domain.pack_task import PackTask
from packstation.persistence.documents.task import task_text
from packstation.persistence.label_row import SqlLabels
from packstation.persistence.shared_row import SqlShared

_OF_NO_FEED = 0


def is_view(row: FeedRow) -> bool:
    """Whether the row that waits was kept here: as new as what is here, it may come back all the same."""
    return row.seq == _OF_NO_FEED


def keep_view(shared: SqlShared, labels: SqlLabels, task: PackTask) -> None:
    """Keep it as a row that waits; one that came later waits already and is newer."""
    key = str(task.order.order_id)
    thing = shared.thing(DocumentKind.TASK, key)
    if thing.passed_over is not None:
        return
    text = task_text(task, labels.of_order(task.order.order_id), thing.unknown, thing.unknown_personal)
    row = FeedRow(
        seq=_OF_NO_FEED,
        kind=DocumentKind.TASK,
        key=key,
        version=thing.version,
        body=text.body,
        personal=text.personal,
        holder=thing.holder,
        fence=thing.fence,
        end=None,
        rev=task.order.rev,
        hash=b"",
    )
    shared.pass_over(row)
