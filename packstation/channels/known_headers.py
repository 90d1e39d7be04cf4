"""Headers that people give their columns of orders, in five languages, and what they mean.

Besides what people write by hand: the exports of Shopify and of those who write as it does (Squarespace), of
Amazon (help of Seller Central, "Order Report", "Unshipped Orders Report"), eBay ("Orders report"), Etsy
("Sold order items"), WooCommerce by its usual export plug-in, and ShipStation's import of tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from unicodedata import combining, normalize

from packstation.domain.table_mapping import NEEDED, OrderField, TableMapping, header_key

F = OrderField

# The first words of a line are the surest; where two columns fit one field, the surer one has it. A line that
# ends with a bar goes on in the next one.
_WORDS: Mapping[OrderField, str] = {
    F.NUMBER: """order number|order no|order #|order id|amazon order id|order|order name|sales order|
        order reference|order ref|reference number|po number|purchase order number|increment id|
        sales record number
        bestellnummer|bestellnr|bestell-nr.|auftragsnummer|auftragsnr|auftrags-nr.|auftrag|bestellung|
        bestell-id|auftrags-id|belegnummer|belegnr|verkaufsprotokollnummer
        n° de commande|numéro de commande|no de commande|n° commande|numéro commande|num commande|commande|
        référence de commande|référence commande|réf commande|id commande|identifiant de commande
        número de pedido|nº de pedido|n.º de pedido|nº pedido|número pedido|num pedido|núm. pedido|pedido|
        id pedido|id de pedido|id del pedido|referencia de pedido|referencia del pedido|ref pedido
        numer zamówienia|nr zamówienia|nr zam.|zamówienie|id zamówienia|numer zlecenia""",
    F.SKU: """sku|item sku|product sku|lineitem sku|line sku|variant sku|seller sku|merchant sku|custom label|
        custom label (sku)|item number|item no|article number|part number|product number|product code|
        stock code|item code
        artikelnummer|artikelnr|artnr|art.-nr.|artikel-nr.|artikel nummer|produktnummer|produkt-nr.|
        bestandseinheit|bestandseinheit (sku)|lagernummer
        référence|référence article|réf article|réf|code article|référence produit|réf produit|code produit|
        référence de l'article|référence du produit|ugs
        referencia|ref. artículo|referencia artículo|referencia del artículo|referencia del producto|
        referencia producto|código de artículo|código artículo|cód. artículo|código de producto|
        código producto|código|etiqueta personalizada
        kod produktu|numer artykułu|symbol|symbol produktu|indeks|kod towaru|nr artykułu|nr kat.|sygnatura""",
    F.QUANTITY: """quantity to ship|quantity|qty|lineitem quantity|line quantity|item quantity|
        product quantity|quantity (- refund)|quantity ordered|qty ordered|ordered quantity|
        quantity purchased|item qty|pieces|pcs|units
        menge|anzahl|stückzahl|stück|bestellmenge|bestellte menge|gekaufte menge|stk|stueckzahl|stueck
        quantité|qté|quantité commandée|quantité à expédier|qté commandée|nombre d'articles
        cantidad|cant|cant.|cantidad pedida|unidades|uds|cdad
        ilość|ilość sztuk|liczba sztuk|liczba|szt|szt.|sztuk""",
    F.NAME: """lineitem name|line title|item name|product name|item title|product title|product|description|
        item description|article|title
        artikelname|artikelbezeichnung|bezeichnung|produktname|produkt|beschreibung|artikel
        désignation|nom du produit|produit|libellé
        nombre del producto|descripción|producto|artículo
        nazwa produktu|nazwa|towar|opis""",
    F.LINE_ID: """order item id|line id|line item id|lineitem id|order line|line number|transaction id
        position|positionsnummer|ligne|línea|pozycja""",
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
    F.SHIPPING_METHOD: """shipping method|shipping service|ship service level|delivery method|service|carrier|
        ship via
        versandart|versandmethode|lieferart|zusteller
        mode de livraison|mode d'expédition|transporteur
        método de envío|transportista|forma de envío
        sposób dostawy|metoda dostawy|przewoźnik|dostawa""",
    F.RECIPIENT: """ship to name|recipient|recipient name|shipping name|ship name|name|customer name|customer|
        full name|buyer name
        empfänger|empfängername|name des empfängers|lieferadresse name|lief-name|kunde|kundenname
        destinataire|nom du destinataire|nom de livraison|nom|client|nom complet
        destinatario|nombre del destinatario|nombre de envío|nombre|cliente
        odbiorca|imię i nazwisko odbiorcy|imię i nazwisko|klient|nazwa odbiorcy""",
    F.COMPANY: """ship to company|shipping company|ship company|company|company name
        firma|unternehmen|société|entreprise|empresa
        nazwa firmy""",
    F.STREET_1: """ship to address 1|shipping address 1|ship address 1|shipping street|address 1&2 (shipping)|
        address 1|address line 1|street|street 1|address
        lieferadresse straße|lieferanschrift straße|lief-strasse 1|straße|adresse|adresszeile 1|anschrift
        adresse de livraison|adresse 1|rue|ligne d'adresse 1
        dirección de envío|dirección|dirección 1|calle
        adres dostawy|ulica|adres|adres 1""",
    F.STREET_2: """ship to address 2|shipping address 2|ship address 2|address 2|address line 2|street 2|
        apartment
        adresszusatz|adresszeile 2|lief-strasse 2
        adresse 2|complément d'adresse|complément
        dirección 2
        adres 2""",
    F.HOUSE_NUMBER: """house number|house no|hausnummer|hausnr|hnr|numéro de rue
        número de casa|numer domu|nr domu""",
    F.POSTCODE: """ship to zip|shipping zip|ship postal code|ship zipcode|ship zip|postcode (shipping)|zip|
        postal code|zip code|postcode
        lieferadresse plz|lieferanschrift plz|lief-plz|plz|postleitzahl
        code postal de livraison|code postal|cp
        código postal de envío|código postal|c.p.
        kod pocztowy dostawy|kod pocztowy""",
    F.CITY: """ship to city|shipping city|ship city|city (shipping)|city|town
        lieferadresse ort|lieferanschrift ort|lief-ort|ort|stadt
        ville de livraison|ville|ciudad de envío|ciudad|localidad|población
        miasto dostawy|miasto|miejscowość""",
    F.PROVINCE: """ship to state|shipping province|ship state|state code (shipping)|state|province|region|
        county
        bundesland|kanton|région
        provincia
        województwo""",
    F.COUNTRY: """ship to country|shipping country|ship country|country code (shipping)|country|country code
        lieferadresse land|lieferanschrift land|lief-land|land|länderkürzel
        pays de livraison|pays|país de envío|país|kraj dostawy|kraj""",
    F.PHONE: """ship to phone|shipping phone|ship phone number|phone|telephone|phone number|
        buyer phone number|mobile|telefon|telefonnummer|handy
        téléphone|tél|portable|teléfono|móvil|numer telefonu""",
    F.EMAIL: """email|e-mail|email address|buyer email|mail|e-mail-adresse|courriel|correo electrónico|correo
        adres e-mail""",
    F.NOTE: """note|notes|customer note|buyer note|comment|comments|remark|remarks
        anmerkung|bemerkung|kommentar
        hinweis|notiz
        remarque|commentaire|nota|notas|comentario|observaciones|uwagi|komentarz|notatka""",
    F.GIFT_MESSAGE: """gift message|gift message text|gift note
        grußkarte|geschenknachricht|grußtext|message cadeau
        mensaje de regalo|wiadomość prezentowa""",
    F.STATUS: "status|order status|bestellstatus|auftragsstatus|statut|estado|stan|status zamówienia",
    F.HOLD: """hold|on hold|gesperrt|sperre|zurückgestellt|bloqué|en attente|bloqueado|retenido|wstrzymane""",
}


_OF_LINES = ("lineitem", "linesku", "linequantity")
"""So begin the columns of goods in Shopify's exports, where `Name` is the number of the order."""
_NAME = "name"
_ACCENTED_ONLY = frozenset({"reference", "ref"})
"""In English these are as likely to be the number of the order."""

