# One image for web, worker and beat; docker-compose.yml says which runs what.
FROM python:3.11-slim AS guide
WORKDIR /app
RUN pip install --no-cache-dir mkdocs-material==9.8.2
COPY mkdocs.yml ./
COPY docs ./docs
RUN mkdocs build --strict

FROM python:3.11-slim

RUN useradd --create-home --uid 1000 vigie
WORKDIR /app

COPY requirements.txt requirements-nodeps.txt ./
# torch first and for the CPU: the default build brings several GB of CUDA.
RUN pip install --no-cache-dir --index-url https://download.pytorch.org/whl/cpu torch==2.13.0 torchvision==0.28.0 \
 && pip install --no-cache-dir -r requirements.txt \
 && pip install --no-cache-dir --no-deps -r requirements-nodeps.txt

COPY manage.py pyproject.toml ./
COPY command_center ./command_center
COPY detection ./detection
COPY frontend ./frontend
COPY --from=guide /app/var/docs ./var/docs

ENV PYTHONUNBUFFERED=1 STATE_DIR=/state MODELS_DIR=/state/models
RUN mkdir /state && chown vigie /state \
 && pybabel compile --quiet --directory frontend/locale --domain django
USER vigie
VOLUME /state
