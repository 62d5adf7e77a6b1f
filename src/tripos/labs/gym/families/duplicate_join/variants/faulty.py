def assemble(table):
    frame = pd.DataFrame(table)
    joined = frame.merge(place_figures(frame).drop(columns=config.STATE), on=config.CITY, how="left")
    return {name: joined[name].tolist() for name in [*table, "place_lines", "place_pieces"]}
