"""Welcome: who is asking, in five short steps, and the postings they aim at."""
