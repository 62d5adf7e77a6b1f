def assemble(table):
    frame = pd.DataFrame(table)
    grouped = frame.groupby([config.CITY, config.STATE])
    frame = frame.assign(
        place_lines=grouped[config.TARGET].transform("size"), place_pieces=grouped[config.PIECES].transform("mean")
    )
    return {name: frame[name].tolist() for name in frame}
