// Before anything of the embedded checker is shown: it is light or dark as the page around it asks, else as the system is.
{
  const asked = new URLSearchParams(location.search).get("theme") ?? "";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    const isDark = asked === "dark" || (asked !== "light" && dark.matches);
    document.body.dataset.mdColorScheme = isDark ? "slate" : "default";
  };
  dark.addEventListener("change", follow);
  follow();
}
