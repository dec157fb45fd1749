"""What is said of hosts that are broken in one way each: by the page and by `checker doctor`, which must agree."""

import gzip
import json
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from checker.cli.main import main
from checker.places import NODE, ROOT, WEB
from checker.site.diagnosis import Embedded, Found, Host, Lost, Page, Python, diagnose
from checker.site.files import write_files
from checker.site.findings import FINDINGS, host_of, is_fixed, remedies, remedy

ADDRESS = "https://example.org/a/doctor/"
OWN = "default-src 'self'; script-src 'self' 'sha256-abc='; style-src 'self'; img-src 'self' data:; worker-src 'self'"
NEEDS = remedies()["headers"]["python"][1]
SCRIPT = "assets/checker/scripts.0123456789ab/worker.js"
PAGE = Found(address="", outcome="fine", type="text/html", coding="br", cache="no-cache", size=9999)
WELL = Host(
    files=[PAGE],
    page=Page(ADDRESS, policy="frame-ancestors 'none'", sniffing="nosniff", own=OWN, canonical=ADDRESS),
    python=Python("", NEEDS),
    embedded=Embedded("frame-ancestors 'self'", ""),
    readers="*",
    contact="errors@example.org",
    lost=Lost("x/", 404, True),
    secure=True,
)


def file(**changed: object) -> Host:
    return replace(WELL, files=[replace(PAGE, **changed)])


def page(**changed: object) -> Host:
    return replace(WELL, page=replace(WELL.page, **changed))


def embedded(policy: str, framing: str = "") -> Host:
    return replace(WELL, embedded=Embedded(policy, framing))


def framed(policy: str) -> Host:
    return page(policy=f"frame-ancestors 'none'; {policy}")


ALL_BUT_HASH = "script-src: 'sha256-abc='"
ROWS: list[tuple[Host, list[tuple[str, ...]]]] = [
    (WELL, []),
    (replace(WELL, files=None), [("list", "files.json")]),
    (file(outcome="missing", address="a.bin"), [("missing", "a.bin")]),
    (file(outcome="changed"), [("changed", "./")]),
    (file(outcome="unreachable"), [("unreachable", "./")]),
    (file(origin="https://example.org/b"), [("led", "./: https://example.org/b")]),
    (file(address="a.js", type="text/plain; charset=utf-8"), [("type", "a.js: text/plain; charset=utf-8")]),
    (file(address="a.js", type="Application/JavaScript;charset=utf-8"), []),
    (file(address="a.bin", type="", coding=""), []),
    (file(type="text/html; charset=iso-8859-1"), [("charset", "./: text/html; charset=iso-8859-1")]),
    (file(type='text/html;Charset="UTF-8"'), []),
    (file(cache="public, max-age=600"), [("kept", "./: public, max-age=600")]),
    (file(cache="public, max-age=0, must-revalidate"), []),
    (file(cache=""), [("unsaid", "./")]),
    (file(cache="private"), [("unsaid", "./")]),
    (file(cache="", expires=600), [("kept", "./: Expires: +600 s")]),
    (file(cache="", expires=0), []),
    (file(coding=""), [("unpacked", "./")]),
    (file(coding="", size=100), []),
    (file(address=SCRIPT, type="text/javascript", cache="no-cache"), [("asked", f"{SCRIPT}: no-cache")]),
    (file(address=SCRIPT, type="text/javascript", cache="max-age=31536000"), []),
    (file(address=SCRIPT, type="text/javascript", cache="", expires=31536000), []),
    (replace(WELL, lost=Lost("x/", 200, True)), [("status", "x/: 200")]),
    (replace(WELL, lost=Lost("x/", 404, False)), [("lost", "x/")]),
    (replace(WELL, secure=False), [("insecure", "http:")]),
    (replace(WELL, contact="errors@support-coverage.example"), [("contact", "errors@support-coverage.example")]),
    (page(policy=""), [("framing", "Content-Security-Policy: frame-ancestors 'none'")]),
    (page(policy="", framing="DENY"), []),
    (embedded("", ""), [("embedding", "embed/")]),
    (embedded("default-src 'self'", ""), [("embedding", "embed/")]),
    (embedded("frame-ancestors 'none'"), [("unembeddable", "embed/: frame-ancestors 'none'")]),
    (
        embedded("frame-ancestors 'self' https://a.example, frame-ancestors 'none'"),
        [("unembeddable", "embed/: frame-ancestors 'self' https://a.example, frame-ancestors 'none'")],
    ),
    (embedded("", "deny"), [("unembeddable", "embed/: deny")]),
    (embedded("", "SAMEORIGIN"), []),
    (embedded("frame-ancestors 'self' https://a.example", "DENY"), []),
    (replace(WELL, readers=""), [("closed", "data/v1/")]),
    (page(sniffing=""), [("sniffing", "X-Content-Type-Options: nosniff")]),
    (page(robots="noindex, nofollow"), [("hidden", "X-Robots-Tag: noindex, nofollow")]),
    (page(robots="noarchive"), []),
    (page(canonical=""), []),
    (page(canonical="https://example.com/a/doctor/"), [("foreign", f"{ADDRESS}: https://example.com/a/doctor/")]),
    (framed("default-src 'self'"), [("policy", ALL_BUT_HASH, "img-src: data:")]),
    (framed("default-src 'self' 'unsafe-inline'; img-src 'self' data:"), []),
    (framed("script-src 'self' 'unsafe-inline' 'nonce-a'"), [("policy", ALL_BUT_HASH)]),
    (framed("script-src 'self' 'sha256-abc='; script-src 'none'"), []),
    (framed("script-src https: 'sha256-abc='"), []),
    (framed("script-src *.example.org 'sha256-abc='"), [("policy", "script-src: 'self'", "worker-src: 'self'")]),
    (framed("worker-src 'none', style-src example.org"), [("policy", "worker-src: 'self'")]),
    (framed("sandbox allow-scripts"), [("policy", "sandbox")]),
    (framed("sandbox allow-scripts allow-same-origin"), []),
    (framed("require-trusted-types-for 'script'"), [("policy", "require-trusted-types-for")]),
    (replace(WELL, python=Python(NEEDS, NEEDS)), []),
    (replace(WELL, python=Python("frame-ancestors 'none'", NEEDS)), []),
    (
        replace(WELL, python=Python("script-src 'self'", NEEDS)),
        [("python", "script-src: blob: 'wasm-unsafe-eval'")],
    ),
    (replace(WELL, python=Python("script-src 'self' blob: 'unsafe-eval'", NEEDS)), []),
]


