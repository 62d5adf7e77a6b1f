"""Classification trees: grown split by split, pruned by cost, and chosen with an honest error."""
