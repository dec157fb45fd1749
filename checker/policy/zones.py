"""Time zones, from the package `tzdata` alone: its version is locked, so no machine's own list has a say in a build."""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from checker.core.model.desk import Offset

DAY = 24 * 60


@cache
def zone_names() -> tuple[str, ...]:
    """The IANA names of all time zones."""
    return tuple(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


def changes_of_offset(name: str, first: int, last: int) -> tuple[tuple[Offset, ...], str]:
    """The offset at the start of the year `first` in this zone, all its changes through `last`, and their end in UTC.

    Zones change their offset at a full minute, and not twice within a day.
    """
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        zone = ZoneInfo.from_file(file, name)
    begin, until = (datetime(year, 1, 1, tzinfo=zone).astimezone(UTC) for year in (first, last + 1))
    found = [_offset(zone, begin)]
    while (change := _next_change(zone, datetime.fromisoformat(found[-1].since), until)) is not None:
        found.append(_offset(zone, change))
    return tuple(found), until.isoformat(timespec="minutes")


def _next_change(zone: ZoneInfo, since: datetime, until: datetime) -> datetime | None:
    """When the offset changes first after `since` and before `until`."""
    before, day = since.astimezone(zone).utcoffset(), since
    while day < until:
        if (day + timedelta(days=1)).astimezone(zone).utcoffset() != before:
            minutes = [day + timedelta(minutes=minute) for minute in range(DAY + 1)]
            at = bisect_left(minutes, True, key=lambda minute: minute.astimezone(zone).utcoffset() != before)
            return minutes[at] if minutes[at] < until else None
        day += timedelta(days=1)
    return None


def _offset(zone: ZoneInfo, moment: datetime) -> Offset:
    ahead = moment.astimezone(zone).utcoffset()
    assert ahead is not None
    return Offset(moment.isoformat(timespec="minutes"), ahead // timedelta(minutes=1))
