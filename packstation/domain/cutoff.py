"""When an order must have left: the truck's time of its shipping method, in the site's own time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta, tzinfo
from fnmatch import fnmatchcase

from packstation.domain.value import value

END_OF_DAY = time(23, 59)
"""The truck of a site that names no other time."""
WORKING_DAYS = frozenset(range(5))
"""Monday to Friday, as `datetime.weekday` counts them."""


@value
class Truck:
    """When goods leave: a local time on so many days of the week (0 is Monday)."""

    at: time = END_OF_DAY
    days: frozenset[int] = WORKING_DAYS


@value
class MethodTruck:
    """The truck of all shipping methods whose name fits `pattern` (`*express*`), whatever their case."""

    pattern: str
    truck: Truck


@value
class CutoffTable:
    """The site's trucks. `zone` is the site's time zone; None is that of this PC."""

    zone: tzinfo | None = None
    usual: Truck = Truck()
    methods: tuple[MethodTruck, ...] = ()

    def cutoff_at(self, shipping_method: str, come_in_at: datetime) -> datetime:
        """When the first truck leaves that an order which came in at that moment can still reach; UTC.

        An order that comes in with the truck, or after it, waits for the next working day.
        """
        truck = self._truck(shipping_method)
        day = come_in_at.astimezone(self.zone).date()
        # A week and a day: however few days the truck drives, and late as it may be today.
        days = (day + timedelta(days=ahead) for ahead in range(9))
        departures = (
            _earliest(datetime.combine(day, truck.at), self.zone)
            for day in days
            if day.weekday() in truck.days
        )
        return next(departure for departure in departures if departure > come_in_at)

    def _truck(self, shipping_method: str) -> Truck:
        name = shipping_method.strip().casefold()
        fitting = (method for method in self.methods if fnmatchcase(name, method.pattern.casefold()))
        return next((method.truck for method in fitting), self.usual)


def days_of(names: Iterable[str]) -> frozenset[int]:
    """Days of the week by the first three letters of their English names. KeyError for any other word."""
    number = {name: day for day, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
    return frozenset(number[name.strip().casefold()[:3]] for name in names)


def _earliest(local: datetime, zone: tzinfo | None) -> datetime:
    """The instant a clock on the wall shows that time.

    In the night when clocks are put back it shows it twice; when they are put forward never: then it is
    where it would have been. Of two answers the earlier one is meant: no order is late for being early.
    """
    return min(local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
