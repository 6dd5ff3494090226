"""The task of the workers: time one model."""

from celery import shared_task

from command_center.register.measuring import BEGUN_WITHIN_S, carry_out


@shared_task(name="register.measure", expires=BEGUN_WITHIN_S)
def measure_model(measurement_id: int) -> None:
    carry_out(measurement_id)
