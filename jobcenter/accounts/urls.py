"""The account's addresses: German paths under the names that allauth reverses."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from jobcenter.accounts import demo, desk_views, factor_views, views
from jobcenter.accounts.second_factor import not_yet_needed
from jobcenter.people.models import also_while_acting

urlpatterns = [
    path("", views.overview, name="account"),
    path("", views.overview, name="mfa_index"),
    path("anmelden/", account.login, name="account_login"),
    path("anmelden/code/", factor_views.SecondStep.as_view(), name="mfa_authenticate"),
    path("anmelden/passkey/", login_not_required(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("abmelden/", also_while_acting(views.SignOut.as_view()), name="account_logout"),
    path("beratungsplatz/", also_while_acting(desk_views.desk), name="desk_mode"),
    path("beratungsplatz/weiter/", also_while_acting(desk_views.stay), name="desk_mode_stay"),
    path("beratungsplatz/ende/", also_while_acting(desk_views.leave), name="desk_mode_leave"),
    path("beratungsplatz/frei/", desk_views.free, name="desk_mode_free"),
    path("gesperrt/", account.account_inactive, name="account_inactive"),
    path("eroeffnen/", account.signup, name="account_signup"),
    path("zweiter-schritt/", views.choose_second_factor, name="second_factor"),
    path("weiter/", views.set_up_done, name="set_up_done"),
    path("bestaetigen/", not_yet_needed(account.reauthenticate), name="account_reauthenticate"),
    path("bestaetigen/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("bestaetigen/passkey/", factor_views.ConfirmWithPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("passwort/", account.password_change, name="account_change_password"),
    path("passwort/festlegen/", account.password_set, name="account_set_password"),
    path("passwort/vergessen/", views.forgotten, name="account_reset_password"),
    path("code-app/", not_yet_needed(totp.activate_totp), name="mfa_activate_totp"),
    path("code-app/entfernen/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("passkey/", views.overview, name="mfa_list_webauthn"),
    path("passkey/neu/", not_yet_needed(factor_views.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("passkey/<int:pk>/name/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkey/<int:pk>/entfernen/", factor_views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("notfallcodes/", factor_views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("notfallcodes/neu/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("notfallcodes/datei/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("geraete/", views.devices, name="usersessions_list"),
    path("geraete/<int:session>/abmelden/", views.sign_out_device, name="sign_out_device"),
    path("geraete/abmelden/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("loeschen/", views.delete_account, name="delete_account"),
    path("demo/", demo.sign_in, name="demo"),
]
