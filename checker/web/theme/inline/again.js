// Where the page's own script is missing, something else must load the page again.
{
  /** @type {HTMLButtonElement | null} */
  const button = document.querySelector("#checker-unstarted button");
  if (button) button.hidden = false;
  button?.addEventListener("click", () => location.reload());
}
