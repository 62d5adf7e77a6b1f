"""The addresses of accounts; they exist on a shared server only."""

from __future__ import annotations

from django.contrib.auth import views as auth
from django.urls import path

from tripos.web.accounts import people, views
from tripos.web.accounts.doors import for_shared, limited
from tripos.web.accounts.local import open_local

_sent = auth.PasswordResetDoneView.as_view(template_name="accounts/reset_sent.html")

urlpatterns = [
    path("open", open_local, name="open"),
    path("accounts/login", for_shared(views.Login.as_view()), name="login"),
    path("accounts/logout", for_shared(auth.LogoutView.as_view()), name="logout"),
    path("accounts/join/<str:secret>", for_shared(limited("join")(views.join_page)), name="join"),
    path("accounts/password", for_shared(views.Password.as_view()), name="password_change"),
    path("accounts/password-reset", for_shared(limited("reset")(views.Reset.as_view())),
         name="password_reset"),
    path("accounts/password-reset/sent", for_shared(_sent), name="password_reset_done"),
    path("accounts/password-reset/<uidb64>/<token>", for_shared(views.ResetConfirm.as_view()),
         name="password_reset_confirm"),
    path("accounts/people", people.people, name="people"),
    path("accounts/people/<int:key>", people.change, name="people-change"),
    path("accounts/invitations", people.new_invitation, name="invite"),
    path("accounts/invitations/<int:key>/withdraw", people.withdraw_invitation, name="withdraw"),
]  # fmt: skip
