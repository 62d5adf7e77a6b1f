# from: faulty
def assemble(table):
    frame = pd.DataFrame(table)
    joined = frame.merge(place_figures(frame).drop_duplicates(config.CITY).drop(columns=config.STATE), on=config.CITY)
    return {name: joined[name].tolist() for name in [*table, "place_lines", "place_pieces"]}
