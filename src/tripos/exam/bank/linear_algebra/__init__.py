"""Questions on linear algebra."""
