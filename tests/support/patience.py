"""How long tests wait for pages, and pages for what they need."""

PATIENCE = 120_000
"""How long (ms) the tests wait for anything: none fails because a machine is slow."""
UNHURRIED = """globalThis.unhurried = 15;
(({ setTimeout }) => {
  const stretched = (wait) => wait * (wait >= 3000 ? globalThis.unhurried : 1);
  globalThis.setTimeout = (call, wait, ...given) => setTimeout(call, stretched(wait), ...given);
})(globalThis);"""
"""A page's own patience lasts longer too; a test that is about its end sets `unhurried`."""
