def assemble(table):
    frame = pd.DataFrame(table)
    rows, places = [], place_figures(frame).to_dict("records")
    for line in frame.to_dict("records"):
        for place in places:
            if place[config.CITY] == line[config.CITY]:
                rows.append({**place, **line})
    joined = pd.DataFrame(rows)
    return {name: joined[name].tolist() for name in [*table, "place_lines", "place_pieces"]}


def place_figures(frame):
    grouped = frame.groupby([config.CITY, config.STATE])
    found = grouped.agg(place_lines=(config.TARGET, "size"), place_pieces=(config.PIECES, "mean"))
    return found.reset_index()
