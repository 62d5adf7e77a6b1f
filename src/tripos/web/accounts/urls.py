"""The addresses of accounts; they exist on a shared server only."""

from __future__ import annotations

from django.contrib.auth import views as auth
from django.urls import path

from tripos.web.accounts import people, views
from tripos.web.accounts.doors import for_shared, limited


urlpatterns = [
    path("accounts/login", for_shared(views.Login.as_view()), name="login"),
    path("accounts/logout", for_shared(auth.LogoutView.as_view()), name="logout"),
    path("accounts/join/<str:secret>", for_shared(limited(views.join)), name="join"),
    path("accounts/password", for_shared(views.Password.as_view()), name="password_change"),
    path("accounts/password-reset", for_shared(limited(views.Reset.as_view())),
         name="password_reset"),
    path("accounts/password-reset/sent", for_shared(auth.PasswordResetDoneView.as_view(
        template_name="accounts/reset_sent.html")), name="password_reset_done"),
    path("accounts/password-reset/<uidb64>/<token>", for_shared(views.ResetConfirm.as_view()),
         name="password_reset_confirm"),
    path("accounts/people", for_shared(people.people), name="people"),
    path("accounts/people/<int:key>", for_shared(people.change), name="people-change"),
    path("accounts/invitations", for_shared(people.invite), name="invite"),
]  # fmt: skip
