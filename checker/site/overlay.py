"""While pages are served: what is wrong with the sources, on top of every page, so that no mistake hides or waits."""

from collections.abc import Iterable, Sequence
from html import escape
from wsgiref.types import WSGIEnvironment

from checker.site.application import App, Headers, Start

BOX = "position:sticky;top:0;z-index:9;max-height:60vh;overflow:auto;padding:1rem;background:#b00020;color:#fff;"
BOX += "font:16px/1.4 sans-serif"
AGAIN = '<meta http-equiv="refresh" content="2">'
"""For answers that do not reload by themselves."""


class Overlay:
    """The reports to show; each is a line or more."""

    def __init__(self) -> None:
        self.reports: Sequence[str] = ()

    def on(self, app: App) -> App:
        """The same web application, with the reports on each page of it."""

        def with_reports(environ: WSGIEnvironment, start_response: Start) -> Iterable[bytes]:
            heads: list[tuple[str, Headers]] = []
            body = app(environ, lambda *head: heads.append(head))
            status, headers = heads.pop()
            if not self.reports or not dict(headers).get("Content-Type", "").startswith("text/html"):
                start_response(status, headers)
                return body
            page = self._added(b"".join(body))
            kept = [(name, value) for name, value in headers if name != "Content-Length"]
            start_response(status, [*kept, ("Content-Length", str(len(page)))])
            return [page]

        return with_reports

    def _added(self, page: bytes) -> bytes:
        items = "".join(
            f"<li><code>{escape(line)}</code></li>" for report in self.reports for line in report.split("\n")
        )
        head = "The sources hold mistakes. The page is shown as far as it goes:"
        box = f'<div role="alert" data-overlay style="{BOX}"><p>{head}</p><ul>{items}</ul></div>'.encode()
        start = page.find(b"<body")
        if start < 0:
            return AGAIN.encode() + box + page
        end = page.index(b">", start) + 1
        return page[:end] + box + page[end:]
