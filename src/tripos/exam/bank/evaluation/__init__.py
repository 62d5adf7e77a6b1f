"""Questions on evaluation."""
