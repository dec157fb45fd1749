// On every page: changing the language keeps the place on the page, and the checker's answers with it; reloading too.

const switches = document.querySelectorAll("a[hreflang]");
const addresses = [...switches].map((link) => link.href);

/** Give the language links the place that the address names now. */
export function keepPlace() {
  switches.forEach((link, index) => {
    link.href = addresses[index] + location.hash;
  });
}

addEventListener("hashchange", keepPlace);
keepPlace();

for (const button of document.querySelectorAll("[data-reload]")) {
  button.hidden = false;
  button.addEventListener("click", () => location.reload());
}
