// Where the page's own script is missing, something else must load the page again.
{
  const button = document.querySelector("#checker-unstarted button");
  button.hidden = false;
  button.addEventListener("click", () => location.reload());
}