def as_the_page_has_it(host: Host) -> dict[str, object]:
    def found(each: Found) -> dict[str, object]:
        given = {name: value for name, value in vars(each).items() if name != "origin"}
        return {**given, "from": each.origin}

    lost = {"address": host.lost.address, "status": host.lost.status, "isOurs": host.lost.ours}
    return {
        "files": None if host.files is None else list(map(found, host.files)),
        "page": vars(host.page),
        "python": vars(host.python),
        "embedded": vars(host.embedded),
        "readers": host.readers,
        "judged": "",
        "contact": host.contact,
        "lost": lost,
        "secure": host.secure,
    }


def in_node(script: str) -> object:
    command = [NODE, "--input-type=module", "-e", script]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_one_thing_that_is_wrong_is_found_and_nothing_else_by_the_page_and_by_the_command():
    module = (WEB / "doctor" / "diagnosis.js").as_uri()
    hosts = json.dumps([as_the_page_has_it(host) for host, _ in ROWS])
    said = in_node(f'import {{ diagnose }} from "{module}"; console.log(JSON.stringify({hosts}.map(diagnose)));')
    for (host, expected), on_page in zip(ROWS, said, strict=True):
        assert [(kind, *evidence) for kind, evidence in diagnose(host).items()] == expected
        assert [(each["kind"], *each["evidence"]) for each in on_page] == expected


def test_a_worker_that_judges_nothing_is_a_finding_of_the_page():
    module = (WEB / "doctor" / "diagnosis.js").as_uri()
    host = json.dumps({**as_the_page_has_it(WELL), "judged": "It failed."})
    said = in_node(f'import {{ diagnose }} from "{module}"; console.log(JSON.stringify(diagnose({host})));')
    assert said == [{"kind": "judged", "evidence": ["It failed."]}]


