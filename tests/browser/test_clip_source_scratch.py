import os
from datetime import timedelta
from pathlib import Path
import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.signing_in import sign_in
from tests.daphne import daphne
from tests.films import write_film
from tests.footage.recorded_film import record_film
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("orm_beside_playwright"), pytest.mark.django_db(transaction=True)]
JS = """
async ({camera, began, films}) => {
  const { FootageSource } = await import('/static/elements/footage/source.js');
  const video = document.createElement('video'); video.width=192; video.height=108; document.body.append(video);
  const told = [];
  const log = (k, v) => {told.push([k, v]); console.log(k, JSON.stringify(v));};
  const number = () => { const c = document.createElement('canvas'); c.width=192; c.height=108; const p=c.getContext('2d',{willReadFrequently:true}); p.drawImage(video,0,0,192,108);
    let n=0; for (let b=0;b<10;b++) if (p.getImageData(b*16+8,16,1,1).data[0]>128) n|=1<<b; return n; };
  const s = new FootageSource(video, ({fromMs, untilMs, originMs}) => `/cameras/${camera}/recorded.mp4?from=${fromMs}&until=${untilMs}&origin=${originMs}`,
     {originMs: began, untilMs: began + 60000, onState: (st, d) => log('state', st + ' ' + JSON.stringify(d))});
  const seek = async (ms) => { const t=performance.now(); const ok = await s.seek(began+ms); log('seek '+ms, [ok, number(), s.nowMs-began, Math.round(performance.now()-t)]); };
  await seek(0); await seek(10010); await seek(3020); await seek(3060);
  for (let i=0;i<5;i++){ const t=performance.now(); const ok=await s.step(1); log('step', [ok, number(), s.nowMs-began, Math.round(performance.now()-t)]); }
  for (let i=0;i<8;i++){ const t=performance.now(); const ok=await s.step(-1); log('back', [ok, number(), s.nowMs-began, Math.round(performance.now()-t)]); }
  const t0 = performance.now(); s.play(1); await new Promise(r=>setTimeout(r,1500)); log('played', [s.nowMs-began, Math.round(performance.now()-t0), number()]);
  s.play(8); await new Promise(r=>setTimeout(r,2500)); log('fast', [s.nowMs-began, number()]);
  s.pause(); await seek(19980); for (let i=0;i<3;i++){ await s.step(1); log('gapstep', [number(), s.nowMs-began]); }
  for (let i=0;i<3;i++){ await s.step(-1); log('gapback', [number(), s.nowMs-began]); }
  await seek(25000); log('gaps', JSON.stringify(s.gaps.map(g=>[g.fromMs-began,g.untilMs-began])));
  await seek(19000); s.play(1); await new Promise(r=>setTimeout(r,2500)); log('over gap', [s.nowMs-began, number()]);
  await seek(59990); s.play(1); await new Promise(r=>setTimeout(r,1500)); log('end', [s.nowMs-began, number()]);
  log('gaps', JSON.stringify(s.gaps.map(g=>[g.fromMs-began,g.untilMs-began])));
  s.close(); return told;
}
"""
def test_it(page: Page, settings, tmp_path, monkeypatch, camera, operator) -> None:
    settings.STATE_DIR = tmp_path
    monkeypatch.setenv("STATE_DIR", str(tmp_path))
    operator.user_permissions.add(*Permission.objects.filter(codename="view_segment"))
    began = (timezone.now() - timedelta(hours=1)).replace(microsecond=0)
    film = write_film(tmp_path / "film.mp4", 500)
    record_film(camera, film, began)
    record_film(camera, film, began + timedelta(seconds=30))
    page.on("response", lambda r: print(r.status, r.url[-90:]) if "recorded" in r.url else None)
    page.on("console", lambda m: print(m.text))
    with daphne() as web:
        sign_in(page, f"http://127.0.0.1:{web.port}/review/reason", operator.username)
        page.locator("main .button-main").click()
        page.wait_for_load_state()
        page.goto(f"http://127.0.0.1:{web.port}/")
        page.set_default_timeout(60000)
        for one in page.evaluate("async (a) => Promise.race([(" + JS + ")(a), new Promise(r => setTimeout(() => r([['TIMEOUT','']]), 45000))])", {"camera": camera.pk, "began": round(began.timestamp()*1000), "films": 0}):
            print(one)
        page.goto("about:blank")
