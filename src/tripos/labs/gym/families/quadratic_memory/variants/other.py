from sklearn.neighbors import NearestNeighbors


def nearest(table, k):
    places = points(table)
    finder = NearestNeighbors(n_neighbors=k, algorithm="kd_tree").fit(places)
    return finder.kneighbors(return_distance=False)
