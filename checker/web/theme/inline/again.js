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
  // Python's program throws exceptions: so does this one, which has nothing else. Without any WebAssembly, somebody has
  // forbidden it: that is no matter of age, and is said when Python starts.
  const [header, types, tags] = [[0, 97, 115, 109, 1, 0, 0, 0], [1, 4, 1, 96, 0, 0], [13, 3, 1, 0, 0]];
  const throwing = new Uint8Array([...header, ...types, ...tags]);
  const hasExceptions = () => typeof WebAssembly === "undefined" || WebAssembly.validate(throwing);
  const old =
    typeof DecompressionStream === "undefined" ||
    !Element.prototype.replaceChildren ||
    !Array.prototype.at ||
    !Object.hasOwn ||
    !hasExceptions() ||
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
