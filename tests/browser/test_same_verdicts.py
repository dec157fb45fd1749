"""Python in the browser says the same as Python here, to the letter, on answer sets drawn from the exploration.

The requests go to the page's own worker. Only digests of the replies come back.
"""

import os
from hashlib import sha256

import pytest
from drawn import clerk, requests, table_requests
from shared import POLICIES, TODAY, in_chromium_first

pytestmark = pytest.mark.browser

SAMPLE, ALL = (20, 64), (int(os.environ.get("ANSWER_SETS", "10000")), 1)
"""Answer sets of each policy (`make fuzz` takes more of them), and which share of the cells of its tables."""
AT_ONCE = 500
KEEP_WORKER = """(() => {
  const Original = Worker;
  self.Worker = class extends Original {
    constructor(address, options) {
      super(address, options);
      if (new URL(address, location).pathname.endsWith("/worker.js")) self.python = this;
    }
  };
})()"""
ASK = """async ([name, requests]) => {
  const { dataset, textContent } = document.getElementById("checker-bundle");
  const policies = await (await fetch(dataset.files + JSON.parse(textContent).policies.file)).json();
  const policy = policies.find(({ id }) => id === name);
  const replies = [];
  await new Promise((resolve, reject) => {
    const hear = ({ data: { id, state, reply } }) => {
      if (state === "failed") return reject(new Error("Python has failed"));
      if (!String(id).startsWith("drawn ")) return;
      replies[Number(id.slice(6))] = reply;
      if (--left) return;
      self.python.removeEventListener("message", hear);
      resolve();
    };
    let left = requests.length;
    self.python.addEventListener("message", hear);
    requests.forEach((request, at) => self.python.postMessage({ id: `drawn ${at}`, request, policy }));
  });
  const bytes = new TextEncoder().encode(replies.join("\\n"));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (each) => each.toString(16).padStart(2, "0")).join("");
}"""


@pytest.fixture(scope="module")
def digests(library):
    """The requests, a few at once, with the digest of what Python says here; taken once for all browsers."""
    said, known = clerk(library, "en"), {}

    def take(size):
        if size not in known:
            known[size] = [(policy, few, digest(map(said.reply, few))) for policy, few in drawn(library, *size)]
        return known[size]

    return take


def drawn(library, count, share):
    for policy in POLICIES:
        cells = list(table_requests(library, policy, TODAY))[::share]
        found = [*cells, *requests(library, policy, count, TODAY)]
        yield from ((policy, found[at : at + AT_ONCE]) for at in range(0, len(found), AT_ONCE))


def digest(replies):
    return sha256("\n".join(replies).encode()).hexdigest()


@in_chromium_first
@pytest.mark.parametrize("size", [SAMPLE, pytest.param(ALL, marks=pytest.mark.slow)])
def test_the_browser_says_the_same(watched, digests, size):
    watched.page.add_init_script(KEEP_WORKER)
    watched.page.goto(watched.origin + "checker/")
    watched.page.wait_for_selector("[data-checker=state][data-state=ready]", state="attached")
    differing = [few for name, few, here in digests(size) if watched.page.evaluate(ASK, [name, few]) != here]
    assert not differing, differing[0]
