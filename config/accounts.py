"""Settings of sign-in (django-allauth): password with a second factor, or a passkey alone."""

import os

_https = os.environ.get("JOBCENTER_URL", "http://localhost:8000").startswith("https://")

AUTHENTICATION_BACKENDS = ["jobcenter.accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "jobcenter.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "jobcenter.accounts.passwords.NotCommon"},
    {"NAME": "jobcenter.accounts.passwords.NotOnlyDigits"},
    {"NAME": "jobcenter.accounts.passwords.NotTheUsername"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",  # harder to guess than PBKDF2 and a third cheaper to check
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
SESSION_ENGINE = "jobcenter.accounts.sessions"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/mein-bereich/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "jobcenter.accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_PREVENT_ENUMERATION = True
# Guessing is counted per account ("key"), per signed-in person ("user") and per address ("ip"); the counters are in the
# database cache, so that they hold over all processes. Many people can share one address (mobile network, library).
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "signup": "30/10m/ip",
    "reauthenticate": "10/5m/user",
    "change_password": "5/5m/user",
    "representation_code": "10/h/user,100/h/ip",  # wrong codes alone count
}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SIGNUP_REDIRECT_URL = "second_factor"
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_USERNAME_VALIDATORS = "jobcenter.accounts.models.USERNAME_RULES"

# How many of the operator's proxies stand before us and append to X-Forwarded-For: limits count what is before them.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("JOBCENTER_PROXIES", "1" if _https else "0"))

MFA_ADAPTER = "jobcenter.accounts.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Jobcenter-App"
MFA_TOTP_PERIOD = 30
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _https
MFA_WEBAUTHN_USER_VERIFICATION = "required"
ACCOUNT_FORMS = {
    "login": "jobcenter.accounts.forms.SignIn",
    "signup": "jobcenter.accounts.forms.SignUp",
    "reauthenticate": "jobcenter.accounts.forms.PasswordAgain",
    "change_password": "jobcenter.accounts.forms.NewPassword",
    "set_password": "jobcenter.accounts.forms.FirstPassword",
}
MFA_FORMS = {
    "authenticate": "jobcenter.accounts.forms.Code",
    "reauthenticate": "jobcenter.accounts.forms.CodeAgain",
    "authenticate_webauthn": "jobcenter.accounts.forms.Passkey",
    "reauthenticate_webauthn": "jobcenter.accounts.forms.PasskeyAgain",
    "login_webauthn": "jobcenter.accounts.forms.PasskeyAlone",
    "activate_totp": "jobcenter.accounts.forms.FirstCode",
    "add_webauthn": "jobcenter.accounts.forms.NewPasskey",
    "edit_webauthn": "jobcenter.accounts.forms.PasskeyName",
}
