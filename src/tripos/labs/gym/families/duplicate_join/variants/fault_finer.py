def place_figures(frame):
    grouped = frame.groupby([config.CITY, config.STATE, "discount"], as_index=False)
    found = grouped.agg(place_lines=(config.TARGET, "size"), place_pieces=(config.PIECES, "mean"))
    return found.drop(columns="discount")
