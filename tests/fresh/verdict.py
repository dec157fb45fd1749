"""A verdict in the browser, in each language, beside that of the command line: tests/fresh/verdict.py PORT."""

import json
import subprocess
import sys

from playwright.sync_api import sync_playwright

ANSWERS = {"role": "partner", "partner_tier": "gold", "issue": "firewall"}
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]


def expected() -> str:
    """The status that the command line gives."""
    command = [sys.executable, "-m", "checker", "check", "3cx", "--answers", "-", "--json"]
    done = subprocess.run(command, input=json.dumps(ANSWERS), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["status"]


def main(port: str) -> None:
    """Opens the link to the verdict in a new Chromium and prints what the page says."""
    link = "&".join(f"{fact}={answer}" for fact, answer in ANSWERS.items())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for folder in ("", "es/", "it/"):
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/{folder}checker/#3cx?{link}")
            verdict = page.wait_for_selector('[data-checker="verdict"]', timeout=120_000)
            status = verdict.get_attribute("data-status")
            print(f"verdict /{folder}: {status}: {verdict.inner_text().splitlines()[0]}")
            assert status == expected(), f"The command line says {expected()}."


if __name__ == "__main__":
    main(sys.argv[1])
