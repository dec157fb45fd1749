"""The clock of a page: Playwright's own stops timers too, some of them for good."""

from datetime import UTC, datetime

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp()
SET_CLOCK = """(moment) => {
  if (!globalThis.moment) {
    globalThis.Date = class extends Date {
      constructor(...given) {
        super(...(given.length ? given : [globalThis.moment]));
      }
      static now() {
        return globalThis.moment;
      }
    };
  }
  globalThis.moment = moment;
}"""


def clock_at(seconds: float) -> str:
    """The script after which it is always that moment on a page."""
    return f"({SET_CLOCK})({seconds * 1000:.0f})"
