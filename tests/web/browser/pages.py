"""Every page that a learner can see, by name."""

from __future__ import annotations

PAGES = {
    "welcome-1": "/welcome/1/",
    "welcome-2": "/welcome/2/",
    "welcome-3": "/welcome/3/",
    "welcome-4": "/welcome/4/",
    "postings": "/postings/",
    "posting": "/postings/1/",
    "decide": "/decide/",
    "decide-number": "/decide/number/stay.worth",
    "plan": "/plan/",
    "plan-frontier": "/plan/frontier",
    "today": "/today/",
    "atlas": "/atlas/",
    "atlas-search": "/atlas/?q=regression",
    "atlas-area": "/atlas/area/evaluation/",
    "atlas-competency": "/atlas/gradient-boosting/",
    "catalog": "/catalog/",
    "catalog-program": "/catalog/gatech-omscs-ml/",
    "catalog-course": "/catalog/islp-book/",
    "catalog-fact": "/catalog/fact/gatech-omscs-ml.terms.price",
    "catalog-compare": "/catalog/compare?id=gatech-omscs-ml&id=cuboulder-msds-coursera",
    "catalog-verify": "/catalog/verify",
    "catalog-mine": "/catalog/mine",
    "settings": "/settings/",
    "style": "/style",
    "refused": "/no-such-page",
}
