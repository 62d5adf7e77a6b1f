def assemble(table):
    frame = pd.DataFrame(table)
    frame["key"] = frame[config.CITY].astype(str) + "/" + frame[config.STATE].astype(str)
    lookup = place_figures(frame)
    lookup["key"] = lookup[config.CITY].astype(str) + "/" + lookup[config.STATE].astype(str)
    lookup = lookup[["key", "place_lines", "place_pieces"]]
    joined = frame.merge(lookup, on="key", validate="many_to_one").drop(columns="key")
    return {name: joined[name].tolist() for name in joined}
