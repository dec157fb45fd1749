// Where the page's own script is missing, something else must load the page again. A browser that lacks what the checker is
// made of is told so: there, to try again cannot help, and no module may be there to say it.
{
  const hasModuleWorkers = () => {
    let asked = false;
    try {
      new Worker("http://[", { get type() { asked = true; return /** @type {const} */ ("module"); } });
    } catch {
      // That is no address, so nothing is started; the options are read before.
    }
    return asked;
  };
  const old =
    typeof DecompressionStream === "undefined" ||
    !Element.prototype.replaceChildren ||
    !Array.prototype.at ||
    !Object.hasOwn ||
    !hasModuleWorkers();
  const box = /** @type {HTMLElement} */ (document.getElementById("checker-unstarted"));
  const button = /** @type {HTMLElement} */ (box.querySelector("button"));
  if (old) {
    document.documentElement.dataset.browser = "old";
    /** @type {HTMLElement} */ (box.querySelector("[data-late]")).hidden = true;
    /** @type {HTMLElement} */ (box.querySelector("[data-old]")).hidden = false;
    box.classList.remove("checker-unstarted");
  }
  button.hidden = old;
  button.addEventListener("click", () => location.reload());
}
