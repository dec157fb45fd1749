"""Breakages planted in scripts, templates, profiles, service worker and styles, each with the test that finds it."""

from typing import NamedTuple

UNITS = "tests/test_units.py -k"
FRONT = "tests/test_front.py"
DOCTOR = "tests/test_diagnosis.py"
HOSTS = "tests/browser/test_hosts.py -k"
PROFILE = "tests/test_profile.py"
STATE = "tests/browser/test_page_state.py -k"
EMBED = "tests/browser/test_embed.py -k"


class Plant(NamedTuple):
    """In the first of these files that has it, `old` becomes `new`. `built`: the test looks at a built site."""

    files: str
    old: str
    new: str
    test: str
    built: bool = False


PLANTS = (
    # The service worker, and the one that ends it
    Plant("deploy/service-worker.js", "await registration.unregister();", "", f"{UNITS} offline"),
    Plant("deploy/service-worker.js", "name.endsWith(registration.scope)", "true", f"{UNITS} offline"),
    Plant("checker/web/**/worker.js", "response.status >= 500", "response.status >= 600", f"{UNITS} offline"),
    Plant("checker/web/**/worker.js", ' || cache === "no-store"', "", f"{UNITS} offline"),
    Plant("checker/web/**/worker.js", "self.skipWaiting();", "", f"{UNITS} offline"),
    Plant("checker/web/**/worker.js", "integrity, revision", "revision", f"{UNITS} offline"),
    Plant(
        "checker/web/**/offline.js", ' || matchMedia("(prefers-reduced-data: reduce)").matches', "", f"{UNITS} offline"
    ),
    Plant("checker/web/**/offline.js", ', { updateViaCache: "none" }', "", f"{UNITS} offline"),
    # Scripts of pages
    Plant("checker/web/**/newer.js", 'addEventListener("online", lookForNewer);', "", f"{UNITS} newer"),
    Plant("checker/web/**/newer.js", "persisted && lookForNewer()", "lookForNewer()", f"{UNITS} newer"),
    Plant("checker/web/**/newer.js", 'cache: "no-store"', 'cache: "default"', f"{UNITS} newer"),
    Plant("checker/web/**/assets.js", '["default", "reload"]', '["default"]', f"{UNITS} assets"),
    Plant("checker/web/**/assets.js", "{ integrity: digest, cache }", "{ cache }", f"{UNITS} assets"),
    Plant("checker/web/**/fault.js", ".then(({ ok }) => ok,", ".then(() => false,", f"{UNITS} fault"),
    Plant("checker/web/**/fault.js", '["missing", "damaged"].includes', '["missing"].includes', f"{UNITS} fault"),
    Plant("checker/web/**/draft.js", "encodeURIComponent(subject)", "subject", f"{UNITS} words"),
    Plant("checker/web/**/draft.js", '.replaceAll("\\n", "\\r\\n")', "", f"{UNITS} words"),
    Plant("checker/web/**/left-out.js", '.replace(/\\p{C}/gu, "�")', "", f"{UNITS} words"),
    Plant("checker/web/**/clipboard.js", "field.select();", "", f"{UNITS} words"),
    Plant("checker/web/**/link.js", "for (const [fact] of torn(query)) answers.delete(fact);", "", f"{UNITS} words"),
    Plant("checker/web/**/address.js", '"click", ', "", f"{UNITS} address"),
    Plant("checker/web/**/address.js", "  write();\n  pending =", "  pending =", f"{UNITS} address"),
    Plant("checker/web/**/diagnosis.js", '["utf-8", "utf8"]', '["utf-8", "utf8", "iso-8859-1"]', DOCTOR),
    Plant("checker/web/**/policy.js", '"child-src", "script-src", ', '"child-src", ', DOCTOR),
    Plant("checker/web/**/remedies.js", ".toLowerCase()", "", DOCTOR),
    Plant("checker/web/**/checker.js", "  if (isUnderWay()) return;\n", "", f"{STATE} second_click", built=True),
    Plant("checker/web/**/checker.js", "mine === visit && (byId", "(byId", f"{STATE} gone_back", built=True),
    Plant(
        "checker/web/**/around.js", "real === origin ? origin", "origin ? origin", f"{EMBED} nothing_can", built=True
    ),
    Plant("checker/web/**/again.js", "!hasModuleWorkers();", "false;", f"{STATE} too_old", built=True),
    # Templates
    Plant("checker/web/theme/*.html", 'class="checker-fault" role="alert"', 'class="checker-fault"', FRONT),
    Plant("checker/web/theme/*.html", 'role="status" data-edition', "data-edition", FRONT),
    Plant("checker/web/theme/*.html", ' autocomplete="off"', "", FRONT),
    Plant("checker/web/theme/*.html", "{{ _(advice) }}", "{{ _(advice) | safe }}", FRONT),
    Plant("checker/web/theme/404.html", 'content="noindex"', 'content="index"', FRONT),
    Plant("checker/web/theme/*.html", 'rel="canonical"', 'rel="bookmark"', FRONT),
    Plant("checker/web/theme/*.html", 'property="og:image:alt"', 'property="og:alt"', "tests/test_cards.py"),
    Plant("checker/web/theme/*.html", ' aria-hidden="true" focusable="false"', ' focusable="false"', FRONT),
    # Profiles and workflows
    Plant("deploy/_headers", "  X-Frame-Options: DENY\n", "", f"{HOSTS} profile"),
    Plant("deploy/nginx.conf", 'add_header X-Content-Type-Options "nosniff" always;', "", f"{HOSTS} profile"),
    Plant(
        "deploy/apache.conf",
        "<IfModule mod_headers.c>\n    Header set",
        "<IfModule core.c>\n    Header set",
        f"{HOSTS} strict",
    ),
    Plant("deploy/vercel.json", '"source": "/((?!', '"source": "/(.*(?!', f"{HOSTS} profile"),
    Plant("deploy/web.config", 'value="no-cache"', 'value="max-age=600"', f"{HOSTS} profile"),
    Plant("deploy/Caddyfile", "frame-ancestors 'none'", "frame-ancestors *", f"{HOSTS} profile"),
    Plant("deploy/cloudfront.yml", "script-src 'self' blob: ", "script-src 'self' ", f"{HOSTS} profile"),
    Plant(
        "deploy/nginx.conf",
        'set $policy "frame-ancestors $embedders"',
        'set $policy "frame-ancestors *"',
        f"{HOSTS} embedded",
    ),
    Plant("deploy/web.config", '<location path="it/embed">', '<location path="it/framed">', f"{HOSTS} profile"),
    Plant("deploy/vercel.json", "|(?:es/|it/)?embed/).*", ").*", f"{HOSTS} profile"),
    Plant("deploy/github-pages.yml", "    needs: test\n", "", PROFILE),
    Plant("deploy/github-pages.yml", "fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0", "v5", PROFILE),
    Plant(".github/workflows/nightly.yml", "      all: true\n", "", PROFILE),
    # Styles
    Plant("checker/web/**/*.css", "  clip-path: inset(50%);\n", "", FRONT),
    Plant("checker/web/**/*.css", "  .checker-change,\n", "", FRONT),
    Plant("checker/web/**/*.css", "outline: 0.15rem solid currentcolor", "outline: 0", FRONT),
    Plant("checker/web/**/*.css", "checker-appear 0s 8s both", "checker-appear 0s 800s both", FRONT),
)
