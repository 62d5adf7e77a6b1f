"""The atlas as pages: three zooms, lists beside each, one page a competency."""
