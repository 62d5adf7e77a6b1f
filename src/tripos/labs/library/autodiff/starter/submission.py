def evaluate(expr, at):
    raise NotImplementedError


def gradient(expr, at):
    raise NotImplementedError


def program_gradient(program, at):
    raise NotImplementedError


def hessian_vector(expr, at, direction):
    raise NotImplementedError
