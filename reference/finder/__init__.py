"""Finding what is known by a code, a name or a word of it, however it is typed."""
