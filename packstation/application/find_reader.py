"""Which reader reads a file: the one its content is known by, or the one that was named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import BinaryIO

from packstation.application.intake import Opening, OrderReader
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value

HEAD_BYTES = 64 * 1024


@value
class FindReader:
    """The readers of orders of this station, loaded with the first file; the most particular stand first."""

    load: Callable[[], Sequence[OrderReader]]

    def __call__(
        self, source: BinaryIO, file_name: str, form: str | None = None, channel: str | None = None
    ) -> OrderReader:
        """The reader of a file, which stands at its beginning again. Refused(form_unknown) without one,
        and (file_unusable) where it is plain what is wrong with it.

        `form` names a reader whatever stands in the file; `channel` leaves only that channel's.
        """
        if form is not None:
            return self.of_form(form, file_name)
        name = PurePath(file_name).name
        opening = Opening(name, source.read(HEAD_BYTES))
        source.seek(0)
        readers = [reader for reader in self.load() if channel in {None, reader.channel}]
        for reader in readers:
            if reader.recognises(opening):
                return reader
        # Whoever reads the most kinds of files says best what is wrong with this one.
        for reader in readers[-1:]:
            next(iter(reader.pieces(source)), None)
        raise Refused(RefusalCode.FORM_UNKNOWN, file=name)

    def of_form(self, form: str, file_name: str = "") -> OrderReader:
        """The reader of that form. Refused(form_unknown) where no such plug-in is installed."""
        for reader in self.load():
            if reader.form == form:
                return reader
        raise Refused(RefusalCode.FORM_UNKNOWN, file=file_name or form)
