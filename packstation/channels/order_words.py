"""What people write into the columns for status and hold of their own tables, in five languages."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.channels.standing import CANCELLED, FULFILLED, NOT_YET, PACKED, REFUNDED, UNPAID, Standing
from packstation.domain.order import HoldReason

_HELD = Standing(frozenset({HoldReason.MANUAL}))

_STATUS: Mapping[Standing, str] = {
    PACKED: """|new|open|paid|processing|ready|ready to ship|awaiting shipment|awaiting fulfillment
        unfulfilled
        unshipped|confirmed|neu|offen|bezahlt|in bearbeitung|versandbereit|bestätigt|zu versenden
        nouveau|nouvelle|ouverte|payée|payé|en cours|à expédier|prêt|confirmée
        nuevo|abierto|pagado|en proceso|listo|por enviar|confirmado
        nowe|otwarte|opłacone|w realizacji|gotowe|do wysyłki|potwierdzone""",
    UNPAID: """unpaid|awaiting payment|payment pending|pending|unbezahlt|zahlung ausstehend|wartet auf zahlung
        impayée|en attente de paiement|no pagado|pendiente de pago|pendiente|nieopłacone
        oczekuje na płatność""",
    _HELD: """on hold|hold|held|gesperrt|zurückgestellt|angehalten|en attente|bloquée|en espera|retenido
        bloqueado
        wstrzymane""",
    FULFILLED: """shipped|completed|complete|fulfilled|sent|delivered|versendet|versandt|verschickt
        abgeschlossen
        erledigt|geliefert|expédiée|expédié|terminée|livrée|enviado|completado|entregado|wysłane|zrealizowane
        dostarczone""",
    CANCELLED: """cancelled|canceled|void|voided|storniert|abgebrochen|annulliert|annulée|annulé|cancelado
        anulado
        anulowane""",
    REFUNDED: "refunded|erstattet|remboursée|reembolsado|zwrócone",
    NOT_YET: "draft|quote|entwurf|angebot|brouillon|devis|borrador|szkic",
}
_KNOWN = {
    word.strip(): standing
    for standing, lines in _STATUS.items()
    for line in lines.splitlines()
    for word in line.split("|")
}
_NO = frozenset({"", "no", "n", "false", "0", "none", "-", "nein", "nicht", "non", "aucun", "nie", "brak"})
_HOLDS: Mapping[str, HoldReason] = {
    word: reason
    for reason, words in {
        HoldReason.PAYMENT: "payment|zahlung|paiement|pago|płatność",
        HoldReason.ADDRESS: "address|adresse|dirección|adres",
        HoldReason.STOCK: "stock|bestand|lager|existencias|magazyn",
        HoldReason.FRAUD: "fraud|betrug|fraude|oszustwo",
        HoldReason.CUSTOMER: "customer|kunde|client|cliente|klient",
    }.items()
    for word in words.split("|")
}


def standing_of(status: str) -> Standing | None:
    """How an order with that status stands; None for a word nobody knows here."""
    return _KNOWN.get(" ".join(status.replace("_", " ").casefold().split()))


def hold_of(text: str) -> HoldReason | None:
    """Why an order is held whose column for that says so; None where it says it is not."""
    word = text.strip().casefold()
    return None if word in _NO else _HOLDS.get(word, HoldReason.MANUAL)