Claim = tuple[int, OrderField]
"""How sure a word is of its field, 0 the surest."""


def _sureness() -> dict[str, Claim]:
    known: dict[str, Claim] = {}
    for meant, lines in _WORDS.items():
        for line in lines.replace("|\n", "|").splitlines():
            for place, word in enumerate(line.strip().split("|")):
                known.setdefault(header_key(word), (place, meant))
    return known


def _plain(key: str) -> str:
    """Without accents, as many a program writes its headers."""
    return "".join(letter for letter in normalize("NFD", key.replace("ł", "l")) if not combining(letter))


_KNOWN = _sureness()
_KNOWN_PLAIN = {plain: claim for key, claim in _KNOWN.items() if (plain := _plain(key)) not in _ACCENTED_ONLY}


def _claim(header: str) -> Claim | None:
    key = header_key(header)
    return _KNOWN.get(key) or _KNOWN_PLAIN.get(_plain(key))


def _claims(headers: Sequence[str]) -> Iterator[tuple[str, Claim]]:
    """The headers that mean something, each with what it means among the others."""
    as_shopify = any(header_key(header).startswith(_OF_LINES) for header in headers)
    for header in headers:
        claim = (0, F.NUMBER) if as_shopify and header_key(header) == _NAME else _claim(header)
        if claim is not None:
            yield header, claim


def meaning_of(header: str) -> OrderField | None:
    """What a column with that header most likely holds, or None."""
    found = _claim(header)
    return found[1] if found else None


def guessed(headers: Sequence[str]) -> TableMapping:
    """The columns that are surely meant; a field that two columns claim equally has neither."""
    best: dict[OrderField, list[tuple[int, str]]] = {}
    for header, (place, meant) in _claims(headers):
        best.setdefault(meant, []).append((place, header))
    columns: dict[OrderField, str] = {}
    for meant, claims in best.items():
        surest = min(place for place, _ in claims)
        named = [header for place, header in claims if place == surest]
        if len(named) == 1:
            columns[meant] = named[0]
    return TableMapping("", columns, tuple(headers))


def looks_like_headers(cells: Sequence[str]) -> bool:
    """Whether a row names columns, what is needed among them."""
    meant = {meant for _, (_, meant) in _claims(cells)}
    return all(one in meant for one in NEEDED)
