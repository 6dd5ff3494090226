from django.apps import AppConfig


class BlurConfig(AppConfig):
    name = "command_center.blur"

    def ready(self) -> None:
        from command_center.blur import live_choice, live_tap, places
        from command_center.streams.live_appearance import chosen_by
        from command_center.streams.taps import tapped_by

        places.declare()
        chosen_by(live_choice.chosen)
        tapped_by(live_tap.LiveTap)
