def place_figures(frame):
    keys = [config.CITY, config.STATE]
    grouped = frame.groupby(keys)
    return frame[keys].assign(
        place_lines=grouped[config.TARGET].transform("size"), place_pieces=grouped[config.PIECES].transform("mean")
    )
