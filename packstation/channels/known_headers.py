"""Headers that people give their columns of orders, in five languages, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from packstation.domain.table_mapping import NEEDED, OrderField, TableMapping, header_key

F = OrderField

# The first words of a line are the surest; where two columns fit one field, the surer one has it.
_WORDS: Mapping[OrderField, str] = {
    F.NUMBER: """order number|order no|order #|order id|order|orderid|sales order|reference number
        bestellnummer|bestellnr|auftragsnummer|auftragsnr|auftrag|bestellung|belegnummer
        n° de commande|numéro de commande|no de commande|n° commande|commande|référence commande
        número de pedido|nº de pedido|n.º de pedido|nº pedido|num pedido|pedido|id pedido
        numer zamówienia|nr zamówienia|zamówienie|id zamówienia""",
    F.SKU: """sku|item sku|product sku|lineitem sku|item number|item no|article number|part number
        product code
        artikelnummer|artikelnr|artnr|art.-nr.|artikel-nr.|produktnummer
        référence|référence article|réf|code article|référence produit|ugs
        referencia|código de artículo|código artículo|código de producto|código
        kod produktu|numer artykułu|symbol|indeks|kod towaru|nr artykułu""",
    F.QUANTITY: """quantity|qty|item quantity|quantity ordered|qty ordered|quantity to ship|pieces|pcs|units
        menge|anzahl|stückzahl|stück|bestellmenge|stk
        quantité|qté|quantité commandée
        cantidad|cant|unidades|cdad
        ilość|ilosc|liczba sztuk|szt|sztuk""",
    F.NAME: """item name|product name|product|description|item description|article|title
        artikelname|artikelbezeichnung|bezeichnung|produktname|produkt|beschreibung|artikel
        désignation|nom du produit|produit|libellé
        nombre del producto|descripción|producto|artículo
        nazwa produktu|nazwa|towar|opis""",
    F.LINE_ID: "line id|order line|line number|position|positionsnummer|order item id|ligne|línea|pozycja",
    F.ORDERED_AT: """order date|date ordered|ordered at|created at|purchase date
        bestelldatum|auftragsdatum
        date de commande|date commande
        fecha de pedido|fecha del pedido|fecha pedido
        data zamówienia""",
    F.SHIP_BY: """ship by|ship by date|cut-off|cutoff|dispatch by|latest ship date|due date|ship date
        versand bis|versanddatum|versandtermin|liefertermin|lieferdatum
        expédier avant|date d'expédition|date expédition
        enviar antes de|fecha de envío|fecha envío
        wysłać do|data wysyłki|termin wysyłki""",
    F.SHIPPING_METHOD: """shipping method|shipping service|delivery method|service|carrier|ship via
        versandart|versandmethode|lieferart|zusteller
        mode de livraison|mode d'expédition|transporteur
        método de envío|transportista|forma de envío
        sposób dostawy|metoda dostawy|przewoźnik|dostawa""",
    F.RECIPIENT: """ship to name|recipient|recipient name|shipping name|name|customer name|customer|full name
        empfänger|empfängername|lieferadresse name|kunde|kundenname
        destinataire|nom du destinataire|nom|client|nom complet
        destinatario|nombre del destinatario|nombre|cliente
        odbiorca|imię i nazwisko|klient|nazwa odbiorcy""",
    F.COMPANY: """company|company name|ship to company|firma|unternehmen|société|entreprise|empresa
        nazwa firmy""",
    F.STREET_1: """address 1|address line 1|street|street 1|address|ship to address 1|shipping address 1
        straße|strasse|adresse|adresszeile 1|anschrift
        adresse 1|rue|ligne d'adresse 1
        dirección|dirección 1|calle
        ulica|adres|adres 1""",
    F.STREET_2: """address 2|address line 2|street 2|ship to address 2|shipping address 2|apartment
        adresszusatz|adresszeile 2
        adresse 2|complément d'adresse|complément
        dirección 2
        adres 2""",
    F.HOUSE_NUMBER: """house number|house no|hausnummer|hausnr|hnr|numéro de rue
        número de casa|numer domu|nr domu""",
    F.POSTCODE: """zip|postal code|zip code|postcode|ship to zip|shipping zip|ship postal code
        plz|postleitzahl
        code postal|cp
        código postal|c.p.
        kod pocztowy""",
    F.CITY: """city|town|ship to city|shipping city|ort|stadt|ville|ciudad|localidad|población|miasto
        miejscowość""",
    F.PROVINCE: """state|province|region|county|ship to state|shipping province|bundesland|kanton|région
        provincia
        województwo""",
    F.COUNTRY: "country|country code|ship to country|shipping country|land|länderkürzel|pays|país|kraj",
    F.PHONE: """phone|telephone|phone number|mobile|ship to phone|shipping phone|telefon|telefonnummer|handy
        téléphone|tél|portable|teléfono|móvil|numer telefonu""",
    F.EMAIL: """email|e-mail|email address|mail|e-mail-adresse|courriel|correo electrónico|correo
        adres e-mail""",
    F.NOTE: """note|notes|customer note|comment|comments|remark|remarks
        anmerkung|bemerkung|kommentar
        hinweis|notiz
        remarque|commentaire|nota|notas|comentario|observaciones|uwagi|komentarz|notatka""",
    F.GIFT_MESSAGE: """gift message|gift note|grußkarte|geschenknachricht|grußtext|message cadeau
        mensaje de regalo|wiadomość prezentowa""",
    F.STATUS: "status|order status|bestellstatus|auftragsstatus|statut|estado|stan|status zamówienia",
    F.HOLD: """hold|on hold|gesperrt|sperre|zurückgestellt|bloqué|en attente|bloqueado|retenido|wstrzymane""",
}


def _sureness() -> dict[str, tuple[int, OrderField]]:
    known: dict[str, tuple[int, OrderField]] = {}
    for meant, lines in _WORDS.items():
        for line in lines.splitlines():
            for place, word in enumerate(line.strip().split("|")):
                known.setdefault(header_key(word), (place, meant))
    return known


_KNOWN = _sureness()


def meaning_of(header: str) -> OrderField | None:
    """What a column with that header most likely holds, or None."""
    found = _KNOWN.get(header_key(header))
    return found[1] if found else None


def guessed(headers: Sequence[str]) -> TableMapping:
    """The columns that are surely meant; a field that two columns claim equally has neither."""
    best: dict[OrderField, list[tuple[int, str]]] = {}
    for header in headers:
        found = _KNOWN.get(header_key(header))
        if found is not None:
            best.setdefault(found[1], []).append((found[0], header))
    columns: dict[OrderField, str] = {}
    for meant, claims in best.items():
        surest = min(place for place, _ in claims)
        named = [header for place, header in claims if place == surest]
        if len(named) == 1:
            columns[meant] = named[0]
    return TableMapping("", columns, tuple(headers))


def looks_like_headers(cells: Sequence[str]) -> bool:
    """Whether a row names columns, what is needed among them."""
    meant = {meaning_of(cell) for cell in cells}
    return all(one in meant for one in NEEDED)
