"""Questions on trees and ensembles."""
