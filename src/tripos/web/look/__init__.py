"""The look of all pages: frame, style sheet, small script, and the words that templates use."""
