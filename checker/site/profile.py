"""The profile of a host, put where the host looks for it: `make site HOST=netlify`.

The environment may name the sites that may frame the embedded checker: `EMBED_IN="https://desk.example" make site …`.
"""

import os
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

from checker.core.engine.answers import nearest
from checker.core.model.words import Words
from checker.places import ROOT

PROFILES = ROOT / "deploy"
VARIABLE = "EMBED_IN"
OURSELVES = "frame-ancestors 'self'"
ORIGIN = re.compile(r"https?://(\*\.)?[\w.-]+(:\d+)?", re.ASCII)
WITH_THE_SITE = {
    "apache": {"apache.conf": ".htaccess"},
    "cloudflare": {"_headers": "_headers"},
    "iis": {"web.config": "web.config"},
    "netlify": {"_headers": "_headers", "_redirects": "_redirects"},
    "vercel": {"vercel.json": "vercel.json"},
}
"""Files that go into the folder of the site, by their names there."""
WITH_THE_PROJECT = {
    "github": {"github-pages.yml": ".github/workflows/github-pages.yml"},
    "gitlab": {"gitlab-ci.yml": ".gitlab-ci.yml"},
}
WITH_THE_HOST = {
    "caddy": "Caddyfile",
    "cloudfront": "cloudfront.yml",
    "container": "Containerfile",
    "nginx": "nginx.conf",
}
"""What the settings of the host itself take in: it says how."""


def place(host: str, site: Path, project: Path = ROOT, site_url: str = "", embed_in: str = "") -> list[str]:
    """Put the profile of a host in its place, and say where it is.

    `embed_in` names the sites that may frame the embedded checker, with spaces between. Raises ValueError for a host
    without a profile, and for what is no address of a site.
    """
    embedders = embedders_of(embed_in)
    if host in WITH_THE_HOST:
        said = [f"{host}: deploy/{WITH_THE_HOST[host]} belongs into the host's own settings; its first lines say how."]
        return said + ([f"{host}: write there that these may frame: 'self' {' '.join(embedders)}"] if embedders else [])
    files, folder = WITH_THE_SITE.get(host), site
    if files is None:
        files, folder = WITH_THE_PROJECT.get(host), project
    if files is None:
        known = sorted([*WITH_THE_SITE, *WITH_THE_PROJECT, *WITH_THE_HOST])
        raise ValueError(
            f"There is no host “{host}”; the hosts are: {', '.join(known)}.{nearest(host, known, Words())}"
        )
    for name, target in files.items():
        text = (PROFILES / name).read_text(encoding="utf-8")
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        text = framed_by(below(text, urlsplit(site_url).path.rstrip("/")), embedders)
        (folder / target).write_text(text, encoding="utf-8")
    return [f"{host}: deploy/{name} is now {(folder / target)}" for name, target in files.items()]


def below(profile: str, path: str) -> str:
    """A profile with the path of the site in it, where it names pages by their full address."""
    return profile.replace("ErrorDocument 404 /", f"ErrorDocument 404 {path}/")


def framed_by(profile: str, embedders: list[str]) -> str:
    """A profile in which these sites may frame the embedded checker, besides the site itself."""
    return profile.replace(OURSELVES, " ".join([OURSELVES, *embedders]))


def embedders_of(text: str) -> list[str]:
    """The sites that are named there. Raises ValueError for what is no address of a site."""
    for each in text.split():
        if not ORIGIN.fullmatch(each):
            raise ValueError(
                f"“{each}” is not the address of a site that may embed the checker ({VARIABLE}); write it without a "
                "path, such as https://desk.example."
            )
    return text.split()


if __name__ == "__main__":
    try:
        site_url, embed_in = sys.argv[3], os.environ.get(VARIABLE, "")
        print("\n".join(place(sys.argv[1], Path(sys.argv[2]), site_url=site_url, embed_in=embed_in)))
    except ValueError as error:
        sys.exit(str(error))
