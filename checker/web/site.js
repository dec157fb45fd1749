// On every page: changing the language keeps the place on the page, and the checker's answers with it; a notice that a
// policy was to be compared again appears once its day has passed; and what is said to reload the page does.

import "./access.js";

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

const today = new Date().toLocaleDateString("sv"); // YYYY-MM-DD, by the visitor's own calendar

for (const notice of document.querySelectorAll("[data-overdue-after]")) {
  notice.hidden = today <= notice.dataset.overdueAfter;
}