def test_page_and_command_name_hosts_and_remedies_alike():
    servers = ["nginx/1.22", "Apache", "Microsoft-IIS/10.0", "GitHub.com", "AmazonS3", "Caddy", "something", ""]
    hosts, kinds = ["", *remedies()["hosts"]], list(FINDINGS)
    module, known = (WEB / "doctor" / "remedies.js").as_uri(), json.dumps(remedies())
    said = in_node(f"""import {{ hostOf, isFixed, remedyOf }} from "{module}"; const known = {known};
      const pairs = {json.dumps(hosts)}.flatMap((host) => {json.dumps(kinds)}.map((kind) => [kind, host]));
      console.log(JSON.stringify([{json.dumps(servers)}.map((server) => hostOf(known, server)),
        pairs.map(([kind, host]) => [remedyOf(known, kind, host), isFixed(known, kind, host)])]));""")
    pairs = [(kind, host) for host in hosts for kind in kinds]
    assert said == [
        [host_of(server) for server in servers],
        [[remedy(kind, host), is_fixed(kind, host)] for kind, host in pairs],
    ]
    assert said[0] == ["nginx", "apache", "iis", "github", "cloudfront", "caddy", "", ""]


def test_every_remedy_is_for_a_finding_and_every_profile_is_there():
    of_a_host = {"name", "server", "profile", "header"}
    assert set(remedies()["headers"]) <= set(FINDINGS)
    for host in remedies()["hosts"].values():
        assert set(host) - of_a_host <= set(FINDINGS)
        assert (ROOT / "deploy" / host["profile"]).exists()


# The command, against servers that do one thing wrong.

Change = Callable[["Handler", dict[str, str], bytes], tuple[int, dict[str, str], bytes]]
TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".bin": "application/octet-stream",
}


