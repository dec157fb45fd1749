"""What `checker new` writes: the files of a new policy, language, page, clause or option, ready to be built."""
