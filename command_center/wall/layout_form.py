"""The form that keeps a layout: its name, whose it is, its cells."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command_center.people.models import Agent
from command_center.venues.models import Camera, Venue
from command_center.wall.grid import Grid, GridRefused, read_grid
from command_center.wall.layout import MOST_OF_A_PERSON
from command_center.wall.models import Layout
from command_center.wall.offered import OWN, SEEN, SHARED

MINE = "mine"


class LayoutForm(forms.ModelForm):  # type: ignore[type-arg]
    """A layout stays whose it is: only a new one is asked for whom it is."""

    belongs = forms.ChoiceField(label=gettext_lazy("For whom"))
    opens = forms.BooleanField(label=gettext_lazy("My wall opens with it"), required=False)
    cells = forms.CharField(max_length=100_000, widget=forms.HiddenInput)

    class Meta:
        model = Layout
        fields = ["name"]

    def __init__(self, agent: Agent, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.agent = agent
        if self.instance.pk:
            del self.fields["belongs"]
        else:
            venues = Venue.objects.filter(agent.reach(SHARED).wholly_of("pk")).order_by("name")
            mine = [(MINE, _("Me"))] if agent.has_perm(OWN) else []
            shared = [(str(one.pk), _("All of %(venue)s") % {"venue": one}) for one in venues]
            self.fields["belongs"].choices = [*mine, *shared]  # type: ignore[attr-defined]
            self.initial.setdefault("belongs", MINE)

    def clean_cells(self) -> Grid:
        try:
            return read_grid(self.cleaned_data["cells"])
        except GridRefused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        self._give_owner(found.get("belongs"))
        if isinstance(grid := found.get("cells"), Grid):
            self._check_cameras(grid)
            self.instance.grid = grid.as_json()
        if name := found.get("name"):
            self._check_name(name)
        return found

    def _give_owner(self, belongs: str | None) -> None:
        if belongs == MINE:
            self.instance.agent = self.agent
        elif belongs:
            self.instance.venue_id = int(belongs)

    def _check_cameras(self, grid: Grid) -> None:
        """Those that were in it before may stay, whatever has become of them."""
        before = self.instance.read().cameras if self.instance.pk else []
        allowed = Camera.objects.filter(self.agent.reach(SEEN).of("venue_id", "pk"))
        if self.instance.venue_id:
            allowed = allowed.filter(venue=self.instance.venue_id)
        added = set(grid.cameras) - set(before)
        if len(added) != allowed.filter(pk__in=added).count():
            raise ValidationError(_("A camera of the layout is not of this place."))

    def _check_name(self, name: str) -> None:
        layout = self.instance
        beside = Layout.objects.filter(agent=layout.agent_id, venue=layout.venue_id)
        if beside.filter(name=name).exclude(pk=layout.pk).exists():
            self.add_error("name", _("Another layout has this name already."))
        if not layout.pk and beside.count() >= MOST_OF_A_PERSON:
            raise ValidationError(_("There are 50 layouts already: remove one first."))
