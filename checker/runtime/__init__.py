"""Quick ways of starting Python in the browser, made from the pinned runtime by Node; each is a set of files."""
