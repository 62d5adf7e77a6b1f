def serve(pictures):
    return scores(prepared(from_device(pictures).numpy()))
