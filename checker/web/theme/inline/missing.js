// Where the site begins on this host: where its style is found.
(async () => {
  const parts = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-path]")]);
  const style = parts.find((part) => part.getAttribute("rel") === "stylesheet");
  const path = style?.dataset.path ?? "";
  const folders = location.pathname.split("/").slice(1, -1);
  const roots = folders.map((_, depth) => `/${folders.slice(0, depth + 1).join("/")}/`);
  for (const root of new Set([style?.getAttribute("href")?.replace(path, "") ?? "/", "/", ...roots])) {
    const answer = await fetch(root + path, { method: "HEAD" }).catch(() => null);
    if (answer?.ok && answer.headers.get("content-type")?.includes("css")) {
      for (const part of parts) part.setAttribute(part.hasAttribute("src") ? "src" : "href", root + part.dataset.path);
      break;
    }
  }
})();
