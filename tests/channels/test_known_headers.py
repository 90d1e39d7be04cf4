"""What the columns of well-known exports, and of tables in five languages, are taken for."""

from __future__ import annotations

import io

import pytest

from packstation.channels.known_headers import guessed, looks_like_headers, meaning_of
from packstation.channels.mapped_table import MappedTable
from packstation.domain.draft import Piece
from packstation.domain.table_mapping import OrderField

F = OrderField
EXPORTS: dict[str, dict[str, OrderField | None]] = {
    "Shopify, cut down by hand": {
        "Name": F.NUMBER,
        "Email": F.EMAIL,
        "Created at": F.ORDERED_AT,
        "Lineitem quantity": F.QUANTITY,
        "Lineitem name": F.NAME,
        "Lineitem price": None,
        "Lineitem sku": F.SKU,
        "Billing Name": None,
        "Shipping Name": F.RECIPIENT,
        "Shipping Address1": F.STREET_1,
        "Shipping Address2": F.STREET_2,
        "Shipping Company": F.COMPANY,
        "Shipping City": F.CITY,
        "Shipping Zip": F.POSTCODE,
        "Shipping Province": F.PROVINCE,
        "Shipping Country": F.COUNTRY,
        "Shipping Phone": F.PHONE,
        "Shipping Method": F.SHIPPING_METHOD,
        "Notes": F.NOTE,
    },
    "Squarespace": {
        "Order ID": F.NUMBER,
        "Lineitem quantity": F.QUANTITY,
        "Lineitem sku": F.SKU,
        "Lineitem name": F.NAME,
        "Shipping Name": F.RECIPIENT,
        "Shipping Address1": F.STREET_1,
    },
    "Amazon": {
        "order-id": F.NUMBER,
        "order-item-id": F.LINE_ID,
        "purchase-date": F.ORDERED_AT,
        "buyer-name": None,
        "sku": F.SKU,
        "product-name": F.NAME,
        "quantity-purchased": None,
        "quantity-to-ship": F.QUANTITY,
        "ship-service-level": F.SHIPPING_METHOD,
        "recipient-name": F.RECIPIENT,
        "ship-address-1": F.STREET_1,
        "ship-city": F.CITY,
        "ship-state": F.PROVINCE,
        "ship-postal-code": F.POSTCODE,
        "ship-country": F.COUNTRY,
        "gift-message-text": F.GIFT_MESSAGE,
    },
    "eBay": {
        "Sales Record Number": None,
        "Order Number": F.NUMBER,
        "Buyer Name": None,
        "Buyer Note": F.NOTE,
        "Ship To Name": F.RECIPIENT,
        "Ship To Address 1": F.STREET_1,
        "Ship To Zip": F.POSTCODE,
        "Item Number": None,
        "Item Title": F.NAME,
        "Custom Label": F.SKU,
        "Quantity": F.QUANTITY,
        "Transaction ID": F.LINE_ID,
    },
    "Etsy": {
        "Order ID": F.NUMBER,
        "Item Name": F.NAME,
        "Quantity": F.QUANTITY,
        "SKU": F.SKU,
        "Ship Name": F.RECIPIENT,
        "Ship Address1": F.STREET_1,
        "Ship City": F.CITY,
        "Ship Zipcode": F.POSTCODE,
        "Ship Country": F.COUNTRY,
    },
    "WooCommerce": {
        "Order Number": F.NUMBER,
        "SKU": F.SKU,
        "Quantity (- Refund)": F.QUANTITY,
        "Postcode (Shipping)": F.POSTCODE,
        "Address 1&2 (Shipping)": F.STREET_1,
    },
}
TABLES: dict[str, tuple[str, str, str, str, str]] = {
    "de": ("Bestell-Nr.", "Artikel Nummer", "Bestellte Menge", "Lieferadresse PLZ", "Lieferadresse Ort"),
    "de, eBay": ("Verkaufsprotokollnummer", "Bestandseinheit (SKU)", "Stueckzahl", "Lief-PLZ", "Lief-Ort"),
    "fr": (
        "Numéro commande",
        "Réf produit",
        "Quantité à expédier",
        "Code postal de livraison",
        "Ville de livraison",
    ),
    "fr, no accents": ("Numero de commande", "Reference article", "Quantite", "Code postal", "Ville"),
    "es": ("Referencia del pedido", "Cód. artículo", "Uds", "Código postal de envío", "Ciudad de envío"),
    "es, no accents": (
        "Numero de pedido",
        "Codigo de articulo",
        "Cantidad pedida",
        "Codigo postal",
        "Poblacion",
    ),
    "pl": ("Nr zam.", "Symbol produktu", "Ilość sztuk", "Kod pocztowy dostawy", "Miasto dostawy"),
    "pl, no accents": ("Numer zamowienia", "Numer artykulu", "Ilosc", "Kod pocztowy", "Miejscowosc"),
}


@pytest.mark.parametrize("shop", EXPORTS)
def test_the_columns_of_an_export_are_known(shop: str) -> None:
    headers = EXPORTS[shop]
    columns = {column: meant for meant, column in guessed(tuple(headers)).columns.items()}
    assert {header: columns.get(header) for header in headers} == headers
    assert looks_like_headers(tuple(headers))


@pytest.mark.parametrize("language", TABLES)
def test_the_columns_of_a_table_are_known_in_its_language(language: str) -> None:
    columns = {column: meant for meant, column in guessed(TABLES[language]).columns.items()}
    meant = [columns.get(header) for header in TABLES[language]]
    assert meant == [F.NUMBER, F.SKU, F.QUANTITY, F.POSTCODE, F.CITY]


def test_a_name_is_a_person_where_no_column_speaks_of_lines() -> None:
    columns = guessed(("Order number", "SKU", "Quantity", "Name")).columns
    assert (columns[F.NUMBER], columns[F.RECIPIENT]) == ("Order number", "Name")
    assert F.NUMBER not in guessed(("Name", "SKU", "Quantity")).columns


@pytest.mark.parametrize("header", ["Reference", "Ref", "Ref."])
def test_an_english_reference_is_not_taken_for_a_product(header: str) -> None:
    assert meaning_of(header) is None
    assert meaning_of("Référence") is F.SKU


def test_a_file_with_these_headers_comes_in_without_a_question() -> None:
    source = io.BytesIO(b"Name,Lineitem quantity,Lineitem sku,Shipping Name\n#1001,2,MUG,Ada\n#1001,1,LID,\n")
    reader = MappedTable()
    pieces = [piece for piece in reader.pieces(source) if isinstance(piece, Piece)]
    draft = reader.order(pieces).draft
    assert draft is not None
    assert (draft.number, [(line.sku, line.quantity) for line in draft.lines]) == (
        "#1001",
        [("MUG", 2), ("LID", 1)],
    )
    assert draft.recipient.name == "Ada"
