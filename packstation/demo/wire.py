"""A stretch of network between stations and their central, on the loopback, that can be spoilt at will.

The connections that go through it are real; what it does to them is what a warehouse's network does.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass

_AT_ONCE = 65_536
_NO_LINGER = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Weather:
    """What happens to whatever is carried from now on."""

    delay_s: float = 0.0
    questions_lost: bool = False
    """What stations say never arrives, and they are not told."""
    answers_lost: bool = False
    """Central hears and acts; its answer never arrives."""
    cut: bool = False
    """Connections are reset, and new ones are too."""


FAIR = Weather()
CUT = Weather(cut=True)


@dataclass(eq=False)
class _Pair:
    """One connection: the station's end of it, and central's."""

    station: asyncio.StreamWriter
    central: asyncio.StreamWriter | None = None

    @property
    def ends(self) -> tuple[asyncio.StreamWriter, ...]:
        """Both, once there are two."""
        return (self.station, self.central) if self.central else (self.station,)

    def reset(self) -> None:
        """End it as a cable that is pulled: what is under way is lost, and both ends are told."""
        for writer in self.ends:
            with suppress(OSError):
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
            writer.transport.abort()

    def close(self) -> None:
        """End it in good order."""
        for writer in self.ends:
            writer.close()


class Wire:
    """Listens on a port of its own and carries to `host` and `port`; one thread from `start` to `stop`."""

    def __init__(self, host: str, port: int) -> None:
        self._central = (host, port)
        self._weather = FAIR
        self._pairs: set[_Pair] = set()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="wire", daemon=True)
        self.port = 0
        """Where stations call; known after `start`."""
        self.carried = 0
        """Bytes, both ways."""
        self.cuts = 0

    @property
    def connections(self) -> int:
        """How many stations are on the line."""
        return len(self._pairs)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        """Reset what is left and end the thread."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(5.0)

    def set(self, weather: Weather) -> None:
        """From now on it is like this; a cut resets what is connected."""
        self.cuts += weather.cut and not self._weather.cut
        self._weather = weather
        if weather.cut:
            self._loop.call_soon_threadsafe(self._reset_all)

    def lead_to(self, host: str, port: int) -> None:
        """New connections end there from now on, as when another central takes over the address."""
        self._central = (host, port)

    def half_close(self) -> None:
        """Central's side ends what it says on every connection, and goes on hearing."""
        self._loop.call_soon_threadsafe(self._end_answers)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        listening = self._loop.run_until_complete(asyncio.start_server(self._connect, "127.0.0.1", 0))
        self.port = listening.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        listening.close()
        self._reset_all()
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.close()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        pair = _Pair(writer)
        if self._weather.cut:
            pair.reset()
            return
        self._pairs.add(pair)
        try:
            answers, pair.central = await asyncio.open_connection(*self._central)
            up, down = self._carry(reader, pair.central, up=True), self._carry(answers, writer, up=False)
            await asyncio.gather(up, down)
        except (OSError, asyncio.CancelledError):
            pair.reset()
        finally:
            pair.close()
            self._pairs.discard(pair)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, up: bool) -> None:
        while data := await reader.read(_AT_ONCE):
            weather = self._weather
            if weather.questions_lost if up else weather.answers_lost:
                continue
            if weather.delay_s:
                await asyncio.sleep(weather.delay_s)
            self.carried += len(data)
            writer.write(data)
            await writer.drain()
        if writer.can_write_eof() and not writer.is_closing():
            writer.write_eof()

    def _reset_all(self) -> None:
        for pair in list(self._pairs):
            pair.reset()

    def _end_answers(self) -> None:
        for pair in self._pairs:
            with suppress(OSError):
                pair.station.write_eof()