class Handler(BaseHTTPRequestHandler):
    """A host that does all well, but for what `change` makes of an answer."""

    folder: Path
    change: Change | None

    def do_GET(self) -> None:
        path = self.folder / self.path.lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        status, body = (200, path.read_bytes()) if path.is_file() else (404, (self.folder / "404.html").read_bytes())
        headers = {"Content-Type": TYPES[path.suffix or ".html"], "Server": "nginx/1.22", "Cache-Control": "no-cache"}
        headers |= {"Content-Security-Policy": "frame-ancestors 'none'", "X-Content-Type-Options": "nosniff"}
        if "/embed" in self.path:
            headers["Content-Security-Policy"] = "frame-ancestors 'self' https://desk.example"
        if "/data/v1/" in self.path:
            headers["Access-Control-Allow-Origin"] = "*"
        if "/scripts." in self.path:
            headers |= {"Cache-Control": "max-age=31536000", "Content-Security-Policy": NEEDS}
        if type(self).change:
            status, headers, body = type(self).change(self, headers, body) or (status, headers, body)
        if headers.get("Content-Encoding") != "":
            headers["Content-Encoding"], body = "gzip", gzip.compress(body)
        self.send_response_only(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """As little of a site as the doctor asks for."""
    site = tmp_path_factory.mktemp("site")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{OWN}">'
    about = '<div id="doctor" data-root="../" data-mark="missing.css" data-contact="errors@example.org" data-build="1">'
    pages = {"": "front", "es/acme/levels/": "deep", "doctor/": f"{meta}{about}"}
    for address, text in pages.items():
        (site / address).mkdir(parents=True, exist_ok=True)
        (site / address / "index.html").write_text(f"{text}{' ' * 2000}", encoding="utf-8")
    (site / "404.html").write_text("missing.css", encoding="utf-8")
    (site / SCRIPT).parent.mkdir(parents=True)
    (site / SCRIPT).write_text("0;", encoding="utf-8")
    write_files(site)
    return site


@contextmanager
def host(folder: Path, change: Change | None = None) -> Iterator[str]:
    handler = type("Host", (Handler,), {"folder": folder, "change": staticmethod(change) if change else None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def with_headers(**changed: str) -> Change:
    named = {name.replace("_", "-"): value for name, value in changed.items()}
    return lambda handler, headers, body: (200 if "no-such" not in handler.path else 404, headers | named, body)


def on(part: str, change: Change) -> Change:
    return lambda handler, headers, body: change(handler, headers, body) if part in handler.path else None


def stripped(handler: Handler, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes] | None:
    """A host that takes the slash off."""
    if handler.path != "/" and handler.path.endswith("/") and "no-such" not in handler.path:
        return 301, {"Location": handler.path.rstrip("/")}, b""
    return None


BROKEN: dict[str, tuple[Change, set[str]]] = {
    "default-src": (on("doctor/", with_headers(Content_Security_Policy="default-src 'self'")), {"policy", "framing"}),
    "worker": (on("scripts.", with_headers(Content_Security_Policy="script-src 'self'")), {"python"}),
    "charset": (on("es/", with_headers(Content_Type="text/html; charset=iso-8859-1")), {"charset"}),
    "added up": (
        on("/embed/", with_headers(Content_Security_Policy="frame-ancestors 'none', frame-ancestors 'self'")),
        {"unembeddable"},
    ),
    "framed by all": (on("/embed/", with_headers(Content_Security_Policy="")), {"embedding"}),
    "closed": (on("data/v1/", with_headers(Access_Control_Allow_Origin="")), {"closed"}),
    "slashes": (stripped, {"led"}),
    "noindex": (with_headers(X_Robots_Tag="noindex"), {"hidden"}),
    "types": (on(".js", with_headers(Content_Type="text/plain")), {"type"}),
    "expires": (
        with_headers(Cache_Control="", Date="Fri, 01 Jan 2027 00:00:00 GMT", Expires="Sat, 02 Jan 2027 00:00:00 GMT"),
        {"kept", "asked"},
    ),
    "gone": (on("worker.js", lambda *_: (403, {}, b"")), {"missing"}),
    "rewritten": (on("es/", lambda _, headers, body: (200, headers, body + b"<script></script>")), {"changed"}),
    "uncompressed": (with_headers(Content_Encoding=""), {"unpacked"}),
    "soft": (on("no-such", lambda _, headers, body: (200, headers, body)), {"status"}),
    "its own": (on("no-such", lambda _, headers, body: (404, headers, b"Not found")), {"lost"}),
    "no list": (on("files.json", lambda *_: (404, {}, b"")), {"list"}),
    "no doctor": (on("doctor/", lambda *_: (404, {}, b"")), {"missing", "lost"}),
}


def doctor(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["doctor", *arguments])
    return status, *capsys.readouterr()


def test_a_host_that_does_all_well_is_said_to(built, capsys):
    with host(built) as address:
        assert doctor(capsys, address) == (0, "Nothing is wrong: this host serves the site as it was built.\n", "")
        assert doctor(capsys, address.rstrip("/"), "--json")[0] == 0


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_host_is_found_out(built, capsys, name):
    change, expected = BROKEN[name]
    with host(built, change) as address:
        status, out, err = doctor(capsys, address, "--json")
    assert (status, err) == (1, "")
    assert {each["kind"] for each in json.loads(out)["findings"]} == expected


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Files have the wrong type"),
        ("es", "Hay archivos que llegan con un tipo erróneo"),
        ("it", "Alcuni file arrivano con un tipo errato"),
    ],
)
def test_what_to_do_is_said_in_the_words_of_the_host_and_of_the_reader(built, capsys, language, title):
    with host(built, BROKEN["types"][0]) as address:
        _, out, _ = doctor(capsys, address, "--lang", language)
        assert title in out and "types { text/javascript js;" in out and "deploy/nginx.conf" in out
        _, out, _ = doctor(capsys, address, "--lang", language, "--host", "apache")
        assert "AddType text/javascript .js" in out and "deploy/apache.conf" in out


def test_a_host_that_lets_nobody_set_headers_is_told_apart(built, capsys):
    with host(built, with_headers(X_Content_Type_Options="", Server="GitHub.com")) as address:
        status, out, _ = doctor(capsys, address)
    assert status == 1 and "sets its headers itself" in out and "nosniff\n  -" not in out


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/\x1b[31m",
        "http://127.0.0.1/\n",
        "http://a b/",
        "example.org",
        "ftp://example.org/",
        "",
        "http://[",
        "http://example.org:99999/",
        "https://example.org/?a",
        "https://example.org/#a",
        "http://‮example.org/",
        "http://u@a/",
    ],
)
def test_what_is_no_address_is_refused_in_one_sentence(capsys, address):
    status, out, err = doctor(capsys, address)
    assert (status, out) == (2, "") and err.count("\n") == 1 and err.rstrip("\n").isprintable()
    assert "is not the address of a site; write it in full, such as https://example.org/support/." in err


def test_a_host_that_does_not_answer_is_said_to(capsys):
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as free:
        port = free.server_port
    status, out, err = doctor(capsys, f"http://127.0.0.1:{port}/")
    assert (status, out) == (
        1,
        "",
    ) and err == f"checker: http://127.0.0.1:{port}/ does not answer: Connection refused.\n"


def test_an_unknown_host_gets_the_nearest_name(capsys):
    status, _, err = doctor(capsys, "http://127.0.0.1/", "--host", "ngnix")
    assert status == 2 and "Did you mean “nginx”?" in err
