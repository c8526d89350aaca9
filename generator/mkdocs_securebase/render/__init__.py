"""Projections of the library: the site, the self-check and the book, each a pure function of it."""
