"""Setting up second factors, and removing them."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.urls import reverse, reverse_lazy
from django.views.decorators.cache import never_cache


class AppAdd(ActivateTOTPView):  # type: ignore[misc]
    template_name = "pages/account/app_add.html"

    def get_success_url(self) -> str:
        return _codes_or_account(self.did_generate_recovery_codes)


class AppRemove(DeactivateTOTPView):  # type: ignore[misc]
    template_name = "pages/account/factor_remove.html"
    success_url = reverse_lazy("account")


class PasskeyAdd(AddWebAuthnView):  # type: ignore[misc]
    template_name = "pages/account/passkey_add.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """The form as it was sent, where it was refused: allauth's own shows an empty one."""
        context: dict[str, Any] = super().get_context_data(**given)
        return context | given

    def get_success_url(self) -> str:
        return _codes_or_account(self.did_generate_recovery_codes)


class PasskeyRemove(RemoveWebAuthnView):  # type: ignore[misc]
    template_name = "pages/account/factor_remove.html"
    success_url = reverse_lazy("account")
    context_object_name = "passkey"


class RecoveryCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """Shown once, right after they were made."""

    template_name = "pages/account/recovery_codes.html"


class RecoveryCodesNew(GenerateRecoveryCodesView):  # type: ignore[misc]
    template_name = "pages/account/recovery_codes_new.html"
    success_url = reverse_lazy("mfa_view_recovery_codes")


def _codes_or_account(has_new_codes: bool) -> str:
    return reverse("mfa_view_recovery_codes" if has_new_codes else "account")


def factors_of(agent: Any) -> dict[str, Any]:
    """`app`, `passkeys` and `codes`, as they lie in the database."""
    found = list(Authenticator.objects.filter(user=agent).order_by("created_at"))
    by_type = {kind: [one for one in found if one.type == kind] for kind in Authenticator.Type}
    return {
        "app": next(iter(by_type[Authenticator.Type.TOTP]), None),
        "passkeys": [(one, one.wrap().name) for one in by_type[Authenticator.Type.WEBAUTHN]],
        "codes_left": sum(
            len(one.wrap().get_unused_codes()) for one in by_type[Authenticator.Type.RECOVERY_CODES]
        ),
    }


def _page(view: Any) -> Any:
    return never_cache(view.as_view())


app_add, app_remove = _page(AppAdd), _page(AppRemove)
passkey_add, passkey_remove = _page(PasskeyAdd), _page(PasskeyRemove)
recovery_codes, recovery_codes_new = _page(RecoveryCodes), _page(RecoveryCodesNew)
