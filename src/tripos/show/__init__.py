"""How results look: pictures and pieces of pages, the same for the command line and the web."""
